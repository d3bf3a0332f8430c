import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { languageNames } from '../foundation/i18n/lang.ts';
import { type Translator, translator } from '../foundation/i18n/translate.ts';
import { readAssets } from '../foundation/web/assets.ts';
import type { Site } from '../foundation/web/site.ts';
import { Message } from './components/message.tsx';
import type { PageEnv } from './respond.tsx';
import { respond } from './respond.tsx';

type ErrorStatus = 400 | 404 | 405 | 410 | 413 | 429 | 500 | 503;

/** What went wrong, as the visitor is told; in each language that the site has on from the start. */
interface ErrorText {
  title:
    | 'error.missing'
    | 'error.method'
    | 'error.gone'
    | 'error.too_many'
    | 'error.too_large'
    | 'error.search_broad'
    | 'error.busy'
    | 'error.failure';
  stand:
    | 'error.missing.stand'
    | 'error.method.stand'
    | 'error.gone.stand'
    | 'error.too_many.stand'
    | 'error.too_large.stand'
    | 'error.search_broad.stand'
    | 'error.busy.stand'
    | 'error.failure.stand';
}

/** Nothing is, or was, at this address. */
export function missingPage(c: Context<PageEnv>, _site?: Site): Promise<Response> {
  return errorPage(c, 404, { title: 'error.missing', stand: 'error.missing.stand' });
}

/** Something is at this address, and is not asked for or sent to in this way. */
export function methodPage(c: Context<PageEnv>): Promise<Response> {
  return errorPage(c, 405, { title: 'error.method', stand: 'error.method.stand' });
}

/** Something was at this address and is there no more. */
export function gonePage(c: Context<PageEnv>, stand?: Child): Promise<Response> {
  return errorPage(c, 410, { title: 'error.gone', stand: 'error.gone.stand' }, { stand });
}

/** More was asked for than one network or address may ask in an hour. @param stand what to do, where it is known better. */
export function tooManyPage(c: Context<PageEnv>, stand?: Child): Promise<Response> {
  c.header('retry-after', '3600');
  return errorPage(c, 429, { title: 'error.too_many', stand: 'error.too_many.stand' }, { stand });
}

/** What was sent is larger than any form of ours. */
export function tooLargePage(c: Context<PageEnv>): Promise<Response> {
  return errorPage(c, 413, { title: 'error.too_large', stand: 'error.too_large.stand' });
}

/** The database gave a search up for its length: it was for too little. */
export function broadSearchPage(c: Context<PageEnv>): Promise<Response> {
  return errorPage(c, 400, { title: 'error.search_broad', stand: 'error.search_broad.stand' });
}

/** The database does not answer, or not in time: nothing was saved, and it may soon be possible again. */
export function busyPage(c: Context<PageEnv>): Promise<Response> {
  c.header('retry-after', '30');
  const text: ErrorText = { title: 'error.busy', stand: 'error.busy.stand' };
  return errorPage(c, 503, text, { reference: c.var.requestId });
}

/** A fault of ours. Asks nothing of the database, which may be the fault. The number leads to the line in the log. */
export function failurePage(c: Context<PageEnv>): Promise<Response> {
  const text: ErrorText = { title: 'error.failure', stand: 'error.failure.stand' };
  return errorPage(c, 500, text, { reference: c.var.requestId });
}

/**
 * The page of an error: in the visitor's language and in the site's frame where the address says a language, else a
 * plain one in both languages. Never cached.
 */
async function errorPage(
  c: Context<PageEnv>,
  status: ErrorStatus,
  text: ErrorText,
  more: { stand?: Child; reference?: string } = {},
): Promise<Response> {
  const { t, frame } = c.var;
  if (!t || !frame) return plainPage(c, status, text, more.reference);
  // Whoever looked for a company is shown the way to the record, not to the front door alone.
  const near = frame.sections.find(({ href }) => c.req.path.startsWith(`${href}/`));
  return respond(c, {
    title: t(text.title),
    description: t(text.stand),
    path: null,
    tags: null,
    status,
    body: (
      <Message title={t(text.title)} stand={more.stand ?? t(text.stand)} reference={more.reference}>
        <p class="buttons">
          <a class="button" href={`/${t.lang}`}>
            {t('error.home')}
          </a>{' '}
          {near ? (
            <a class="button" href={near.href}>
              {near.text}
            </a>
          ) : null}
        </p>
        {more.reference ? <p class="label">{t('error.reference')}</p> : null}
      </Message>
    ),
  });
}

/** Without a frame: the address names no language that we have, or the frame itself could not be read. */
async function plainPage(
  c: Context<PageEnv>,
  status: ErrorStatus,
  text: ErrorText,
  reference: string | undefined,
): Promise<Response> {
  // Not even the build may be where it should; the page is readable without its style.
  const assets = await readAssets().catch(() => null);
  const first = /^\/ar(\/|$)/.test(c.req.path) ? translator('ar') : translator('en');
  const second = translator(first.lang === 'ar' ? 'en' : 'ar');
  const html = (
    <html lang={first.lang} dir={first.dir}>
      <head>
        <meta charset="utf-8" />
        <title>{first(text.title)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {assets ? <link rel="stylesheet" href={assets.css} /> : null}
      </head>
      <body>
        <main id="text">
          <div class="wrap">
            <Said t={first} text={text} reference={reference} level="h1" />
            <Said t={second} text={text} reference={reference} level="h2" />
          </div>
        </main>
      </body>
    </html>
  );
  c.header('cache-control', 'no-store');
  return c.html(`<!DOCTYPE html>${await html}`, status);
}

interface SaidProps {
  t: Translator;
  text: ErrorText;
  reference: string | undefined;
  level: 'h1' | 'h2';
}

function Said({ t, text, reference, level: Heading }: SaidProps) {
  return (
    <section class="part" lang={t.lang} dir={t.dir}>
      <header>
        <Heading>{t(text.title)}</Heading>
      </header>
      <div>
        <p class="lead">{t(text.stand)}</p>
        {reference ? (
          <p class="label">
            {t('error.reference')} <bdi lang="en">{reference}</bdi>
          </p>
        ) : null}
        <p class="more">
          <a href={`/${t.lang}`}>
            {t('error.home')} ({languageNames[t.lang]})
          </a>
        </p>
      </div>
    </section>
  );
}

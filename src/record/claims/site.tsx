import { type Context, Hono } from 'hono';
import { parseId } from '../../foundation/database/id.ts';
import type { Site } from '../../foundation/web/site.ts';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { stepsOf, withoutWordings } from './history/history-model.ts';
import { HistoryPage } from './history/history-page.tsx';
import { namedSources, offeredLanguages, readPast } from './history/history-store.ts';
import { type ClaimKind, idsNamed } from './model.ts';
import { findOpenClaim } from './open-store.ts';
import { titlesOf } from './queue-store.ts';

/** So many changes stand on the page, the newest; a statement that changed more often says so. */
const shown = 50;

/**
 * What was said before: every change of a statement that the public has seen, when and why, word by word. Only of what is
 * public now: what was taken back altogether is not told here.
 * @param kinds the kinds of statements with their fields, as the desk knows them.
 */
export function claimsSite(site: Site, kinds: readonly ClaimKind[]): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record/history/:kind/:handle', (c) => history(c, site, kinds));
  return app;
}

async function history(
  c: Context<PageEnv, '/:lang/record/history/:kind/:handle'>,
  { db }: Site,
  kinds: readonly ClaimKind[],
): Promise<Response> {
  const { t, lang } = c.var;
  if (!t) return c.notFound();
  const handle = c.req.param('handle');
  const kind = kinds.find((one) => one.claim && one.kind === c.req.param('kind'));
  const claim = kind && (await findOpenClaim(db, kind.kind, handle, lang));
  if (!kind || !claim) return c.notFound();
  const path = `/record/history/${claim.kind}/${claim.slug ?? claim.id}`;
  if (handle !== (claim.slug ?? claim.id)) return c.redirect(`/${lang}${path}`, 301);
  const [past, offered] = await Promise.all([readPast(db, claim.id), offeredLanguages(db)]);
  const all = stepsOf(past.comings, past.revisions);
  const steps = (kind.presentOnly ? withoutWordings(all) : all).toReversed();
  const newest = steps.slice(0, shown);
  const named = newest.flatMap(({ after, before }) => [
    ...idsNamed(kind.own, after.own),
    ...idsNamed(kind.own, before?.own ?? null),
  ]);
  const cited = newest
    .flatMap(({ after, before }) => [...(after.citations ?? []), ...(before?.citations ?? [])])
    .flatMap(({ sourceId }) => parseId(sourceId) ?? []);
  const [titles, sources] = await Promise.all([titlesOf(db, named, lang, true), namedSources(db, cited)]);
  const page = kind.publicPath({ slug: claim.slug, campaignSlug: null });
  const title = claim.title || t(kind.words.one);
  return respond(c, {
    title: t('record.history.title', { title }),
    description: t('record.history.stand'),
    path,
    tags: [claim.kind, claim.id, 'source', ...new Set(named)],
    body: (
      <HistoryPage
        t={t}
        kind={kind}
        title={title}
        titleLang={claim.titleLang}
        page={page}
        steps={newest}
        more={steps.length - newest.length}
        offered={offered}
        titles={titles}
        sources={sources}
      />
    ),
  });
}

import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { actionsSite } from './actions/site.tsx';
import { campaignsSite } from './campaigns/site.tsx';
import { readRegisterCursor } from './declarations/register/model.ts';
import { registerSite } from './declarations/register/site.tsx';
import { signatoriesApi } from './declarations/signatories/api.ts';
import { readQuery } from './declarations/signatories/query.ts';
import { signatoriesSite } from './declarations/signatories/site.tsx';
import { signingSite } from './declarations/signing/site.tsx';
import { declarationsSite } from './declarations/site.tsx';
import type { Desk, PublicPages } from './desk/desk.ts';
import type { DeskAssets } from './desk/document.tsx';
import { editables } from './editables.ts';
import { filesSite } from './files/site.ts';
import { isUnavailable } from './foundation/database/unavailable.ts';
import { isLang, type Lang } from './foundation/i18n/lang.ts';
import { translator } from './foundation/i18n/translate.ts';
import { serveAssets } from './foundation/web/assets.ts';
import { pageKey } from './foundation/web/cache/keys.ts';
import { health } from './foundation/web/health.ts';
import { longestAddress } from './foundation/web/longest-address.ts';
import { createMemo } from './foundation/web/memo.ts';
import { unanswered } from './foundation/web/methods.ts';
import type { Metrics } from './foundation/web/metrics.ts';
import { security } from './foundation/web/security.ts';
import type { Site } from './foundation/web/site.ts';
import { machines } from './initiative/api.ts';
import { colours } from './initiative/colours.ts';
import { frameFor } from './initiative/frame.ts';
import { initiativeSite } from './initiative/site.tsx';
import { readFrame } from './initiative/store.ts';
import { itemCursor, itemKind } from './library/cursor.ts';
import { librarySite } from './library/site.tsx';
import { newsFeeds } from './news/api.ts';
import { newsCursor } from './news/cursor.ts';
import { newsSite } from './news/site.tsx';
import { joinSite } from './organisations/join/site.tsx';
import { organisationsSite } from './organisations/site.tsx';
import { keyOfApi, recordApi } from './record/api/api.ts';
import { casesParameters, readCasesQuery } from './record/cases/query.ts';
import { casesSite } from './record/cases/site.tsx';
import { claimsSite } from './record/claims/site.tsx';
import { readCompanyQuery } from './record/companies/list-query.ts';
import { companiesSite } from './record/companies/site.tsx';
import { contractParameters } from './record/contracts/filter.ts';
import { contractsSite } from './record/contracts/site.tsx';
import { dataSite } from './record/exports/site.tsx';
import { recordFrontSite } from './record/front/site.ts';
import { incidentParameters, readIncidentQuery } from './record/incidents/query.ts';
import { incidentsSite } from './record/incidents/site.tsx';
import { lawsSite } from './record/laws/site.tsx';
import { proposeSite } from './record/proposals/site.tsx';
import { reportSite } from './record/report/site.tsx';
import { sourceCursor, sourceKind } from './record/sources/cursor.ts';
import { sourcesSite } from './record/sources/site.tsx';
import { treatySite } from './record/treaty/site.tsx';
import type { Assets } from './ui/components/page.tsx';
import { busyPage, failurePage, methodPage, missingPage, tooLargePage } from './ui/errors.tsx';
import type { PageEnv } from './ui/respond.tsx';

/** A form of ours holds a few kilobytes. */
const largestForm = 64 * 1024;

/** All slices, mounted: the only place that knows them all. */
export function createApp(site: Site, assets: Assets & DeskAssets, metrics?: Metrics): Hono<PageEnv> {
  const app = new Hono<PageEnv>({ strict: true });
  app.use(security(site));
  if (metrics) {
    app.use(metrics.measure);
    app.route('/', metrics.routes);
  }
  app.use(async (c, next) => {
    // The interface says it in its own form.
    if (c.req.url.length > longestAddress && !c.req.path.startsWith('/api/v1/'))
      return c.text('The address is too long.', 414);
    return next();
  });
  app.route('/', health(site));
  app.route('/', serveAssets());
  app.route('/', machines(site));
  app.route('/', colours());
  app.route('/', recordApi(site));
  mountDesk(app, site, assets);
  app.get('/', async (c) => {
    // Without a database the pages that are kept can still be shown.
    const languages = await site.memo
      .get('frame en', () => readFrame(site.db, 'en'))
      .then(
        (data) => data.languages,
        (): Lang[] => ['en', 'ar'],
      );
    return c.redirect(`/${preferred(c.req.header('accept-language'), languages)}`, 302);
  });

  app.use('/:lang{[a-z]{2,3}}/*', frame(site, assets));
  app.use('/:lang{[a-z]{2,3}}/*', bodyLimit({ maxSize: largestForm, onError: (c) => tooLargePage(c) }));
  app.use((c, next) => (isReadable(new URL(c.req.url).pathname) ? next() : missingPage(c, site)));
  for (const slice of [
    initiativeSite,
    campaignsSite,
    declarationsSite,
    signingSite,
    signatoriesSite,
    signatoriesApi,
    registerSite,
    newsSite,
    newsFeeds,
    librarySite,
    filesSite,
    organisationsSite,
    joinSite,
    actionsSite,
    reportSite,
    dataSite,
    proposeSite,
    casesSite,
    companiesSite,
    incidentsSite,
    contractsSite,
    lawsSite,
    treatySite,
    recordFrontSite,
  ]) {
    app.route('/', slice(site));
  }
  app.route('/', claimsSite(site, editables));
  app.route('/', sourcesSite(site, editables));
  app.notFound(unanswered(app, { refused: methodPage, missing: (c) => missingPage(c, site) }));
  app.onError((error, c) => {
    site.log.error({ err: error, requestId: c.var.requestId }, 'a request failed');
    return isUnavailable(error) ? busyPage(c) : failurePage(c);
  });
  return app;
}

/** The staff side is loaded when somebody first asks for it: most of a site's life nobody does, and it is large. */
function mountDesk(app: Hono<PageEnv>, site: Site, assets: Assets & DeskAssets): void {
  let desk: Promise<Desk> | undefined;
  const answer = async (c: Context<PageEnv>) => {
    desk ??= import('./desk-app.ts').then(({ openDesk }) =>
      openDesk(site, assets, publicPages(site, assets)),
    );
    return (await desk).app.fetch(c.req.raw, c.env);
  };
  app.all('/desk', answer);
  app.all('/desk/*', answer);
}

/** The public pages over another database than the site's: a transaction in which a draft is published for the moment. */
export function publicPages(site: Site, assets: Assets & DeskAssets): PublicPages {
  return async (db, path) => {
    const app = createApp({ ...site, db, slow: db, memo: createMemo() }, assets);
    return app.request(site.settings.publicUrl.origin + path);
  };
}

/** Language, frame and origin of every page below a language. A language that is not offered leads on as not found. */
function frame(site: Site, assets: Assets) {
  return async (c: Context<PageEnv>, next: () => Promise<void>) => {
    const lang = c.req.param('lang');
    if (!isLang(lang)) return next();
    const data = await site.memo.get(`frame ${lang}`, () => readFrame(site.db, lang));
    if (!data.languages.includes(lang)) return next();
    const t = translator(lang);
    c.set('lang', lang);
    c.set('t', t);
    c.set('languages', data.languages);
    c.set('origin', site.settings.publicUrl.origin);
    c.set('frame', frameFor(t, data, assets, c.req.path));
    return next();
  };
}

/** Which query parameters make a page another page; all other addresses are one page whatever is added to them. */
export function keyOfPage(url: URL): { key: string } | null {
  const path = url.pathname;
  if (path.startsWith('/api/')) return keyOfApi(url);
  if (!/^\/[a-z]{2,3}(\/|$)/.test(path)) return null;
  if (
    /\/declaration\/(sign|confirm|withdraw)(\/|$)/.test(path) ||
    /\/signatories\.(csv|json)$|\/card-[0-9a-f]{16}\.png$/.test(path)
  )
    return null;
  if (/\/organisations\/join\/(confirm|vouch)(\/|$)/.test(path)) return null;
  // A form about one statement of countless is made anew for each who asks.
  if (/\/record\/propose(\/sent)?$/.test(path) && url.search !== '') return null;
  if (path.endsWith('/signatories')) {
    // A search by name is everyone's own: kept out, so that it cannot fill the cache.
    const query = readQuery((name) => url.searchParams.get(name) ?? undefined);
    if (query.q !== '') return null;
    return keyWith(url, {
      country: () => query.country !== null,
      kind: () => query.kind !== null,
      after: () => query.after !== null,
    });
  }
  // Whoever goes on may go on from anywhere: only the first page is kept.
  if (path.endsWith('/register') && readRegisterCursor(url.searchParams.get('after') ?? undefined))
    return null;
  if (path.endsWith('/news')) return keyWith(url, { after: (text) => newsCursor(text) !== null });
  if (path.endsWith('/library'))
    return keyWith(url, {
      after: (text) => itemCursor(text) !== null,
      kind: (text) => itemKind(text) !== null,
    });
  if (path.endsWith('/record/cases')) return keyIn(url, casesParameters, readCasesQuery);
  if (path.endsWith('/record/sources')) {
    // Whoever goes on may go on from anywhere: only the first page is kept.
    if ((url.searchParams.get('q') ?? '').trim() !== '' || sourceCursor(url.searchParams.get('after')))
      return null;
    return keyWith(url, {
      kind: (text) => sourceKind(text) !== null,
    });
  }
  if (path.endsWith('/record/companies')) {
    const query = readCompanyQuery((name) => url.searchParams.get(name) ?? undefined);
    if (query.q !== '') return null;
    return keyWith(url, {
      country: () => query.country !== null,
      incidents: () => query.incidents,
      after: () => query.after !== null,
    });
  }
  // A company as it stood on any of countless days: made anew for each who asks, and so is the word that it was no day.
  if (/\/record\/companies\/[^/]+$/.test(path) && url.searchParams.get('on')) return null;
  if (path.endsWith('/record/incidents')) return keyIn(url, incidentParameters, readIncidentQuery);
  if (path.endsWith('/record/contracts')) return keyWith(url, contractParameters);
  return pageKey(url);
}

/** The key of a page with those of its parameters that its reader takes: what it leaves null means nothing. */
function keyIn<Name extends string>(
  url: URL,
  names: readonly Name[],
  read: (get: (name: string) => string | undefined) => Readonly<Record<Name, unknown>>,
): { key: string } {
  const query = read((name) => url.searchParams.get(name) ?? undefined);
  return pageKey(
    url,
    names.filter((name) => query[name] !== null),
  );
}

/** The key of a page with those of its parameters whose value means something: junk makes no page of its own. */
function keyWith(url: URL, valid: Readonly<Record<string, (text: string) => boolean>>): { key: string } {
  const names = Object.keys(valid).filter((name) => valid[name]?.(url.searchParams.get(name) ?? ''));
  return pageKey(url, names);
}

/** Whether a path can name anything: one that is not UTF-8, or holds the character 0, which no text in PostgreSQL has, cannot. */
function isReadable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0');
  } catch {
    return false;
  }
}

/** The language of the first redirect: the first that we offer of those the browser asks for, else the site's first. */
function preferred(header: string | undefined, offered: readonly Lang[]): Lang {
  const wanted = (header ?? '').split(',').map((part) => /^[a-z]+/.exec(part.trim().toLowerCase())?.[0]);
  return wanted.filter(isLang).find((lang) => offered.includes(lang)) ?? offered[0] ?? 'en';
}

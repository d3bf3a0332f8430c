import { type Context, Hono } from 'hono';
import { readStand } from '../../foundation/history/stand.ts';
import { dayIn } from '../../foundation/i18n/dates.ts';
import type { Site } from '../../foundation/web/site.ts';
import { absent } from '../../ui/absent.tsx';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { readCorrections } from '../claims/history/history-store.ts';
import { countingOnce } from '../counted/counted.ts';
import { searchNames } from '../names/search-store.ts';
import { withFoot } from '../parts/foot.tsx';
import { listData } from '../parts/list-data.ts';
import { numberSources } from '../sources/model.ts';
import { readCitations } from '../sources/store.ts';
import { readAsOf } from './as-of.ts';
import { companyListView } from './list.tsx';
import { type CompanyQuery, readCompanyQuery } from './list-query.ts';
import { countCompanies, listCompanyCountries, listEntries, readEntries } from './list-store.ts';
import { pageAt } from './page/at/page-at.ts';
import { companyView } from './page/page.tsx';
import { readCompany, readRest } from './page/page-store.ts';
import { readingOrder } from './page/teller.ts';
import { guardNameSearch } from './search-guard.ts';

const perPage = 50;
const mostFound = 20;
/** Of what is shown again where it was no time. */
const longestTime = 40;

/** The companies of the record: the list, and each company, today or as it stood at a time. */
export function companiesSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const guard = guardNameSearch(site);
  app.get('/:lang/record/companies', (c) => {
    if (!c.var.lang) return c.notFound();
    const query = readCompanyQuery((name) => c.req.query(name));
    return query.q === '' ? companyList(c, site, query) : guard(c, () => companySearch(c, site, query));
  });
  app.get('/:lang/record/companies/:slug', (c) =>
    c.var.lang ? companyPage(c, site, c.req.param('slug')) : c.notFound(),
  );
  return app;
}

/** A search by name: on connections of its own nobody else waits for it. */
async function companySearch(
  c: Context<PageEnv>,
  { db, slow }: Site,
  query: CompanyQuery,
): Promise<Response> {
  const hits = await searchNames(slow, query.q, { lang: c.var.lang, limit: mostFound });
  const entries = await readEntries(
    db,
    hits.map(({ companyId }) => companyId),
  );
  const found = hits.flatMap((hit) => {
    const entry = entries.find(({ id }) => id === hit.companyId);
    return entry ? [{ hit, entry }] : [];
  });
  return respond(
    c,
    companyListView(c.var.t, {
      entries: [],
      more: false,
      query,
      total: null,
      countries: [],
      found,
      junk: false,
    }),
  );
}

async function companyList(c: Context<PageEnv>, site: Site, query: CompanyQuery): Promise<Response> {
  const { db } = site;
  const once = countingOnce(site);
  const whole = query.after === null && query.country === null && !query.incidents;
  const [rows, total, countries] = await Promise.all([
    listEntries(db, query, perPage + 1),
    whole ? once('companies', () => countCompanies(db)) : null,
    once('countries of companies', () => listCompanyCountries(db)),
  ]);
  const asked = (name: string, known: boolean) => known || (c.req.query(name) ?? '') === '';
  const view = companyListView(c.var.t, {
    entries: rows.slice(0, perPage),
    more: rows.length > perPage,
    query,
    total,
    countries,
    found: null,
    junk: !(
      asked('country', query.country !== null) &&
      asked('incidents', query.incidents) &&
      asked('after', query.after !== null)
    ),
  });
  return respond(
    c,
    withFoot(c.var, view, listData('companies', { country: query.country }, [query.incidents])),
  );
}

async function companyPage(c: Context<PageEnv>, site: Site, slug: string): Promise<Response> {
  const { t, lang, origin, frame } = c.var;
  const { db } = site;
  const company = await readCompany(db, slug, lang);
  const asked = c.req.query('on');
  const asOf = readAsOf(asked, dayIn(site.now(), 'Asia/Baghdad'));
  if (company === null)
    return absent(c, db, 'company', slug, '/record/companies', asOf === null ? '' : `?on=${asOf.on}`);
  // One time has one address, in ASCII digits, whatever the keyboard was.
  if (asOf !== null && asOf.on !== asked)
    return c.redirect(`/${lang}/record/companies/${slug}?on=${asOf.on}`, 301);
  const page = pageAt({ company, ...(await readRest(db, company.id, lang)) }, asOf);
  const cited = readingOrder(page, asOf);
  const [{ citations, sources }, stand, corrections] = await Promise.all([
    readCitations(db, cited),
    readStand(db, [company.id, ...cited]),
    readCorrections(db, [company.id]),
  ]);
  const numbered = numberSources(citations, sources);
  const notes = new Map(cited.map((id) => [id, numbered.numbersOf(id)]));
  return respond(
    c,
    companyView(
      { t, asOf, footnotes: (id) => notes.get(id) ?? [] },
      {
        page,
        sources: numbered.list,
        stand,
        correction: corrections.get(company.id)?.[0] ?? null,
        origin,
        site: frame.site,
        junk: asOf === null && asked ? asked.slice(0, longestTime) : null,
      },
    ),
  );
}

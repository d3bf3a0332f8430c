import { type Context, Hono } from 'hono';
import { readStand } from '../../foundation/history/stand.ts';
import type { Site } from '../../foundation/web/site.ts';
import { absent } from '../../ui/absent.tsx';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { countingOnce } from '../counted/counted.ts';
import { withFoot } from '../parts/foot.tsx';
import { type ListData, listData } from '../parts/list-data.ts';
import { listResponses } from '../responses/store.ts';
import { readCitations } from '../sources/store.ts';
import { incidentListView } from './list/page.tsx';
import {
  countByYear,
  listPageOfIncidents,
  mapIncidents,
  readIncidentOptions,
  sumHarm,
} from './list/store.ts';
import { listIncidentCases, listIncidentRedress, listNamedVictims, readIncident } from './page/store.ts';
import { incidentView } from './page/view.tsx';
import { type IncidentQuery, incidentParameters, isNarrowed, readIncidentQuery } from './query.ts';

/** Incidents on one page of the list, and at most on its map. */
export const incidentsPerPage = 24;
const mostOnMap = 400;

/** The incidents: the list with its map, years and figures, and each by itself. */
export function incidentsSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record/incidents', (c) => (c.var.lang ? incidentList(c, site) : c.notFound()));
  app.get('/:lang/record/incidents/:slug', (c) =>
    c.var.lang ? incidentPage(c, site, c.req.param('slug')) : c.notFound(),
  );
  return app;
}

async function incidentList(c: Context<PageEnv>, site: Site): Promise<Response> {
  const { t, lang } = c.var;
  const { db } = site;
  const query = readIncidentQuery((name) => c.req.query(name));
  const { after, ...filter } = query;
  const once = countingOnce(site);
  const counted = <T,>(what: string, count: () => Promise<T>) =>
    isNarrowed({ ...filter, after: null }) ? count() : once(what, count);
  const [rows, options, years, harm, mapped] = await Promise.all([
    listPageOfIncidents(db, lang, filter, { after, limit: incidentsPerPage + 1 }),
    once('incident options', () => readIncidentOptions(db)),
    after === null ? counted('incidents by year', () => countByYear(db, filter)) : [],
    counted('harm', () => sumHarm(db, filter)),
    after === null ? mapIncidents(db, lang, filter, mostOnMap) : [],
  ]);
  const incidents = rows.slice(0, incidentsPerPage);
  const stand = await readStand(
    db,
    incidents.filter(({ unadopted }) => unadopted).map(({ id }) => id),
  );
  const view = incidentListView(t, {
    query,
    after: after === null ? null : (c.req.query('after') ?? null),
    incidents,
    more: rows.length > incidentsPerPage,
    options,
    years,
    harm,
    mapped,
    unreviewedSince: stand.publishedAt,
  });
  // An address that asks for what cannot be, or for a company that no incident names, is no page of its own.
  const known =
    incidentParameters.every((name) => !c.req.query(name) || query[name] !== null) &&
    (query.company === null || options.companies.some(({ slug }) => slug === query.company));
  return respond(c, withFoot(c.var, known ? view : { ...view, tags: null }, dataOf(query)));
}

async function incidentPage(c: Context<PageEnv>, { db }: Site, slug: string): Promise<Response> {
  const { t, lang, origin, frame } = c.var;
  const incident = await readIncident(db, slug, lang);
  if (incident === null) return absent(c, db, 'incident', slug, '/record/incidents');
  const [cases, redress, victims, responses] = await Promise.all([
    listIncidentCases(db, incident.id, lang),
    listIncidentRedress(db, incident.id, lang),
    listNamedVictims(db, incident.id, lang),
    listResponses(db, [incident.id], lang),
  ]);
  const ids = [incident, ...responses, ...redress, ...victims].map(({ id }) => id);
  const [cited, stand] = await Promise.all([readCitations(db, ids), readStand(db, ids)]);
  return respond(
    c,
    incidentView(t, {
      incident,
      cases,
      redress,
      victims,
      responses,
      cited,
      stand,
      origin,
      site: frame.site,
    }),
  );
}

/** The incidents as data, narrowed as the page is. */
function dataOf({ kind, year, company, harmed, by, standing, reached, figure }: IncidentQuery): ListData {
  const harmedBy = by === 'unsaid' ? null : by;
  const filters = { types: kind, company, harmed, harmedBy, standing, accountability: reached };
  return listData('incidents', filters, [year, figure, by !== harmedBy]);
}

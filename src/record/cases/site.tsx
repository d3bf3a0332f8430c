import { type Context, Hono } from 'hono';
import { readStand } from '../../foundation/history/stand.ts';
import type { Site } from '../../foundation/web/site.ts';
import { absent } from '../../ui/absent.tsx';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { readCorrections } from '../claims/history/history-store.ts';
import { countingOnce } from '../counted/counted.ts';
import { withFoot } from '../parts/foot.tsx';
import { type ListData, listData } from '../parts/list-data.ts';
import { listResponses } from '../responses/store.ts';
import { numberSources } from '../sources/model.ts';
import { readCitations } from '../sources/store.ts';
import { casesView } from './list.tsx';
import { countCases, listCaseLines, readCaseChoices } from './list-store.ts';
import { inOrder } from './model.ts';
import { caseView } from './page/case.tsx';
import { listCaseIncidents, listCaseRedress, listStages, readCase } from './page/case-store.ts';
import { type CasesQuery, casesParameters, isNarrowed, readCasesQuery } from './query.ts';
import { countSteps, listScores } from './scoreboard/store.ts';

/** Cases on one page of their list, and incidents on one page of the scoreboard. */
const perPage = 50;

/** What became of each incident, the cases by court, kind, outcome and company, and each case. */
export function casesSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record/cases', (c) => (c.var.lang ? casesPage(c, site) : c.notFound()));
  app.get('/:lang/record/cases/:slug', (c) =>
    c.var.lang ? casePage(c, site, c.req.param('slug')) : c.notFound(),
  );
  return app;
}

async function casesPage(c: Context<PageEnv>, site: Site): Promise<Response> {
  const { t, lang } = c.var;
  const { db } = site;
  const query = readCasesQuery((name) => c.req.query(name));
  const { reached, after } = query;
  const limit = perPage + 1;
  const once = countingOnce(site);
  const narrowed = isNarrowed({ ...query, after: null });
  const [scores, counts, cases, choices, found] = await Promise.all([
    reached === null && isNarrowed(query)
      ? null
      : listScores(db, lang, { reached: reached ?? 'all', after: reached === null ? null : after, limit }),
    once('steps', () => countSteps(db)),
    reached === null ? listCaseLines(db, lang, { filter: query, after, limit }) : null,
    once('case choices', () => readCaseChoices(db)),
    narrowed ? countCases(db, query) : null,
  ]);
  const stand = await readStand(
    db,
    (cases ?? []).filter((one) => one.unadopted).map(({ id }) => id),
  );
  const view = casesView(t, {
    query,
    after: after === null ? null : (c.req.query('after') ?? null),
    scores: scores && { lines: scores.slice(0, perPage), more: scores.length > perPage },
    counts,
    cases: cases && { lines: cases.slice(0, perPage), more: cases.length > perPage },
    choices,
    found: found ?? choices.total,
    unreviewedSince: stand.publishedAt,
  });
  // What means nothing, or names no company of a case, shows what it shows and makes no entry of the cache.
  const known = query.company === null || choices.companies.some(({ slug }) => slug === query.company);
  const whole = known && meansAll(c, query) ? view : { ...view, tags: null };
  return respond(c, withFoot(c.var, whole, dataOf(query)));
}

/** Whether each parameter that was sent was understood. */
function meansAll(c: Context<PageEnv>, query: CasesQuery): boolean {
  return casesParameters.every((name) => !c.req.query(name) || query[name] !== null);
}

async function casePage(c: Context<PageEnv>, { db }: Site, slug: string): Promise<Response> {
  const { t, lang, origin, frame } = c.var;
  const one = await readCase(db, slug, lang);
  if (one === null) return absent(c, db, 'case', slug, '/record/cases');
  const [incidents, stages, redress] = await Promise.all([
    listCaseIncidents(db, one.id, lang),
    listStages(db, one.id, lang),
    listCaseRedress(db, one.id, lang),
  ]);
  const ordered = inOrder(stages);
  const stated = [one.id, ...ordered.map(({ id }) => id), ...redress.map(({ id }) => id)];
  const responses = await listResponses(db, stated, lang);
  // In the order of the page, so that footnotes count from 1: each statement, then what was answered to it.
  const told = stated.flatMap((id) => [
    id,
    ...responses.filter(({ about }) => about === id).map((answer) => answer.id),
  ]);
  const [{ citations, sources }, stand, corrections] = await Promise.all([
    readCitations(db, told),
    readStand(db, told),
    readCorrections(db, [one.id]),
  ]);
  const numbered = numberSources(citations, sources);
  const notes = new Map(told.map((id) => [id, numbered.numbersOf(id)]));
  return respond(
    c,
    caseView(
      { t, footnotes: (id) => notes.get(id) ?? [] },
      {
        one,
        incidents,
        stages: ordered,
        redress,
        responses,
        sources: numbered.list,
        stand,
        correction: corrections.get(one.id)?.[0] ?? null,
        origin,
        site: frame.site,
      },
    ),
  );
}

/** The cases as data, narrowed as the page is. */
const dataOf = ({ country, kind, status, company, stage, redress, reached }: CasesQuery): ListData =>
  listData('cases', { country, type: kind, status, company }, [stage, redress, reached]);

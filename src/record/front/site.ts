import { type Context, Hono } from 'hono';
import type { Site } from '../../foundation/web/site.ts';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { readCaseFigures } from '../cases/list-store.ts';
import { readContractFigures } from '../contracts/figures-store.ts';
import { countingOnce } from '../counted/counted.ts';
import { readIncidentFigures } from '../incidents/figures-store.ts';
import { renamings } from '../names/model.ts';
import { frontFigures } from './model.ts';
import { frontView } from './page.tsx';
import { listChanged, listRenamedCompanies, readRecordSums } from './store.ts';

const namesShown = 8;
const changesShown = 8;

/** The front page of the record. Seven queries after a change, none until the next. */
export function recordFrontSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record', (c) => (c.var.lang ? front(c, site) : c.notFound()));
  return app;
}

async function front(c: Context<PageEnv>, site: Site): Promise<Response> {
  const { t, lang, origin, frame } = c.var;
  const { db } = site;
  const once = countingOnce(site);
  const [sums, { killed, steps }, cases, contracts, renamed, changed] = await Promise.all([
    once('record sums', () => readRecordSums(db)),
    once('incident figures', () => readIncidentFigures(db)),
    once('case figures', () => readCaseFigures(db)),
    once('contract figures', () => readContractFigures(db)),
    once('renamed companies', () => listRenamedCompanies(db, namesShown)),
    once(`changed ${lang}`, () => listChanged(db, lang, changesShown)),
  ]);
  // What all came out at one time is the record as it was brought in: nothing of it has changed since.
  const oldest = sums.unreviewedSince?.getTime() ?? 0;
  return respond(
    c,
    frontView(t, {
      sums,
      killed,
      steps,
      figures: frontFigures({ sums, steps, cases, contracts }),
      renamings: renamings(renamed),
      changed: changed.filter(({ at }) => at.getTime() > oldest),
      origin,
      site: frame.site,
    }),
  );
}

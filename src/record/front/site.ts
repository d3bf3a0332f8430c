import { type Context, Hono } from 'hono';
import type { Site } from '../../foundation/web/site.ts';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { readCaseFigures } from '../cases/list-store.ts';
import { countSteps } from '../cases/scoreboard/store.ts';
import { readContractFigures } from '../contracts/figures-store.ts';
import { killingsByCompanies } from '../incidents/figures-store.ts';
import { renamings } from '../names/model.ts';
import { frontFigures } from './model.ts';
import { frontView } from './page.tsx';
import { listChanged, listRenamedCompanies, readRecordSums } from './store.ts';

const namesShown = 8;
const changesShown = 8;

/** The front page of the record. Seven queries, however much it holds. */
export function recordFrontSite({ db }: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record', (c) => (c.var.lang ? front(c, db) : c.notFound()));
  return app;
}

async function front(c: Context<PageEnv>, db: Site['db']): Promise<Response> {
  const { t, lang, origin, frame } = c.var;
  const [sums, killed, steps, cases, contracts, renamed, changed] = await Promise.all([
    readRecordSums(db),
    killingsByCompanies(db),
    countSteps(db),
    readCaseFigures(db),
    readContractFigures(db),
    listRenamedCompanies(db, namesShown),
    listChanged(db, lang, changesShown),
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

import { type Context, Hono } from 'hono';
import { readStand } from '../../foundation/history/stand.ts';
import type { Site } from '../../foundation/web/site.ts';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { withFoot } from '../parts/foot.tsx';
import { listData } from '../parts/list-data.ts';
import { numberSources } from '../sources/model.ts';
import { readCitations } from '../sources/store.ts';
import { treatyView } from './page/page.tsx';
import { listTreatySteps } from './store.ts';

/** The way to a binding treaty, on one page: each step has its anchor. */
export function treatySite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record/treaty', (c) => (c.var.lang ? treatyPage(c, site) : c.notFound()));
  return app;
}

async function treatyPage(c: Context<PageEnv>, { db }: Site): Promise<Response> {
  const { t, lang, origin } = c.var;
  const steps = await listTreatySteps(db, lang);
  const ids = steps.map(({ id }) => id);
  const [{ citations, sources }, stand] = await Promise.all([
    readCitations(db, ids),
    readStand(
      db,
      steps.filter(({ unadopted }) => unadopted).map(({ id }) => id),
    ),
  ]);
  const numbered = numberSources(citations, sources);
  const notes = new Map(ids.map((id) => [id, numbered.numbersOf(id)]));
  const view = treatyView(
    { t, footnotes: (id) => notes.get(id) ?? [] },
    { steps, sources: numbered.list, unreviewedSince: stand.publishedAt, origin },
  );
  return respond(c, withFoot(c.var, view, listData('treaty')));
}

import { Hono } from 'hono';
import type { Site } from '../../foundation/web/site.ts';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { listDataLangs, listDatasets } from './dataset-store.ts';
import { dataView } from './page.tsx';

/** Versions on the page; the others are in `/api/v1/dataset`. */
const shown = 10;

/** The record as files and as an interface, with what each column means. */
export function dataSite({ db }: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record/data', async (c) => {
    const { t, lang, origin, frame } = c.var;
    if (!lang) return c.notFound();
    const [datasets, langs] = await Promise.all([listDatasets(db, shown), listDataLangs(db)]);
    return respond(c, dataView(t, { datasets, langs, origin, site: frame.site }));
  });
  return app;
}

import { type Context, Hono } from 'hono';
import { readStand } from '../../foundation/history/stand.ts';
import type { Site } from '../../foundation/web/site.ts';
import { absent } from '../../ui/absent.tsx';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { readCorrections } from '../claims/history/history-store.ts';
import { withFoot } from '../parts/foot.tsx';
import { listData } from '../parts/list-data.ts';
import { numberSources } from '../sources/model.ts';
import { readCitations } from '../sources/store.ts';
import { lawView } from './page/law.tsx';
import { lawListView } from './page/list.tsx';
import { listLaws, listStepsOfLaw, readLaw } from './store.ts';

/** The laws: a table of what each country's do against what the campaign asks, and each law. */
export function lawsSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record/laws', (c) => (c.var.lang ? lawList(c, site) : c.notFound()));
  app.get('/:lang/record/laws/:slug', (c) =>
    c.var.lang ? lawPage(c, site, c.req.param('slug')) : c.notFound(),
  );
  return app;
}

async function lawList(c: Context<PageEnv>, { db }: Site): Promise<Response> {
  const laws = await listLaws(db, c.var.lang);
  const stand = await readStand(
    db,
    laws.filter(({ unadopted }) => unadopted).map(({ id }) => id),
  );
  const view = lawListView(c.var.t, { laws, unreviewedSince: stand.publishedAt });
  return respond(c, withFoot(c.var, view, listData('laws')));
}

async function lawPage(c: Context<PageEnv>, { db }: Site, slug: string): Promise<Response> {
  const { t, lang, origin, frame } = c.var;
  const law = await readLaw(db, slug, lang);
  if (law === null) return absent(c, db, 'law', slug, '/record/laws');
  const [{ citations, sources }, steps, stand, corrections] = await Promise.all([
    readCitations(db, [law.id]),
    listStepsOfLaw(db, law.id, lang),
    readStand(db, [law.id]),
    readCorrections(db, [law.id]),
  ]);
  const numbered = numberSources(citations, sources);
  const notes = numbered.numbersOf(law.id);
  return respond(
    c,
    lawView(
      { t, footnotes: (id) => (id === law.id ? notes : []) },
      {
        law,
        steps,
        sources: numbered.list,
        stand,
        correction: corrections.get(law.id)?.[0] ?? null,
        origin,
        site: frame.site,
      },
    ),
  );
}

import { Hono } from 'hono';
import { readStand } from '../../foundation/history/stand.ts';
import type { Site } from '../../foundation/web/site.ts';
import { type PageEnv, respond } from '../../ui/respond.tsx';
import { listCases } from '../cases/store.ts';
import { listCompanies, listSuccessions } from '../companies/store.ts';
import { listIncidents } from '../incidents/store.ts';
import { numberSources } from '../sources/model.ts';
import { readCitations } from '../sources/store.ts';
import { makeReport } from './model.ts';
import { reportView } from './page.tsx';
import { readingOrder } from './reading-order.ts';

/** The report on the security companies: the public record as one long piece. Six queries, however long it grows. */
export function reportSite({ db }: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/record/report', async (c) => {
    const { t, lang, origin, frame } = c.var;
    if (!lang) return c.notFound();
    const [companies, successions, incidents, cases] = await Promise.all([
      listCompanies(db, lang),
      listSuccessions(db, lang),
      listIncidents(db, lang),
      listCases(db, lang),
    ]);
    const report = makeReport({ companies, successions, incidents, cases });
    const cited = readingOrder(report);
    const [{ citations, sources }, stand] = await Promise.all([
      readCitations(db, cited),
      readStand(db, cited),
    ]);
    const numbered = numberSources(citations, sources);
    const notes = new Map(cited.map((id) => [id, numbered.numbersOf(id)]));
    return respond(
      c,
      reportView(
        { t, footnotes: (id) => notes.get(id) ?? [] },
        {
          report,
          sources: numbered.list,
          stand,
          unadopted: [...companies, ...incidents].some((thing) => thing.unadopted),
          origin,
          site: frame.site,
        },
      ),
    );
  });
  return app;
}

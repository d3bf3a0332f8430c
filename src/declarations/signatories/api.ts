import { Hono } from 'hono';
import type { Site } from '../../foundation/web/site.ts';
import type { PageEnv } from '../../ui/respond.tsx';
import { listPublicCleanups } from '../cleanup/store.ts';
import { readCount } from '../count/store.ts';
import type { Step } from '../register/model.ts';
import { readRegisterSums } from '../register/store.ts';
import { readDeclaration } from '../store.ts';
import { csvOf, everySignatory, publicColumns, publicRow, rowsAtATime, wholeOrCut } from './csv.ts';
import { type Signatory, writeCursor } from './model.ts';
import { address, filterOf, readQuery } from './query.ts';
import { guardSearch } from './search.ts';
import { listSignatories } from './store.ts';

const perPage = rowsAtATime;

/** What is public of the signatories, for machines: all of it as CSV, page by page as JSON. Open to every origin. */
export function signatoriesApi(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const guard = guardSearch(site);

  app.get('/:lang/campaigns/:campaign/signatories.csv', async (c) => {
    const declaration = await readDeclaration(site.db, c.req.param('campaign'));
    if (!declaration || !c.var.t) return c.notFound();
    const query = readQuery((name) => c.req.query(name));
    return guard(c, query, async () => {
      const filter = filterOf(query);
      // Read before the answer begins: what fails here still gets a page that says so.
      const first = await listSignatories(site.slow, declaration.versionId, filter, {
        after: query.after,
        limit: rowsAtATime,
      });
      const rows = wholeOrCut(
        everySignatory(site.slow, declaration.versionId, filter, first),
        c.env?.outgoing,
        (error) =>
          site.log.error({ err: error, requestId: c.var.requestId }, 'a list of signatories broke off'),
      );
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', `attachment; filename="signatories-${declaration.campaignSlug}.csv"`);
      c.header('access-control-allow-origin', '*');
      return c.body(csvOf(publicRows(rows), publicColumns));
    });
  });

  app.get('/:lang/campaigns/:campaign/signatories.json', async (c) => {
    const declaration = await readDeclaration(site.db, c.req.param('campaign'));
    if (!declaration || !c.var.t) return c.notFound();
    const query = readQuery((name) => c.req.query(name));
    return guard(c, query, async () => {
      const [rows, count, sums, cleanups] = await Promise.all([
        listSignatories(site.slow, declaration.versionId, filterOf(query), {
          after: query.after,
          limit: perPage + 1,
        }),
        readCount(site.db, declaration.versionId),
        readRegisterSums(site.db, declaration.versionId),
        listPublicCleanups(site.db, declaration.versionId, 500),
      ]);
      const last = rows.length > perPage ? rows[perPage - 1] : undefined;
      const path = `${site.settings.publicUrl.origin}/${c.var.lang}/campaigns/${declaration.campaignSlug}/signatories.json`;
      c.header('access-control-allow-origin', '*');
      return c.json({
        declaration: { version: declaration.versionNumber, declared_on: declaration.declaredOn },
        count: {
          organisations: count.organisations,
          people: count.persons,
          organisations_awaiting_review: count.awaiting,
          organisations_without_name: sums.sealed,
          organisations_suspended: sums.suspended,
        },
        clean_ups: cleanups.map(({ on, removed, category, undoneOn }) => ({
          on,
          removed,
          reason: category,
          undone_on: undoneOn,
        })),
        signatories: rows.slice(0, perPage).map(forMachines),
        next: last ? address(path, query, writeCursor(last)) : null,
      });
    });
  });

  return app;
}

/** Of a verified signatory the steps with what there is to say of each, in place of the codes of a table. */
function forMachines(row: Signatory) {
  const { verified_by: _codes, ...rest } = publicRow(row);
  return { ...rest, verified: row.steps.map(stepForMachines) };
}

/** A step of verification: what it is, and of a letter the day, of a vouching the member. */
function stepForMachines({ kind, seenOn, member }: Step) {
  return { step: kind, ...(seenOn && { seen_on: seenOn }), ...(member && { member }) };
}

async function* publicRows(rows: AsyncIterable<Signatory>) {
  for await (const row of rows) yield publicRow(row);
}

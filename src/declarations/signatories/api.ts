import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { type Context, Hono } from 'hono';
import type { Id } from '../../foundation/database/id.ts';
import type { Site } from '../../foundation/web/site.ts';
import type { PageEnv } from '../../ui/respond.tsx';
import { readCount } from '../count/store.ts';
import type { Step } from '../register/model.ts';
import { readDeclaration } from '../store.ts';
import { type Signatory, type SignatoryCursor, writeCursor } from './model.ts';
import { address, filterOf, readQuery, type SignatoryQuery } from './query.ts';
import { guardSearch } from './search.ts';
import { listSignatories } from './store.ts';

const perPage = 1000;
const columns = ['kind', 'name', 'name_ar', 'country', 'website', 'listed_on'] as const;

/** What is public of the signatories, for machines: all of it as CSV, page by page as JSON. Open to every origin. */
export function signatoriesApi(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const guard = guardSearch(site);

  app.get('/:lang/campaigns/:campaign/signatories.csv', async (c) => {
    const declaration = await readDeclaration(site.db, c.req.param('campaign'));
    if (!declaration || !c.var.t) return c.notFound();
    const query = readQuery((name) => c.req.query(name));
    return guard(c, query, async () => {
      // Read before the answer begins: what fails here still gets a page that says so.
      const first = await readPage(site, declaration.versionId, query, query.after);
      const csv = stringify({
        header: true,
        columns: [...columns],
        bom: true,
        record_delimiter: 'windows',
        escape_formulas: true,
      });
      // An error goes through to the answer, which breaks off; `every` has logged it.
      pipeline(Readable.from(every(site, c, declaration.versionId, query, first)), csv, () => {});
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', `attachment; filename="signatories-${declaration.campaignSlug}.csv"`);
      c.header('access-control-allow-origin', '*');
      // Node's stream type and the web's differ only in name here.
      return c.body(Readable.toWeb(csv) as ReadableStream);
    });
  });

  app.get('/:lang/campaigns/:campaign/signatories.json', async (c) => {
    const declaration = await readDeclaration(site.db, c.req.param('campaign'));
    if (!declaration || !c.var.t) return c.notFound();
    const query = readQuery((name) => c.req.query(name));
    return guard(c, query, async () => {
      const [rows, count] = await Promise.all([
        listSignatories(site.slow, declaration.versionId, filterOf(query), {
          after: query.after,
          limit: perPage + 1,
        }),
        readCount(site.db, declaration.versionId),
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
        },
        signatories: rows
          .slice(0, perPage)
          .map((row) => ({ ...publicRow(row), verified: row.steps.map(stepForMachines) })),
        next: last ? address(path, query, writeCursor(last)) : null,
      });
    });
  });

  return app;
}

function readPage(site: Site, versionId: Id, query: SignatoryQuery, after: SignatoryCursor | null) {
  return listSignatories(site.slow, versionId, filterOf(query), { after, limit: perPage });
}

/**
 * Every row, from those of the first page on. Where a later page cannot be read the visitor's connection is cut: a list
 * that ends too early must not look whole. Where there is no connection (an answer made in memory) the error is thrown.
 */
async function* every(
  site: Site,
  c: Context<PageEnv>,
  versionId: Id,
  query: SignatoryQuery,
  first: readonly Signatory[],
) {
  try {
    for (let rows = first; ; ) {
      for (const row of rows) yield publicRow(row);
      const last = rows.at(-1);
      if (rows.length < perPage || !last) return;
      rows = await readPage(site, versionId, query, last);
    }
  } catch (error) {
    site.log.error({ err: error, requestId: c.var.requestId }, 'a list of signatories broke off');
    const { outgoing } = c.env ?? {};
    if (!outgoing) throw error;
    // Cut here and ended without an error: of an error the server library would tell standard error all that it holds.
    outgoing.destroy();
  }
}

/** A step of verification: what it is, and of a letter the day, of a vouching the member. */
function stepForMachines({ kind, seenOn, member }: Step) {
  return { step: kind, ...(seenOn && { seen_on: seenOn }), ...(member && { member }) };
}

function publicRow(row: Signatory) {
  return {
    kind: row.kind,
    name: row.name,
    name_ar: row.nameAr,
    country: row.country,
    website: row.website,
    listed_on: row.listedOn,
  };
}

import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { Hono } from 'hono';
import type { Id } from '../../foundation/database/id.ts';
import type { Site } from '../../foundation/web/site.ts';
import type { PageEnv } from '../../ui/respond.tsx';
import { readCount } from '../count/store.ts';
import { readDeclaration } from '../store.ts';
import { type Signatory, writeCursor } from './model.ts';
import { address, filterOf, readQuery, type SignatoryQuery } from './query.ts';
import { listSignatories } from './store.ts';

const perPage = 1000;
const columns = ['kind', 'name', 'name_ar', 'country', 'website', 'listed_on'] as const;

/** What is public of the signatories, for machines: all of it as CSV, page by page as JSON. Open to every origin. */
export function signatoriesApi(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get('/:lang/campaigns/:campaign/signatories.csv', async (c) => {
    const declaration = await readDeclaration(site.db, c.req.param('campaign'));
    if (!declaration || !c.var.t) return c.notFound();
    const query = readQuery((name) => c.req.query(name));
    const csv = Readable.from(every(site, declaration.versionId, query)).pipe(
      stringify({
        header: true,
        columns: [...columns],
        bom: true,
        record_delimiter: 'windows',
        escape_formulas: true,
      }),
    );
    c.header('content-type', 'text/csv; charset=utf-8');
    c.header('content-disposition', `attachment; filename="signatories-${declaration.campaignSlug}.csv"`);
    c.header('access-control-allow-origin', '*');
    // Node's stream type and the web's differ only in name here.
    return c.body(Readable.toWeb(csv) as ReadableStream);
  });

  app.get('/:lang/campaigns/:campaign/signatories.json', async (c) => {
    const declaration = await readDeclaration(site.db, c.req.param('campaign'));
    if (!declaration || !c.var.t) return c.notFound();
    const query = readQuery((name) => c.req.query(name));
    const [rows, count] = await Promise.all([
      listSignatories(site.db, declaration.versionId, filterOf(query), {
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
      signatories: rows.slice(0, perPage).map(publicRow),
      next: last ? address(path, query, writeCursor(last)) : null,
    });
  });

  return app;
}

async function* every(site: Site, versionId: Id, query: SignatoryQuery) {
  let after = query.after;
  for (;;) {
    const rows = await listSignatories(site.db, versionId, filterOf(query), { after, limit: perPage });
    for (const row of rows) yield publicRow(row);
    const last = rows.at(-1);
    if (rows.length < perPage || !last) return;
    after = last;
  }
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

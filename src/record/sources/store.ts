import { type Generated, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Citation, Source, SourceKind } from './model.ts';

interface SourceTable {
  id: Id;
  key: string;
  kind: SourceKind;
  title: string;
  publisher: string | null;
  url: string | null;
  date: PartialDate | null;
  language: string | null;
  seen: boolean;
  archive_url: Generated<string | null>;
}
interface CitationTable {
  id: Id;
  thing_id: Id;
  source_id: Id;
  field: string | null;
  page: string | null;
  quotation: string | null;
  position: number;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    source: SourceTable;
    citation: CitationTable;
  }
}

/** @returns the citations of these things and the sources they name, in one query; citations in their order. */
export async function readCitations(
  db: Db,
  thingIds: readonly Id[],
): Promise<{ citations: Citation[]; sources: Source[] }> {
  const { rows } = await sql<Citation & Source>`
    select c.thing_id as "thingId", c.source_id as "sourceId", c.page, c.quotation,
      s.id, s.key, s.kind, s.title, s.publisher, s.url, s.date, s.language
    from citation c join source s on s.id = c.source_id
    where c.thing_id = any(${[...thingIds]}::uuid[]) order by c.thing_id, c.position, c.id`.execute(db);
  const sources = new Map(rows.map((row) => [row.id, row]));
  return { citations: rows, sources: [...sources.values()] };
}

/** A citation as it is first written: of the thing as a whole, or of one field of it. */
export interface NewCitation {
  source: Id;
  field: string | null;
  page: string | null;
  quotation: string | null;
}

/** @returns the ids of the sources with these keys; a key that is not in the database is not among them. */
export async function sourcesByKey(db: Db, keys: readonly string[]): Promise<Map<string, Id>> {
  if (keys.length === 0) return new Map();
  const known = await db.selectFrom('source').select(['id', 'key']).where('key', 'in', keys).execute();
  return new Map(known.map((source) => [source.key, source.id]));
}

/** Ties a thing that has no sources yet to these, in this order. */
export async function insertCitations(tx: Tx, thingId: Id, citations: readonly NewCitation[]): Promise<void> {
  if (citations.length === 0) return;
  const rows = citations.map(({ source, ...where }, position) => ({
    id: newId(),
    thing_id: thingId,
    source_id: source,
    position,
    ...where,
  }));
  await tx.insertInto('citation').values(rows).execute();
}

/** Ties a thing to its sources, named by their keys, in this order. @throws when a key is not in the database. */
export async function cite(tx: Tx, thingId: Id, keys: readonly string[]): Promise<void> {
  const wanted = [...new Set(keys)];
  const known = await sourcesByKey(tx, wanted);
  const citations = wanted.map((key) => {
    const source = known.get(key);
    if (!source) throw new Error(`no source ${key}`);
    return { source, field: null, page: null, quotation: null };
  });
  await insertCitations(tx, thingId, citations);
}

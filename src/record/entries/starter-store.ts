import { sql } from 'kysely';
import type { z } from 'zod';
import { type Id, newId } from '../../foundation/database/id.ts';
import { OperatorError } from '../../foundation/errors.ts';
import type { Tx } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import type { Field } from '../api/kinds/field.ts';
import { recordKind, toldKinds } from '../api/kinds/kinds.ts';
import { sourcesByKey } from '../sources/store.ts';
import type { Columns, Entry, EntryText } from './entry.ts';
import { EntryRefused, writeEntry } from './write-store.ts';

/** A thing of the record as a file of the starter data has it: it names other things by their slugs, sources by their keys. */
export interface StarterEntry {
  kind: ThingKind;
  /** Of a source its key; null for a part. */
  slug: string | null;
  own: Columns;
  links?: Record<string, Columns[]>;
  texts?: EntryText[];
  /** The keys of what it rests on, in their order. */
  sources?: readonly string[];
  /** What is told as parts of it and has no address: each an entry of its own, tied to it. */
  parts?: readonly StarterEntry[];
  /** Things that it names and no file lists: they come in before it, and only with it. */
  first?: readonly StarterEntry[];
}

/** A file of the starter record, and what its rows say. */
export interface StarterFile {
  name: string;
  entries(read: StarterContext['read']): Promise<readonly StarterEntry[]>;
}

/** @returns a file of this name and shape as entries of the record. */
export function starterFile<T>(
  name: string,
  shape: z.ZodType<T>,
  entriesOf: (content: T) => readonly StarterEntry[],
): StarterFile {
  return { name, entries: async (read) => entriesOf(await read(name, shape)) };
}

/**
 * Brings in what a file lists. What is there already stays as it is, whoever changed it, but for parts of a kind of which it
 * never had any: a case that came in before its stages were told gets them.
 * @throws OperatorError with the file and the slug, for what the record does not take.
 */
export async function bringFile(context: StarterContext, { name, entries }: StarterFile): Promise<void> {
  const listed = await entries(context.read);
  // Sources are many, come with every part, and have no parts themselves.
  const keys = listed.flatMap(({ kind, slug }) => (kind === 'source' && slug !== null ? [slug] : []));
  const known = await sourcesByKey(context.tx, keys);
  for (const entry of listed) {
    if (entry.kind === 'source' && known.has(entry.slug ?? '')) continue;
    await at(`${entry.kind} ${entry.slug}`, () => bring(context, entry)).catch((error: unknown) => {
      if (!(error instanceof EntryRefused)) throw error;
      throw new OperatorError('starter-refused', `The starter file ${name} is refused at ${error.message}.`, {
        cause: error,
      });
    });
  }
}

async function bring(context: StarterContext, entry: StarterEntry): Promise<void> {
  const { kind, slug, parts = [], first = [] } = entry;
  const there = slug === null ? null : await idOf(context, kind, slug);
  if (there !== null) {
    for (const of of new Set(parts.map((part) => part.kind)))
      if (await neverHad(context.tx, there, tieOf(kind, of)))
        await bringParts(
          context,
          entry,
          there,
          parts.filter((part) => part.kind === of),
        );
    return;
  }
  for (const one of first) await at(`${one.kind} ${one.slug}`, () => bring(context, one));
  const id = await write(context, entry, {});
  await bringParts(context, entry, id, parts);
}

async function bringParts(
  context: StarterContext,
  { kind }: StarterEntry,
  id: Id,
  parts: readonly StarterEntry[],
): Promise<void> {
  for (const [index, part] of parts.entries())
    await at(`part ${index + 1}, ${part.kind}`, () =>
      write(context, part, { [tieOf(kind, part.kind).by]: id }),
    );
}

/** Writes an entry under a new id. @param tie the column that ties a part to what it is told with. */
async function write(context: StarterContext, entry: StarterEntry, tie: Columns): Promise<Id> {
  const kind = recordKind(entry.kind);
  const links: Entry['links'] = {};
  for (const { name, fields } of kind.links) {
    const rows: Columns[] = [];
    for (const row of entry.links?.[name] ?? []) rows.push(await named(context, fields, row));
    links[name] = rows;
  }
  const id = newId();
  await writeEntry(context.history, {
    kind: entry.kind,
    id,
    slug: entry.kind === 'source' ? null : entry.slug,
    primaryLang: 'en',
    own: { ...(await named(context, kind.fields, entry.own)), ...tie },
    links,
    texts: entry.texts ?? [],
    citations: await cited(context.tx, entry.sources ?? []),
  });
  if (kind.cited) context.note(id);
  return id;
}

/** The columns with ids in place of slugs. */
async function named(context: StarterContext, fields: readonly Field[], row: Columns): Promise<Columns> {
  const columns = { ...row };
  for (const { type, column, of: [kind] = [] } of fields) {
    const slug = row[column];
    if (type !== 'thing' || kind === undefined || typeof slug !== 'string') continue;
    columns[column] = await idOf(context, kind, slug);
    if (columns[column] === null) throw new EntryRefused(`there is no ${kind} ${slug}`);
  }
  return columns;
}

async function cited(tx: Tx, keys: readonly string[]): Promise<Entry['citations']> {
  const known = await sourcesByKey(tx, keys);
  return [...new Set(keys)].map((key) => {
    const source = known.get(key);
    if (!source) throw new EntryRefused(`there is no source ${key}`);
    return { source, field: null, page: null, quotation: null };
  });
}

async function idOf({ tx, known }: StarterContext, kind: ThingKind, slug: string): Promise<Id | null> {
  return kind === 'source' ? ((await sourcesByKey(tx, [slug])).get(slug) ?? null) : known(kind, slug);
}

/** Where the parts of a kind are kept, and the column that ties them to what they are told with. */
interface Tie {
  table: string;
  by: string;
}

function tieOf(owner: ThingKind, part: ThingKind): Tie {
  const told = toldKinds.find(({ kind }) => kind.kind === owner)?.parts;
  const found = told?.find(({ kind }) => kind.kind === part);
  const by = found?.by[0];
  if (!found || by === undefined) throw new RangeError(`${part} is no part of ${owner}`);
  return { table: found.kind.table, by };
}

/**
 * Whether a thing never had a part there, for all that is known: none that is public, waits, was withdrawn or lies in the
 * bin, nor any that went to another company with a merge or a split. What lies in the bin itself gets nothing.
 */
async function neverHad(tx: Tx, id: Id, { table, by }: Tie): Promise<boolean> {
  const { rows } = await sql<{ never: boolean }>`
    select not exists (select from ${sql.table(table)} where ${sql.ref(by)} = ${id})
      and not exists (select from company_moved where place = ${table} and before ->> ${by} = ${id}::text)
      and not exists (select from binned where thing_id = ${id} and restored_at is null) as never`.execute(
    tx,
  );
  return rows[0]?.never === true;
}

/** Says where it was, when what was brought is refused. */
async function at<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EntryRefused)) throw error;
    throw new EntryRefused(`${place}: ${error.message}`, { cause: error });
  }
}

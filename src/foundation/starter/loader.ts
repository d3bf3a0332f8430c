import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Id, newId } from '../database/id.ts';
import { insertRow } from '../database/insert.ts';
import { OperatorError } from '../errors.ts';
import { type History, type Tx, write } from '../history/history.ts';
import type { ThingKind } from '../history/tables.ts';
import type { Lang } from '../i18n/lang.ts';

export type StarterPart = 'campaign' | 'library' | 'record';

interface StarterLoadTable {
  part: StarterPart;
  version: number;
  /** On which day its facts were last checked; null for what was loaded before that was kept. */
  as_of: string | null;
  things: number;
  sha256: Buffer;
}

declare module '../database/tables.ts' {
  interface Tables {
    starter_load: StarterLoadTable;
  }
}

type Cite = (tx: Tx, id: Id, sources: readonly string[]) => Promise<void>;

/** What a slice needs to load its share of a part. */
export interface StarterContext {
  tx: Tx;
  history: History;
  /** Reads a file of the part and checks its shape. @throws OperatorError with the file and the rows that are not so. */
  read<T>(file: string, shape: z.ZodType<T>): Promise<T>;
  /**
   * Brings a thing in, unless one of this kind and slug is there, or was there under this slug: edits are never
   * overwritten, and what was renamed does not come back.
   * @param fill writes the thing's own rows.
   * @returns its id, new or known, and whether it is new.
   */
  bring(
    thing: { kind: ThingKind; slug: string; sources: readonly string[] },
    fill: (id: Id) => Promise<void>,
  ): Promise<{ id: Id; isNew: boolean }>;
  /**
   * The id of the thing that this slug leads to: whose it is or was once, or, of a company that was merged into another,
   * that other; null where there is none.
   */
  known(kind: ThingKind, slug: string): Promise<Id | null>;
  /** Notes that a thing came in: it gets the review "came with the software". What `bring` brings is noted. */
  note(id: Id): void;
  /**
   * Publishes a thing's text in one language, with its revision; a translation is based on the first English one.
   * @param table the thing's text table, whose columns `text` names.
   */
  say(kind: ThingKind, table: string, id: Id, lang: Lang, text: Record<string, unknown>): Promise<void>;
  /** The id of a thing that this or another part brought in. @throws where none is known. */
  find(kind: ThingKind, slug: string): Promise<Id>;
  /** Ties a thing to its sources, in their order. */
  cite(id: Id, sources: readonly string[]): Promise<void>;
  /** Publishes a thing with the mark "came with the software, not yet reviewed by this coalition". */
  publishUnreviewed(id: Id): Promise<void>;
}

/**
 * Loads one part in one transaction with its mark, or, where this version of it is in already, does nothing.
 * @param folder the part's folder below `starter/`.
 * @param cite ties a thing to its sources; given, since sources belong to the record.
 * @returns how many things came in; null when this version was loaded before.
 */
export async function loadPart(
  tx: Tx,
  part: StarterPart,
  folder: string,
  cite: Cite,
  fill: (context: StarterContext) => Promise<void>,
): Promise<number | null> {
  const partFile = z.object({ part: z.literal(part), version: z.int().positive(), asOf: z.iso.date() });
  const { version, asOf } = partFile.parse(JSON.parse(await readFile(join(folder, 'part.json'), 'utf8')));
  const loaded = await tx
    .selectFrom('starter_load')
    .select('version')
    .where('part', '=', part)
    .where('version', '=', version)
    .executeTakeFirst();
  if (loaded) return null;
  const history = write('starter', `starter data: ${part}, version ${version}`, tx);
  const brought: Id[] = [];
  await fill(contextOf(tx, history, folder, brought, cite));
  await tx
    .insertInto('starter_load')
    .values({ part, version, as_of: asOf, things: brought.length, sha256: await hashFolder(folder) })
    .execute();
  // The mark first, then the reviews: the database takes a starter review only beside its mark.
  for (const id of brought) {
    await tx
      .insertInto('review')
      .values({ id: newId(), thing_id: id, kind: 'starter', reviewer: 'starter' })
      .execute();
  }
  return brought.length;
}

function contextOf(tx: Tx, history: History, folder: string, brought: Id[], cite: Cite): StarterContext {
  const known = async (kind: ThingKind, slug: string) => {
    const { rows } = await sql<{ id: Id }>`
      select thing_id as id, 0 as after from former_slug where kind = ${kind} and slug = ${slug}
      union all select id, 1 from thing where kind = ${kind} and slug = ${slug}
      order by after limit 1`.execute(tx);
    return rows[0]?.id ?? null;
  };
  return {
    tx,
    history,
    known,
    note: (id) => void brought.push(id),
    async read(file, shape) {
      const content: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
      const parsed = shape.safeParse(content);
      if (parsed.success) return parsed.data;
      const wrong = parsed.error.issues.map(({ path, message }) => `${placeIn(content, path)}: ${message}`);
      throw new OperatorError(
        'starter-refused',
        `The starter file ${file} is refused at ${wrong.join('; ')}.`,
      );
    },
    async bring({ kind, slug, sources }, fill) {
      const there = await known(kind, slug);
      if (there) return { id: there, isNew: false };
      const id = await history.begin({ kind, slug, primaryLang: 'en' });
      await fill(id);
      if (sources.length > 0) await cite(tx, id, sources);
      brought.push(id);
      return { id, isNew: true };
    },
    async find(kind, slug) {
      const id = await known(kind, slug);
      if (!id) throw new Error(`starter data: no ${kind} ${slug}`);
      return id;
    },
    cite: (id, sources) => cite(tx, id, sources),
    async say(kind, table, id, lang, text) {
      const revision = await history.revise(id, kind, lang, text);
      await insertRow(tx, table, {
        thing_id: id,
        lang,
        state: 'published',
        revision,
        based_on_revision: lang === 'en' ? null : 1,
        ...text,
      });
    },
    async publishUnreviewed(id) {
      await history.publish(id);
    },
  };
}

/** A place in a file, by the id of its row where that has one. */
function placeIn(content: unknown, path: readonly PropertyKey[]): string {
  let at = content;
  for (const [depth, key] of path.entries()) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
    const id = typeof at === 'object' && at !== null && 'id' in at ? at.id : undefined;
    if (typeof id === 'string') return [id, ...path.slice(depth + 1).map(String)].join(' ');
  }
  return path.map(String).join(' ');
}

/** One hash over names and contents of a part's files: what exactly was loaded. */
async function hashFolder(folder: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    hash.update(`${file}\n`).update(await readFile(join(folder, file)));
  }
  return hash.digest();
}

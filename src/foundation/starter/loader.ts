import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Id, newId } from '../database/id.ts';
import { type History, type Tx, write } from '../history/history.ts';
import type { ThingKind } from '../history/tables.ts';
import type { Lang } from '../i18n/lang.ts';

export type StarterPart = 'campaign' | 'library' | 'record';

interface StarterLoadTable {
  part: StarterPart;
  version: number;
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
  /** Reads a file of the part and checks its shape; throws with the file's name when it is not so. */
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
   * Brings in a part of a thing that is new, with no address of its own: a name of a company, a stage of a case. It is
   * cited, reviewed and published by itself.
   */
  bringPart(
    part: { kind: ThingKind; sources: readonly string[] },
    fill: (id: Id) => Promise<void>,
  ): Promise<Id>;
  /**
   * Publishes a thing's text in one language, with its revision; a translation is based on the first English one.
   * @param table the thing's text table, whose columns `text` names.
   */
  say(kind: ThingKind, table: string, id: Id, lang: Lang, text: Record<string, unknown>): Promise<void>;
  /** The id of a thing that this or another part brought in. */
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
  const partFile = z.object({ part: z.literal(part), version: z.int().positive() });
  const { version } = partFile.parse(JSON.parse(await readFile(join(folder, 'part.json'), 'utf8')));
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
    .values({ part, version, things: brought.length, sha256: await hashFolder(folder) })
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
  const find = async (kind: ThingKind, slug: string) => {
    const row = await tx
      .selectFrom('thing')
      .select('id')
      .where('kind', '=', kind)
      .where('slug', '=', slug)
      .executeTakeFirst();
    return row?.id ?? null;
  };
  return {
    tx,
    history,
    async read(file, shape) {
      const parsed = shape.safeParse(JSON.parse(await readFile(join(folder, file), 'utf8')));
      if (!parsed.success) throw new Error(`starter file ${file}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    },
    async bring({ kind, slug, sources }, fill) {
      const known = await find(kind, slug);
      if (known) return { id: known, isNew: false };
      const renamed = await tx
        .selectFrom('former_slug')
        .select('thing_id')
        .where('kind', '=', kind)
        .where('slug', '=', slug)
        .executeTakeFirst();
      if (renamed) return { id: renamed.thing_id, isNew: false };
      const id = await history.begin({ kind, slug, primaryLang: 'en' });
      await fill(id);
      if (sources.length > 0) await cite(tx, id, sources);
      brought.push(id);
      return { id, isNew: true };
    },
    async bringPart({ kind, sources }, fill) {
      const id = await history.begin({ kind, slug: null, primaryLang: 'en' });
      await fill(id);
      await cite(tx, id, sources);
      await history.publish(id);
      brought.push(id);
      return id;
    },
    async find(kind, slug) {
      const id = await find(kind, slug);
      if (!id) throw new Error(`starter data: no ${kind} ${slug}`);
      return id;
    },
    cite: (id, sources) => cite(tx, id, sources),
    async say(kind, table, id, lang, text) {
      const revision = await history.revise(id, kind, lang, text);
      const row = {
        thing_id: id,
        lang,
        state: 'published',
        revision,
        based_on_revision: lang === 'en' ? null : 1,
        ...text,
      };
      // Only what is named, so that a column that is not gets its default.
      const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
      await sql`insert into ${sql.table(table)} (${columns})
        select ${columns} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)`.execute(
        tx,
      );
    },
    async publishUnreviewed(id) {
      await history.publish(id);
    },
  };
}

/** One hash over names and contents of a part's files: what exactly was loaded. */
async function hashFolder(folder: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    hash.update(`${file}\n`).update(await readFile(join(folder, file)));
  }
  return hash.digest();
}

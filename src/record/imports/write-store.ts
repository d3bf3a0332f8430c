import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Actor, Tx } from '../../foundation/history/history.ts';
import { type History, write } from '../../foundation/history/history.ts';
import { recordKind } from '../api/kinds/kinds.ts';
import type { Json } from '../api/kinds/statement.ts';
import '../../foundation/starter/loader.ts';
import type { Entry } from './entry.ts';

/** Whether the database holds anything of the record already. */
export async function holdsRecord(db: Db): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from source) or exists (select from company) or exists (select from incident)
      or exists (select from law) or exists (select from treaty_step) or exists (select from buyer) as held`.execute(
    db,
  );
  return rows[0]?.held === true;
}

/**
 * Notes who has read what was written: those who gave it out, or, as of what comes with the software, nobody here. That
 * needs the mark of a load, which is written first.
 */
export async function noteReviews(
  tx: Tx,
  entries: readonly { id: Id; unread: boolean }[],
  load: { things: number; sha256: Buffer },
): Promise<void> {
  const { things, sha256 } = load;
  // Beyond the versions of the software's own starter record.
  await sql`insert into starter_load (part, version, things, sha256)
    select 'record', greatest(coalesce(max(version), 0), 1000000) + 1, ${things}, ${sha256} from starter_load
    where part = 'record'`.execute(tx);
  for (const { id, unread } of entries)
    await insert(tx, 'review', {
      id: newId(),
      thing_id: id,
      ...(unread ? { kind: 'starter', reviewer: 'starter' } : { kind: 'staff', reviewer: 'dataset' }),
    });
}

/** Writes a thing with its id, texts and sources, and publishes it; its review is to follow in the same transaction. */
export async function writeEntry(tx: Tx, entry: Entry, why: string): Promise<void> {
  const kind = recordKind(entry.kind);
  const actor: Actor = kind.cited && !entry.reviewed ? 'starter' : 'operator';
  const history = write(actor, why, tx);
  await tx
    .insertInto('thing')
    .values({ id: entry.id, kind: entry.kind, slug: entry.slug, primary_lang: entry.primaryLang })
    .execute();
  await insert(tx, kind.table, { id: entry.id, ...entry.own });
  await history.revise(entry.id, entry.kind, null, entry.own);
  for (const links of kind.links)
    for (const link of entry.links[links.name] ?? [])
      await insert(tx, links.table, { [links.owner]: entry.id, ...link });
  if (kind.textTable !== null) await writeTexts(history, kind.textTable, entry);
  for (const [position, { source, ...citation }] of entry.citations.entries())
    await insert(tx, 'citation', {
      id: newId(),
      thing_id: entry.id,
      source_id: source,
      position,
      ...citation,
    });
  if (kind.cited) await history.publish(entry.id);
}

async function writeTexts(history: History, table: string, entry: Entry): Promise<void> {
  for (const { lang, values, outOfDate } of entry.texts) {
    const revision = await history.revise(entry.id, entry.kind, lang, values);
    await insert(history.tx, table, {
      thing_id: entry.id,
      lang,
      state: 'published',
      revision,
      based_on_revision: lang === entry.primaryLang || outOfDate ? null : 1,
      ...values,
    });
  }
}

/** Only what is named, so that a column that is not gets its default. */
async function insert(tx: Tx, name: string, row: Record<string, Json>): Promise<void> {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(name)} (${columns}) select ${columns}
    from jsonb_populate_record(null::${sql.table(name)}, ${JSON.stringify(row)}::jsonb)`.execute(tx);
}

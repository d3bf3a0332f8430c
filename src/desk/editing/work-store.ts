import { type RawBuilder, sql } from 'kysely';
import { noteFileUse } from '../../files/store.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { insertRow } from '../../foundation/database/insert.ts';
import { transact } from '../../foundation/database/transact.ts';
import { type Actor, type History, type Tx, write } from '../../foundation/history/history.ts';
import { isUnadopted } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { columnsOf, keptValues, writeKept } from './kept-store.ts';
import type { Editable, FieldSpec, Values, Work, WorkText } from './model.ts';
import './tables.ts';

interface Row extends Omit<Work, 'published' | 'drafts' | 'own' | 'ownDraft'> {
  own: Record<string, never>;
  draft: Record<string, never> | null;
  texts: (Record<string, never> & {
    lang: Lang;
    state: 'draft' | 'published';
    revision: number;
    based_on_revision: number | null;
  })[];
}

/** @returns a thing of the kind with all its texts, published and drafts; null when there is none. */
export async function readWork(db: Db, editable: Editable, id: Id): Promise<Work | null> {
  const { rows } = await sql<Row>`
    select t.id, t.slug, t.primary_lang as "primaryLang", c.campaign_id as "campaignId", ct.slug as "campaignSlug",
      to_jsonb(o) || ${keptValues(editable)} as own, t.draft,
      (select x.title from thing_title x where x.thing_id = t.id order by x.state = 'draft' desc, x.lang = t.primary_lang desc limit 1) as name,
      coalesce((select max(number) from revision r where r.thing_id = t.id and r.lang is null), 0) as "ownRevision",
      coalesce((select max(number) from revision r where r.thing_id = t.id and r.lang is null and not r.data ? 'citations'), 0) as "fieldsRevision",
      exists (select from citation_draft d where d.thing_id = t.id) as "citationsWait",
      (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from ${sql.table(editable.textTable)} x where x.thing_id = t.id) as texts,
      (select coalesce(jsonb_object_agg(lang, n), '{}') from (select lang, max(number) as n from revision r
        where r.thing_id = t.id and r.lang is not null group by lang) g) as revisions,
      (select at from publication p where p.thing_id = t.id and p.ended_at is null) as "publishedAt",
      (select jsonb_build_object('at', p.at, 'langs', p.langs, 'failure', p.failure) from planned_publication p
        where p.thing_id = t.id) as planned,
      (select at from binned b where b.thing_id = t.id and b.restored_at is null) as "binnedAt",
      ${isUnadopted(sql`t.id`)} as unadopted
    from thing t join ${sql.table(editable.table)} o on o.id = t.id
    left join thing_campaign c on c.thing_id = t.id left join thing ct on ct.id = c.campaign_id
    where t.id = ${id} and t.kind = ${editable.kind}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { texts, draft, own, planned, ...rest } = row;
  const by = (state: 'draft' | 'published') =>
    Object.fromEntries(
      texts.filter((text) => text.state === state).map((text) => [text.lang, workText(editable.text, text)]),
    );
  return {
    ...rest,
    planned: planned && { ...planned, at: new Date(planned.at) },
    own: pick(editable.own, own),
    ownDraft: draft && pick(editable.own, draft),
    published: by('published'),
    drafts: by('draft'),
  };
}

function workText(fields: readonly FieldSpec[], row: Row['texts'][number]): WorkText {
  return { values: pick(fields, row), revision: row.revision, basedOn: row.based_on_revision };
}

function pick(fields: readonly FieldSpec[], row: Record<string, never>): Values {
  return Object.fromEntries(fields.map(({ name }) => [name, row[name] ?? null]));
}

/** Holds a thing for the rest of the transaction, so that two who save at once come one after the other. */
export async function lockThing(tx: Tx, id: Id): Promise<void> {
  await tx.selectFrom('thing').select('id').where('id', '=', id).forUpdate().execute();
}

/** A thing as it begins. */
export interface NewThing {
  /** A new one where it has none yet. */
  id?: Id;
  /** Null for a part that has no address of its own. */
  slug: string | null;
  lang: Lang;
  own: Values;
  text: Values;
}

/** Begins a thing: its row, its first text as a draft in its primary language, their revisions. */
export async function createThing(
  db: Db,
  editable: Editable,
  actor: Actor,
  thing: NewThing & { why: string },
): Promise<Id> {
  return transact(db, (tx) => beginThing(write(actor, thing.why, tx), editable, thing));
}

/** The same within a transaction that begins more than one. */
export async function beginThing(history: History, editable: Editable, thing: NewThing): Promise<Id> {
  const { tx } = history;
  const id = await history.begin({
    ...(thing.id && { id: thing.id }),
    kind: editable.kind,
    slug: thing.slug,
    primaryLang: thing.lang,
  });
  await insertRow(tx, editable.table, { id, ...columnsOf(editable, thing.own) });
  await writeKept(tx, editable, id, thing.own);
  await noteFileUse(tx, id, 'details', filesOf(editable.own, thing.own));
  await history.revise(id, editable.kind, null, { ...thing.own });
  await saveText(history, editable, id, thing.lang, thing.text, null);
  await editable.begun?.(history, id);
  return id;
}

/** Notes own fields: as they are where nobody sees the thing yet, else as what waits to be published. */
export async function saveOwn(history: History, editable: Editable, work: Work, own: Values): Promise<void> {
  const { tx } = history;
  if (work.publishedAt === null) await updateOwn(tx, editable, work.id, own);
  else
    await tx
      .updateTable('thing')
      .set({ draft: JSON.stringify(own) })
      .where('id', '=', work.id)
      .execute();
  await history.revise(work.id, editable.kind, null, { ...own });
}

/** Notes a text as the draft of its language. @param basedOn the primary text's revision that a translation was made of. */
export async function saveText(
  history: History,
  editable: Editable,
  id: Id,
  lang: Lang,
  text: Values,
  basedOn: number | null,
): Promise<void> {
  const revision = await history.revise(id, editable.kind, lang, { ...text });
  const row = { thing_id: id, lang, state: 'draft', revision, based_on_revision: basedOn, ...text };
  const table = sql.table(editable.textTable);
  await sql`insert into ${table} select * from jsonb_populate_record(null::${table}, ${JSON.stringify(row)}::jsonb)
    on conflict (thing_id, lang, state) do update set ${assignExcluded([
      'revision',
      'based_on_revision',
      ...editable.text.map(({ name }) => name),
    ])}`.execute(history.tx);
  await noteFileUse(history.tx, id, `draft ${lang}`, filesOf(editable.text, text));
}

/** What of these values can name a file: texts, and the hash of a chosen one. */
export function filesOf(fields: readonly FieldSpec[], values: Values): string[] {
  return fields.flatMap(({ name, kind }) => {
    const value = values[name];
    if (typeof value !== 'string') return [];
    if (kind === 'file') return [value.replace(/^\\x/, '')];
    return kind === 'markdown' ? [value] : [];
  });
}

/** Gives a thing another slug; the old one leads on to it, which the database sees to. */
export async function moveThing(
  history: History,
  editable: Editable,
  work: Work,
  slug: string,
): Promise<void> {
  await history.tx.updateTable('thing').set({ slug }).where('id', '=', work.id).execute();
  await history.revise(work.id, editable.kind, null, { ...work.own, slug });
}

/** Writes the own fields as they are from now on. */
export async function updateOwn(tx: Tx, editable: Editable, id: Id, own: Values): Promise<void> {
  await writeKept(tx, editable, id, own);
  const names = Object.keys(columnsOf(editable, own));
  if (names.length === 0) return;
  const table = sql.table(editable.table);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  await sql`update ${table} set (${columns}) = (select ${columns} from
    jsonb_populate_record(null::${table}, ${JSON.stringify(own)}::jsonb)) where id = ${id}`.execute(tx);
}

function assignExcluded(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`));
}

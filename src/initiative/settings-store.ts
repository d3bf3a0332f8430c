import { sql } from 'kysely';
import { notifyChanged } from '../foundation/database/changed.ts';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { type Actor, write } from '../foundation/history/history.ts';
import { textIn } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { ChannelKind } from './model.ts';
import './store.ts';

/** Sets a way to reach the initiative; null takes it away. @returns false on a site without an initiative. */
export async function setContactChannel(
  db: Db,
  kind: ChannelKind,
  value: string | null,
  note: string | null,
  actor: Actor = 'operator',
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const initiative = await tx.selectFrom('initiative').select('id').executeTakeFirst();
    if (!initiative) return false;
    await tx.deleteFrom('contact_channel').where('kind', '=', kind).execute();
    if (value !== null) await tx.insertInto('contact_channel').values({ kind, value, note }).execute();
    await write(actor, `contact ${kind}`, tx).revise(initiative.id, 'initiative', null, {
      contact: { kind, value, note },
    });
    return true;
  });
}

/** Offers a language to visitors, or makes it a draft again; a language that is new to the site comes last. */
export async function setLanguageState(db: Db, code: Lang, state: 'on' | 'draft'): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('language')
      .values({ code, state, position: sql<number>`(select coalesce(max(position), 0) + 1 from language)` })
      .onConflict((conflict) => conflict.column('code').doUpdateSet({ state }))
      .execute();
    await notifyChanged(tx, ['language']);
  });
}

export interface LanguageRow {
  code: Lang;
  state: 'on' | 'draft';
}

/** @returns the languages of the site in their order, drafts too. */
export async function readLanguages(db: Db): Promise<LanguageRow[]> {
  return db.selectFrom('language').select(['code', 'state']).orderBy('position').execute();
}

/** Sets which languages visitors are offered, and in which order. Those not named stay, after the others, as drafts. */
export async function setLanguages(db: Db, rows: readonly LanguageRow[], actor: Actor): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Out of the way first: two languages never share a place.
    await sql`update language set position = position + 1000, state = case when code = any(${rows.map(({ code }) => code)}) then state else 'draft' end`.execute(
      tx,
    );
    for (const [index, { code, state }] of rows.entries())
      await tx
        .insertInto('language')
        .values({ code, state, position: index + 1 })
        .onConflict((conflict) => conflict.column('code').doUpdateSet({ state, position: index + 1 }))
        .execute();
    const initiative = await tx.selectFrom('initiative').select('id').executeTakeFirst();
    if (initiative)
      await write(actor, 'languages', tx).revise(initiative.id, 'initiative', null, { languages: rows });
    await notifyChanged(tx, ['language']);
  });
}

/** @returns every campaign with its name, public or not: for settings that each has its own of. */
export async function listForSettings(db: Db, lang: Lang): Promise<{ id: Id; slug: string; name: string }[]> {
  const { rows } = await sql<{ id: Id; slug: string; name: string }>`
    select c.id, t.slug, coalesce(x.name, t.slug) as name from campaign c join thing t on t.id = c.id
    ${textIn('campaign_text', lang)} order by c.position`.execute(db);
  return rows;
}

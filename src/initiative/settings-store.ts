import { sql } from 'kysely';
import { notifyChanged } from '../foundation/database/changed.ts';
import type { Db } from '../foundation/database/database.ts';
import { write } from '../foundation/history/history.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { ChannelKind } from './model.ts';
import './store.ts';

/** Sets a way to reach the initiative; null takes it away. @returns false on a site without an initiative. */
export async function setContactChannel(
  db: Db,
  kind: ChannelKind,
  value: string | null,
  note: string | null,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const initiative = await tx.selectFrom('initiative').select('id').executeTakeFirst();
    if (!initiative) return false;
    await tx.deleteFrom('contact_channel').where('kind', '=', kind).execute();
    if (value !== null) await tx.insertInto('contact_channel').values({ kind, value, note }).execute();
    await write('operator', `contact ${kind}`, tx).revise(initiative.id, 'initiative', null, {
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

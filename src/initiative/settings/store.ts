import { type Generated, type JSONColumnType, sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { type Actor, type Tx, write } from '../../foundation/history/history.ts';
import { type SettingKey, type SiteSettings, settingsOf } from './model.ts';

interface SiteSettingTable {
  key: SettingKey;
  value: JSONColumnType<Record<string, unknown>>;
  actor: string;
  at: Generated<Date>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    site_setting: SiteSettingTable;
  }
}

/** @returns every setting of the site, in one query; what was never set has its default. */
export async function readSiteSettings(db: Db): Promise<SiteSettings> {
  const rows = await db.selectFrom('site_setting').select(['key', 'value']).execute();
  return settingsOf(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
}

/**
 * Sets one setting; pages made before are made anew. The change is a revision of the initiative, where there is one.
 * @param value as the schema of the key gives it: the caller has parsed it.
 * @param along what else changes with it, in the same transaction; nothing on a site without an initiative.
 */
export async function saveSetting<Key extends SettingKey>(
  db: Db,
  actor: Actor,
  key: Key,
  value: SiteSettings[Key],
  along?: (tx: Tx, initiativeId: Id) => Promise<unknown>,
): Promise<void> {
  const json = JSON.stringify(value);
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('site_setting')
      .values({ key, value: json, actor })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json, actor, at: sql`now()` }))
      .execute();
    const initiative = await tx.selectFrom('initiative').select('id').executeTakeFirst();
    if (initiative) await along?.(tx, initiative.id);
    if (initiative)
      await write(actor, `setting ${key}`, tx).revise(initiative.id, 'initiative', null, {
        setting: { [key]: value },
      });
    else await notifyChanged(tx, ['initiative']);
  });
}

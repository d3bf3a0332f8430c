import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { Actor, Tx } from '../../../foundation/history/history.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import '../tables.ts';

/** Days that a preview link lives. */
export const previewDays = 7;

/** Keeps a link by its hash. */
export async function keepPreviewLink(
  db: Db,
  link: { hash: Buffer; thingId: Id; lang: Lang; actor: Actor; now: Date },
): Promise<void> {
  await db
    .insertInto('preview_link')
    .values({
      hash: link.hash,
      thing_id: link.thingId,
      lang: link.lang,
      made_by: link.actor,
      made_at: link.now,
      expires_at: new Date(link.now.getTime() + previewDays * 86_400_000),
    })
    .execute();
}

/** @returns what a link shows; null when there is none, or its week is over. */
export async function findPreviewLink(
  db: Db,
  hash: Buffer,
  now: Date,
): Promise<{ thingId: Id; kind: ThingKind; lang: Lang } | null> {
  const row = await db
    .selectFrom('preview_link as p')
    .innerJoin('thing as t', 't.id', 'p.thing_id')
    .select(['p.thing_id as thingId', 't.kind', 'p.lang'])
    .where('p.hash', '=', hash)
    .where('p.expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** Erases links whose week is over. */
export async function erasePreviewLinks(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('preview_link').where('expires_at', '<=', now).execute();
}

/** Offers a language for the rest of a transaction that is rolled back: a draft language can be looked at too. */
export async function offerForNow(tx: Tx, lang: Lang): Promise<void> {
  await tx.updateTable('language').set({ state: 'on' }).where('code', '=', lang).execute();
}

/** @returns the kind of a thing; null when there is none. */
export async function kindOf(tx: Tx, id: Id): Promise<ThingKind | null> {
  const row = await tx.selectFrom('thing').select('kind').where('id', '=', id).executeTakeFirst();
  return row?.kind ?? null;
}

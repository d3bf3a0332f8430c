import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { type Actor, write } from '../foundation/history/history.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { WordingText } from './model.ts';
import { queueMails } from './signing/store.ts';
import { addVersion, addWording, closeSigning, type NewWording, openSigning } from './store.ts';

/** A declaration in its newest version, for those who change it. */
export interface Place {
  declarationId: Id;
  campaignSlug: string;
  versionId: Id;
  versionNumber: number;
}

/** @returns where new wordings of a campaign's declaration belong; null when there is none. */
export async function findDeclaration(db: Db, campaignSlug: string): Promise<Place | null> {
  const { rows } = await sql<Place>`
    select d.id as "declarationId", t.slug as "campaignSlug", v.id as "versionId", v.number as "versionNumber"
    from declaration d join thing t on t.id = d.campaign_id
    join lateral (select id, number from declaration_version where declaration_id = d.id order by number desc limit 1) v on true
    where t.slug = ${campaignSlug}`.execute(db);
  return rows[0] ?? null;
}

/** @returns where new wordings of this declaration belong; null when there is none. */
export async function findPlace(db: Db, declarationId: Id): Promise<Place | null> {
  const row = await db
    .selectFrom('declaration as d')
    .innerJoin('thing as t', 't.id', 'd.campaign_id')
    .select('t.slug')
    .where('d.id', '=', declarationId)
    .executeTakeFirst();
  return row?.slug ? findDeclaration(db, row.slug) : null;
}

/** Gives a campaign a declaration: its first version with its first text. It is not public yet, and signing is closed. */
export async function createDeclaration(
  db: Db,
  campaign: { id: Id; slug: string },
  first: { declaredOn: string; wording: WordingText & { lang: Lang; note: string } },
  actor: Actor,
): Promise<Id> {
  return db.transaction().execute(async (tx) => {
    const history = write(actor, 'declaration begun', tx);
    const { wording, declaredOn } = first;
    const id = await history.begin({ kind: 'declaration', slug: campaign.slug, primaryLang: wording.lang });
    await tx
      .insertInto('declaration')
      .values({ id, campaign_id: campaign.id, goal_organisations: null })
      .execute();
    const version = { number: 1, declaredOn, changeOfMeaning: null, actor };
    const versionId = await addVersion(history, id, version);
    const place = { declarationId: id, campaignSlug: campaign.slug, versionId, versionNumber: 1 };
    await addWording(history, place, { ...wording, state: 'published', erratumNote: null });
    return id;
  });
}

/** Shows the declaration to the public, or takes it back. Whoever signed has signed all the same. */
export async function setPublic(db: Db, place: Place, open: boolean, actor: Actor): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const history = write(actor, open ? 'published' : 'taken from the public', tx);
    if (open) await history.publish(place.declarationId);
    else
      await tx
        .updateTable('publication')
        .set({ ended_at: sql<Date>`greatest(now(), at)`, ended_by: actor })
        .where('thing_id', '=', place.declarationId)
        .where('ended_at', 'is', null)
        .execute();
    await history.revise(place.declarationId, 'declaration', null, { public: open });
  });
}

/** Sets who may sign: one of the two at the least. */
export async function setSigners(
  db: Db,
  place: Place,
  signers: { organisations: boolean; persons: boolean },
  actor: Actor,
): Promise<void> {
  const values = { allows_organisations: signers.organisations, allows_persons: signers.persons };
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('declaration').set(values).where('id', '=', place.declarationId).execute();
    await write(actor, 'who may sign', tx).revise(place.declarationId, 'declaration', null, values);
  });
}

/** Opens or closes signing. @returns whether that changed anything. */
export async function setSigning(db: Db, place: Place, open: boolean, actor: Actor): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const changed = await (open ? openSigning : closeSigning)(tx, place.declarationId, actor);
    await write(actor, open ? 'signing opened' : 'signing closed', tx).revise(
      place.declarationId,
      'declaration',
      null,
      { signing: open },
    );
    return changed;
  });
}

/** Sets how many organisations the campaign hopes for; null takes the goal away. */
export async function setGoal(
  db: Db,
  place: Place,
  organisations: number | null,
  actor: Actor,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('declaration')
      .set({ goal_organisations: organisations })
      .where('id', '=', place.declarationId)
      .execute();
    await write(actor, 'goal', tx).revise(place.declarationId, 'declaration', null, {
      goal_organisations: organisations,
    });
  });
}

/** A language's first text, or a correction of one: the version stays, and so do all signatures under it. */
export async function addLanguageOrErratum(
  db: Db,
  place: Place,
  wording: NewWording,
  actor: Actor,
): Promise<string> {
  return db
    .transaction()
    .execute((tx) =>
      addWording(write(actor, wording.erratumNote ?? `text in ${wording.lang}`, tx), place, wording),
    );
}

/**
 * Declares that the meaning changes: a new version with its texts, beside the old one and counted apart. Nobody is
 * carried over: who signed the old one, and can still be reached, is asked by mail.
 * @param changeOfMeaning what changed, by language.
 * @returns how many are asked.
 */
export async function declareVersion(
  db: Db,
  place: Place,
  version: {
    declaredOn: string;
    changeOfMeaning: Record<string, string>;
    wordings: (WordingText & { lang: Lang; note: string })[];
  },
  actor: Actor,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const number = place.versionNumber + 1;
    const history = write(actor, `version ${number}`, tx);
    const versionId = await addVersion(history, place.declarationId, {
      number,
      declaredOn: version.declaredOn,
      changeOfMeaning: version.changeOfMeaning,
      actor,
    });
    for (const wording of version.wordings) {
      await addWording(
        history,
        { ...place, versionId, versionNumber: number },
        { ...wording, state: 'published', erratumNote: null },
      );
    }
    const asked = await reachable(tx, place.versionId).select('id').execute();
    await queueMails(
      tx,
      asked.map(({ id }) => id),
      'new-version',
    );
    return asked.length;
  });
}

/** Who signed a version and can still be written to. */
function reachable(db: Db, versionId: Id) {
  return db
    .selectFrom('signature')
    .where('version_id', '=', versionId)
    .where('state', 'in', ['confirmed', 'listed', 'suspect'])
    .where('email_sealed', 'is not', null);
}

/** @returns how many would be asked by mail if a new version were declared now. */
export async function countReachable(db: Db, place: Place): Promise<number> {
  const { n } = await reachable(db, place.versionId)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

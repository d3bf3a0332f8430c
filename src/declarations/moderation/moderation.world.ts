import { sql } from 'kysely';
import { addressHash } from '../../foundation/crypto/hash.ts';
import type { KeyRing } from '../../foundation/crypto/keys.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { write } from '../../foundation/history/history.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { parseSignForm } from '../signing/form.ts';
import { listedAs } from '../signing/listed-as.ts';
import type { SignatureState } from '../signing/model.ts';
import { sign } from '../signing/sign.ts';
import { changeState, readSignature } from '../signing/store.ts';
import { addVersion, addWording, readDeclaration } from '../store.ts';

/** Where signatures of a test go. */
export interface Place {
  campaignId: Id;
  versionId: Id;
  wordingSha256: string;
}

/** The starter's declaration. */
export async function starterPlace(db: Db, lang: Lang = 'en'): Promise<Place> {
  const declaration = await readDeclaration(db, 'stop-private-military-companies');
  const wording = declaration?.wordings.find((one) => one.lang === lang);
  if (!declaration || !wording) throw new Error('the starter has a declaration');
  const { campaignId, versionId } = declaration;
  return { campaignId, versionId, wordingSha256: wording.sha256 };
}

/** Another campaign with a declaration of its own. */
export async function otherPlace(db: Db, slug: string): Promise<Place> {
  return db.transaction().execute(async (tx) => {
    const history = write('operator', 'a test', tx);
    const campaignId = await history.begin({ kind: 'campaign', slug, primaryLang: 'en' });
    await tx.insertInto('campaign').values({ id: campaignId, position: 9 }).execute();
    await sql`insert into campaign_text (thing_id, lang, state, name) values (${campaignId}, 'en', 'published', 'Sample Campaign')`.execute(
      tx,
    );
    const id = await history.begin({ kind: 'declaration', slug, primaryLang: 'en' });
    await tx
      .insertInto('declaration')
      .values({ id, campaign_id: campaignId, goal_organisations: null })
      .execute();
    const version = {
      number: 1,
      declaredOn: '2026-01-01',
      changeOfMeaning: null,
      actor: 'operator' as const,
    };
    const versionId = await addVersion(history, id, version);
    const wordingSha256 = await addWording(
      history,
      { declarationId: id, campaignSlug: slug, versionId, versionNumber: 1 },
      {
        lang: 'en',
        state: 'published',
        title: 'Sample Declaration',
        preamble: 'We ask.',
        articles: [{ number: 1, title: 'One', text: 'To do so.' }],
        closing: 'We sign.',
        note: '',
        erratumNote: null,
      },
    );
    return { campaignId, versionId, wordingSha256 };
  });
}

let addresses = 0;

/**
 * Signs by the form as somebody would, and brings the signature into a state the way it comes there.
 * @param fields of the form; by default an organisation with an address of its own.
 */
export async function signed(
  db: Db,
  keys: KeyRing,
  place: Place,
  state: SignatureState,
  fields: Record<string, string> = {},
  lang: Lang = 'en',
): Promise<Id> {
  const email = fields.email ?? `office@sample${++addresses}.example.org`;
  const parsed = parseSignForm(
    {
      kind: 'organisation',
      organisation_name: `Sample Organisation ${addresses}`,
      country: 'IQ',
      contact_name: 'Layla Example',
      consent: 'yes',
      ...fields,
      email,
    },
    { organisations: true, persons: true },
  );
  if (!parsed.ok) throw new Error(`the form is wrong: ${JSON.stringify(parsed.errors)}`);
  await sign(db, keys, {
    ...parsed,
    versionId: place.versionId,
    wordingSha256: place.wordingSha256,
    lang,
  });
  const { id } = await db
    .selectFrom('signature')
    .select('id')
    .where('email_hash', '=', addressHash(keys, parsed.address.sameAs))
    .where('version_id', '=', place.versionId)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  await db.deleteFrom('outbox').where('signature_id', '=', id).execute();
  await db.transaction().execute(async (tx) => {
    const signature = await readSignature(tx, id);
    if (!signature || state === 'pending') return;
    const shown = listedAs(keys, signature);
    const first = state === 'suspect' ? 'suspect' : 'confirmed';
    await changeState(tx, signature, first, { actor: 'signatory' });
    if (state === 'listed' || state === 'suspended')
      await changeState(tx, signature, 'listed', { actor: 'system', ...shown });
    if (state === 'suspended') await changeState(tx, signature, 'suspended', { actor: 'system' });
    if (state === 'rejected') await changeState(tx, signature, 'rejected', { actor: 'system' });
    if (state === 'withdrawn') await changeState(tx, signature, 'withdrawn', { actor: 'signatory' });
  });
  return id;
}

/** Signatures in great number, as they would stand in the tables; quicker than signing, and nothing else. */
export async function manySigned(
  db: Db,
  place: Place,
  count: number,
  names: (n: number) => string,
): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => ({ id: newId(), name: names(n) }));
  await db.transaction().execute(async (tx) => {
    for (let from = 0; from < count; from += 1_000) {
      const some = rows.slice(from, from + 1_000);
      await tx
        .insertInto('signature')
        .values(
          some.map(({ id, name }, n) => ({
            id,
            version_id: place.versionId,
            wording_sha256: Buffer.from(place.wordingSha256, 'hex'),
            lang: 'en' as const,
            kind: 'organisation' as const,
            organisation_name: name,
            organisation_name_ar: null,
            organisation_key: name.toLowerCase(),
            organisation_key_ar: null,
            website: null,
            website_domain: `site${(from + n) % Math.max(1, count - 20)}.example.org`,
            mail_domain_kind: 'other' as const,
            mail_domain_hash: null,
            filled_ms: 40_000,
            country: 'IQ',
            publicity: 'name' as const,
            updates: false,
            email_sealed: null,
            contact_sealed: null,
            email_hash: null,
            canonical_hash: null,
            flags: [],
          })),
        )
        .execute();
      await tx
        .insertInto('signature_event')
        .values(
          some.map(({ id }) => ({
            id: newId(),
            signature_id: id,
            becomes: 'confirmed' as const,
            actor: 'signatory',
            reason: null,
          })),
        )
        .execute();
    }
  });
}

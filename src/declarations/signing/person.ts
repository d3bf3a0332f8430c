import { addressHash } from '../../foundation/crypto/hash.ts';
import type { KeyRing } from '../../foundation/crypto/keys.ts';
import type { Db } from '../../foundation/database/database.ts';
import { parseAddress } from '../../foundation/text/email-address.ts';
import { eraseOrganisationContact, erasePerson, findByAddress, listEvents } from './person-store.ts';
import { openContact, openEmail } from './sign.ts';

/**
 * All that is kept about an address, for the one who asks for it (a right under the laws of data protection).
 * Found through the keyed hashes, also after the address itself was erased.
 * @returns null when the text is no mail address.
 */
export async function exportPerson(db: Db, keys: KeyRing, email: string) {
  const address = parseAddress(email);
  if (address === null) return null;
  const found = await findByAddress(
    db,
    addressHash(keys, address.sameAs),
    addressHash(keys, address.canonical),
  );
  return Promise.all(
    found.map(async ({ signature, campaignSlug, via }) => ({
      campaign: campaignSlug,
      came_by: via,
      kind: signature.kind,
      state: signature.state,
      signed_at: signature.createdAt,
      wording_sha256: signature.wordingSha256,
      language: signature.lang,
      organisation_name: signature.organisationName ?? (signature.nameSealed && 'sealed'),
      organisation_name_ar: signature.organisationNameAr,
      country: signature.country,
      website: signature.website,
      publicity: signature.publicity,
      shown_as: signature.publicName,
      updates: signature.updates,
      email: openEmail(keys, signature) ?? 'erased',
      contact: openContact(keys, signature) ?? 'erased',
      notes_for_moderators: signature.flags,
      history: await listEvents(db, signature.id),
    })),
  );
}

/**
 * Erases a person for real: a person's signature goes with all that hangs on it, and the count goes down; of an
 * organisation's signature the contact, the address and their hashes go, and the organisation stays as it is listed.
 * @returns how many of each; null when the text is no mail address.
 */
export async function eraseByAddress(
  db: Db,
  keys: KeyRing,
  email: string,
): Promise<{ signatures: number; contacts: number } | null> {
  const address = parseAddress(email);
  if (address === null) return null;
  return db.transaction().execute(async (tx) => {
    const found = await findByAddress(
      tx,
      addressHash(keys, address.sameAs),
      addressHash(keys, address.canonical),
    );
    let signatures = 0;
    let contacts = 0;
    for (const { signature } of found) {
      // Nothing public hangs on an organisation's signature before it is confirmed.
      if (signature.kind === 'person' || signature.state === 'pending') {
        await erasePerson(tx, signature);
        signatures += 1;
      } else {
        await eraseOrganisationContact(tx, signature.id);
        contacts += 1;
      }
    }
    return { signatures, contacts };
  });
}

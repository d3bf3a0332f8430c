import { randomBytes } from 'node:crypto';
import { approve } from '../src/declarations/moderation/decide.ts';
import { parseSignForm } from '../src/declarations/signing/form.ts';
import { storeTokens } from '../src/declarations/signing/mail-store.ts';
import { sign } from '../src/declarations/signing/sign.ts';
import { lockByAddress } from '../src/declarations/signing/store.ts';
import { readDeclaration } from '../src/declarations/store.ts';
import { addressHash } from '../src/foundation/crypto/hash.ts';
import type { KeyRing } from '../src/foundation/crypto/keys.ts';
import { hashToken, newToken, type Token } from '../src/foundation/crypto/token.ts';
import type { Db } from '../src/foundation/database/database.ts';
import type { Id } from '../src/foundation/database/id.ts';
import { press } from './press.ts';

export const campaignSlug = 'stop-private-military-companies';

/** The declaration of the starter campaign. */
export async function starterDeclaration(db: Db) {
  const declaration = await readDeclaration(db, campaignSlug);
  const wording = declaration?.wordings.find(({ lang }) => lang === 'en');
  if (!declaration || !wording) throw new Error('the starter has a declaration');
  return { ...declaration, wording };
}

/** Signs by the form's own rules, as whoever the fields say. @returns its id, and the links that a mail would hold. */
export async function signAs(
  db: Db,
  keys: KeyRing,
  fields: Record<string, string>,
): Promise<{ id: Id; confirm: Token; withdraw: Token }> {
  const declaration = await starterDeclaration(db);
  const form = { country: 'IQ', contact_name: 'Sample Person', consent: 'yes', ...fields };
  const parsed = parseSignForm(form, { organisations: true, persons: true });
  if (!parsed.ok) throw new Error(`the form is wrong: ${JSON.stringify(parsed.errors)}`);
  const { versionId, wording } = declaration;
  await sign(db, keys, { ...parsed, versionId, wordingSha256: wording.sha256, lang: 'en' });
  const hash = addressHash(keys, parsed.address.canonical);
  const signature = await db
    .transaction()
    .execute((tx) => lockByAddress(tx, versionId, parsed.data.kind, hash));
  if (!signature) throw new Error('it was not stored');
  const [confirm, withdraw] = [newToken(randomBytes), newToken(randomBytes)];
  await storeTokens(db, signature.id, { confirm: hashToken(confirm), withdraw: hashToken(withdraw) }, 14);
  return { id: signature.id, confirm, withdraw };
}

/** An organisation that has signed and confirmed; with `listed` a moderator has listed it too. */
export async function signedOrganisation(
  db: Db,
  keys: KeyRing,
  name: string,
  fields: Record<string, string> = {},
  listed = true,
) {
  const email = `office-${randomBytes(6).toString('hex')}@example.org`;
  const signed = await signAs(db, keys, { kind: 'organisation', organisation_name: name, email, ...fields });
  await press(db, keys, signed.confirm);
  if (listed) await approve(db, keys, signed.id, { actor: 'operator', mailAfterS: 0 });
  return signed;
}

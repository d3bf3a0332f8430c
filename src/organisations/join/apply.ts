import { addressHash } from '../../foundation/crypto/hash.ts';
import type { KeyRing } from '../../foundation/crypto/keys.ts';
import { open, seal } from '../../foundation/crypto/seal.ts';
import { hashToken, type Token } from '../../foundation/crypto/token.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { type Actor, write } from '../../foundation/history/history.ts';
import type { EmailAddress } from '../../foundation/text/email-address.ts';
import { slugOf } from '../../foundation/text/slug.ts';
import {
  type Application,
  isVouchedFor,
  type JoinContact,
  type JoinData,
  joinContactPlace,
  joinSum,
} from './model.ts';
import {
  answerVouch,
  confirmApplication,
  decideApplication,
  insertApplication,
  insertMember,
  isOrganisationSlug,
  lockOpen,
  readApplication,
  readJoinToken,
  replaceApplication,
  spendJoinToken,
} from './store.ts';

/**
 * Takes an application in. The answer is the same whatever stands: nobody learns who applied. Not yet confirmed, the
 * newest data wins; confirmed, nothing changes.
 */
export async function apply(
  db: Db,
  keys: KeyRing,
  data: JoinData,
  contact: JoinContact,
  address: EmailAddress,
): Promise<void> {
  const emailHash = addressHash(keys, address.canonical);
  await db.transaction().execute(async (tx) => {
    const standing = await lockOpen(tx, emailHash);
    if (standing?.state === 'confirmed') return;
    const id = standing?.id ?? newId();
    const contactSealed = seal(keys, 'contact', JSON.stringify(contact), joinContactPlace(id));
    const application = { id, data, contactSealed, emailHash };
    // Posted twice in one moment: the first stands.
    if (standing) await replaceApplication(tx, application);
    else await insertApplication(tx, application);
  });
}

/** @returns who applied; null once erased, or where the key is gone. */
export function openJoinContact(
  keys: KeyRing,
  application: Pick<Application, 'id' | 'contactSealed'>,
): JoinContact | null {
  if (application.contactSealed === null) return null;
  const opened = open(keys, 'contact', application.contactSealed, joinContactPlace(application.id));
  return opened.ok ? JSON.parse(opened.text) : null;
}

/** What came of a button behind a mailed link. */
export type Pressed = 'done' | 'already' | 'changed' | 'expired' | 'unknown';

/** Confirms an application as its page showed it; then the members that can be reached are asked. */
export async function confirmJoin(db: Db, keys: KeyRing, token: Token, shown: string): Promise<Pressed> {
  return db.transaction().execute(async (tx) => {
    const hash = hashToken(token);
    const use = await readJoinToken(tx, hash, true);
    if (use === null || use.vouchId !== null) return 'unknown';
    const application = await readApplication(tx, use.applicationId, 'en', true);
    if (application === null) return 'unknown';
    if (application.state !== 'pending') return 'already';
    if (use.expired) return 'expired';
    if (shown !== joinSum(application, openJoinContact(keys, application))) return 'changed';
    await spendJoinToken(tx, hash);
    await confirmApplication(tx, application.id);
    return 'done';
  });
}

/** Takes a member's answer by its link: once; a decision of the desk ends it. */
export async function vouch(db: Db, token: Token, answer: 'vouches' | 'declines'): Promise<Pressed> {
  return db.transaction().execute(async (tx) => {
    const hash = hashToken(token);
    const use = await readJoinToken(tx, hash, true);
    if (use === null || use.vouchId === null) return 'unknown';
    if (use.used) return 'already';
    if (use.expired) return 'expired';
    if (!(await answerVouch(tx, use.vouchId, answer, { actor: 'member', reason: null }))) return 'already';
    await spendJoinToken(tx, hash);
    return 'done';
  });
}

export type JoinDecision = 'done' | 'not-found' | 'not-possible' | 'not-vouched';

/** Makes a member of an application: an organisation, its text a draft in the language of the applicant. */
export async function accept(db: Db, id: Id, actor: Actor, why: string): Promise<JoinDecision> {
  return db.transaction().execute(async (tx) => {
    const application = await readApplication(tx, id, 'en', true);
    if (application === null) return 'not-found';
    if (application.state !== 'confirmed') return 'not-possible';
    if (!isVouchedFor(application)) return 'not-vouched';
    const history = write(actor, why, tx);
    const wanted = slugOf(application.name) || 'organisation';
    const slug = (await isOrganisationSlug(tx, wanted)) ? `${wanted.slice(0, 100)}-${id.slice(-6)}` : wanted;
    const organisationId = await history.begin({ kind: 'organisation', slug, primaryLang: application.lang });
    await insertMember(tx, organisationId, application);
    await history.revise(organisationId, 'organisation', null, {
      country: application.country,
      url: application.website,
    });
    await history.revise(organisationId, 'organisation', application.lang, {
      name: application.name,
      also: application.nameAr ? [application.nameAr] : [],
      kind: '',
      role: application.about.slice(0, 600),
    });
    await decideApplication(tx, id, { state: 'accepted', organisationId }, actor);
    return 'done';
  });
}

/** Turns an application down, with a reason that the applicant is told. */
export async function turnDown(db: Db, id: Id, actor: string, reason: string): Promise<JoinDecision> {
  return db.transaction().execute(async (tx) => {
    const application = await readApplication(tx, id, 'en', true);
    if (application === null) return 'not-found';
    if (application.state !== 'confirmed') return 'not-possible';
    await decideApplication(tx, id, { state: 'rejected', reason }, actor);
    return 'done';
  });
}

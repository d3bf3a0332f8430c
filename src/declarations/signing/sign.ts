import { addressHash } from '../../foundation/crypto/hash.ts';
import type { KeyRing } from '../../foundation/crypto/keys.ts';
import { open, seal } from '../../foundation/crypto/seal.ts';
import type { Db } from '../../foundation/database/database.ts';
import { newId } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { type EmailAddress, isDisposable } from '../../foundation/text/email-address.ts';
import { parseHost } from '../../foundation/text/host.ts';
import { domainOfWebsite, mailDomainKind } from '../../foundation/text/mail-domain.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import {
  type Contact,
  type Flag,
  isSealed,
  type SealedName,
  type Signature,
  type SignatureData,
} from './model.ts';
import { contactPlace, emailPlace, namePlace } from './places.ts';
import {
  askForMail,
  insertSignature,
  lockByAddress,
  type NewSignature,
  replacePending,
  restoreAddress,
} from './store.ts';

/** A checked form, with the wording that was read. */
export interface SignRequest {
  versionId: NewSignature['versionId'];
  wordingSha256: string;
  lang: Lang;
  data: SignatureData;
  address: EmailAddress;
  honeypot: boolean;
  /** Milliseconds between the first field and sending, where a script could tell. */
  elapsedMs: number | null;
  /** The slug of the campaign link by which they came. */
  via?: string | null;
}

/** A person needs longer to fill the form; a machine that runs our script does not. */
const leastMs = 2500;

/**
 * Takes a signature in: stored with the mail it asks for in one transaction, whatever comes of it. The answer is the
 * same for an address that is new and for one that signed already, so that nobody learns who signed:
 * still pending, the newest data wins and older links die when the newer mail leaves; confirmed, a mail offers to
 * withdraw or change; withdrawn, it starts anew. At most one mail an hour goes to one signature.
 */
export async function sign(db: Db, keys: KeyRing, request: SignRequest): Promise<void> {
  const signature = prepare(keys, request);
  if (await insertSignature(db, signature)) return;
  const done = await db.transaction().execute(async (tx) => {
    const standing = await lockByAddress(tx, request.versionId, request.data.kind, signature.canonicalHash);
    if (standing === null) {
      // Withdrawn or erased between the two statements: there is room again, unless somebody else was quicker.
      return insertSignature(tx, signature);
    }
    if (standing.state !== 'pending') {
      if (standing.emailSealed === null) {
        await restoreAddress(tx, standing.id, sealEmail(keys, standing.id, request.data.email));
      }
      await askForMail(tx, standing.id, 'known');
    } else if (!sameData(keys, standing, signature, request)) {
      await replacePending(tx, standing.id, reseal(keys, signature, standing, request.data));
      await askForMail(tx, standing.id, 'confirm');
    } else {
      await askForMail(tx, standing.id, 'confirm');
    }
    return true;
  });
  if (!done) await sign(db, keys, request);
}

function prepare(keys: KeyRing, request: SignRequest): NewSignature {
  const id = newId();
  const { address } = request;
  const sealed = isSealed(request.data);
  const data = sealed ? unnamed(request.data) : request.data;
  const flags: Flag[] = [];
  if (request.honeypot) flags.push('honeypot');
  if (request.elapsedMs !== null && request.elapsedMs < leastMs) flags.push('too-fast');
  if (isDisposable(address.domain)) flags.push('disposable-address');
  if (
    [data.contactName, request.data.organisationName, request.data.organisationNameAr].some(
      (name) => name !== null && holdsAddress(name),
    )
  ) {
    flags.push('unlike-name');
  }
  const websiteDomain = domainOfWebsite(data.website);
  const domainKind = mailDomainKind(address, websiteDomain);
  if (domainKind === 'own') flags.push('own-domain');
  return {
    id,
    versionId: request.versionId,
    wordingSha256: request.wordingSha256,
    lang: request.lang,
    data,
    emailSealed: sealEmail(keys, id, data.email),
    contactSealed: sealContact(keys, id, data),
    nameSealed: sealed ? sealName(keys, id, request.data) : null,
    emailHash: addressHash(keys, address.sameAs),
    canonicalHash: addressHash(keys, address.canonical),
    organisationKey: data.organisationName && searchKey(data.organisationName),
    organisationKeyAr: data.organisationNameAr && searchKey(data.organisationNameAr),
    websiteDomain,
    // A sealed name leaves no trace by which it could be guessed: a domain may be the name.
    mailDomainKind: sealed ? null : domainKind,
    mailDomainHash: sealed ? null : mailDomainHash(keys, address),
    filledMs: request.elapsedMs,
    via: request.via ?? null,
    flags,
  };
}

/** The keyed hash of who owns an address's domain: tells what comes from one, and names none. */
export function mailDomainHash(
  keys: KeyRing,
  address: Pick<EmailAddress, 'domain' | 'registrableDomain'>,
): Buffer {
  // No mail address ends in a colon, so this meets no hash of one.
  return addressHash(keys, `${address.registrableDomain ?? address.domain}:`);
}

/** Whether a name holds an address of the web, to which it might be meant to lead. */
function holdsAddress(name: string): boolean {
  if (/:\/\/|www\./i.test(name)) return true;
  return name.split(/[\s/,;()]+/).some((word) => word.includes('.') && parseHost(word)?.registrable != null);
}

/** A sealed text is bound to its row: for the row that stands, it is sealed anew. */
function reseal(
  keys: KeyRing,
  signature: NewSignature,
  standing: Signature,
  data: SignatureData,
): NewSignature {
  return {
    ...signature,
    emailSealed: sealEmail(keys, standing.id, data.email),
    contactSealed: sealContact(keys, standing.id, data),
    nameSealed: isSealed(data) ? sealName(keys, standing.id, data) : null,
  };
}

function sameData(keys: KeyRing, stored: Signature, signature: NewSignature, request: SignRequest): boolean {
  const { data } = request;
  const standing = revealed(keys, stored);
  const contact = openContact(keys, standing);
  return (
    standing.wordingSha256 === signature.wordingSha256 &&
    standing.lang === signature.lang &&
    standing.organisationName === data.organisationName &&
    standing.organisationNameAr === data.organisationNameAr &&
    standing.country === data.country &&
    standing.website === data.website &&
    standing.publicity === data.publicity &&
    standing.updates === data.updates &&
    openEmail(keys, standing) === data.email &&
    contact?.name === data.contactName &&
    contact.role === data.contactRole
  );
}

export function sealEmail(keys: KeyRing, id: string, email: string): Buffer {
  return seal(keys, 'contact', email, emailPlace(id));
}

function sealContact(keys: KeyRing, id: string, data: SignatureData): Buffer {
  const contact: Contact = { name: data.contactName, role: data.contactRole };
  return seal(keys, 'contact', JSON.stringify(contact), contactPlace(id));
}

function sealName(keys: KeyRing, id: string, data: SignatureData): Buffer {
  const { organisationName: name, organisationNameAr: nameAr, website } = data;
  return seal(keys, 'sealed-name', JSON.stringify({ name, nameAr, website }), namePlace(id));
}

/** The same without what names the organisation. */
function unnamed(data: SignatureData): SignatureData {
  return { ...data, organisationName: null, organisationNameAr: null, website: null };
}

/** @returns the name of an organisation that signed without it; null once it has left, or where the key is gone. */
export function openName(keys: KeyRing, signature: Pick<Signature, 'id' | 'nameSealed'>): SealedName | null {
  if (signature.nameSealed === null) return null;
  const opened = open(keys, 'sealed-name', signature.nameSealed, namePlace(signature.id));
  return opened.ok ? JSON.parse(opened.text) : null;
}

/** A signature with its sealed name in clear: for whoever holds the link that was mailed to it, and for nobody else. */
export function revealed(keys: KeyRing, signature: Signature): Signature {
  const name = openName(keys, signature);
  if (name === null) return signature;
  return {
    ...signature,
    organisationName: name.name,
    organisationNameAr: name.nameAr,
    website: name.website,
  };
}

/** @returns the address of a signature; null once erased, or sealed with a key that is gone. */
export function openEmail(keys: KeyRing, signature: Pick<Signature, 'id' | 'emailSealed'>): string | null {
  if (signature.emailSealed === null) return null;
  const opened = open(keys, 'contact', signature.emailSealed, emailPlace(signature.id));
  return opened.ok ? opened.text : null;
}

/** @returns the contact person of a signature (for a person: who signed); null once erased. */
export function openContact(
  keys: KeyRing,
  signature: Pick<Signature, 'id' | 'contactSealed'>,
): Contact | null {
  if (signature.contactSealed === null) return null;
  const opened = open(keys, 'contact', signature.contactSealed, contactPlace(signature.id));
  if (!opened.ok) return null;
  const contact: Contact = JSON.parse(opened.text);
  return contact;
}

import type { KeyRing } from '../../foundation/crypto/keys.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { openContact, openEmail } from '../signing/sign.ts';
import type { ContactRow, ExportFilter } from './model.ts';
import { listSealedContacts, type SealedContact } from './store.ts';

const atATime = 200;

/** @returns whom to write to, opened a few at a time: at no moment does the process hold more than these in clear. */
export async function* contactRows(
  db: Db,
  keys: KeyRing,
  versionId: Id,
  filter: ExportFilter,
): AsyncGenerator<ContactRow> {
  for (let after: Id | null = null; ; ) {
    const sealed: SealedContact[] = await listSealedContacts(db, versionId, filter, {
      after,
      limit: atATime,
    });
    for (const one of sealed) {
      const row = opened(keys, one);
      if (row) yield row;
    }
    const last = sealed.at(-1);
    if (sealed.length < atATime || !last) return;
    after = last.id;
  }
}

/** Null where the address does not open with the keys of this installation. */
function opened(keys: KeyRing, sealed: SealedContact): ContactRow | null {
  const email = openEmail(keys, sealed);
  if (email === null) return null;
  const contact = openContact(keys, sealed);
  return {
    kind: sealed.kind,
    state: sealed.state,
    name: sealed.name,
    name_ar: sealed.nameAr,
    country: sealed.country,
    language: sealed.lang,
    publicity: sealed.publicity,
    contact_name: contact?.name ?? null,
    contact_role: contact?.role ?? null,
    email,
    updates: sealed.updates ? 'yes' : 'no',
    signed_on: sealed.signedOn,
  };
}

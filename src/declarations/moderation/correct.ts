import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { foundBy } from '../signing/listed-as.ts';
import { signatoriesTag } from '../signing/store.ts';
import { insertCorrection, lockSignatures } from './decide-store.ts';

/** The names of an organisation as a moderator typed them. */
export interface Names {
  name: string;
  nameAr: string;
}

export type Correction =
  | { outcome: 'done' | 'same' | 'not-found' }
  /** Only an organisation's name is corrected, and only while its signature is confirmed and stands. */
  | { outcome: 'not-possible' }
  | { outcome: 'wrong'; errors: Partial<Record<keyof Names, MessageKey>> };

/** As the form of the declaration has it. */
const longestName = 200;

/**
 * Puts the spelling of an organisation's name right, in the signature and in the list. What stood there before stays
 * in the correction.
 */
export async function correct(db: Db, id: Id, typed: Names, actor: string): Promise<Correction> {
  const errors: Partial<Record<keyof Names, MessageKey>> = {};
  const line = (field: keyof Names, missing: MessageKey | null): string | null => {
    const cleaned = cleanLine(typed[field], longestName);
    if (!cleaned.ok)
      errors[field] = cleaned.reason === 'too-long' ? 'sign.error.tooLong' : 'sign.error.characters';
    else if (cleaned.text === '') {
      if (missing) errors[field] = missing;
    } else if (!/\p{L}/u.test(cleaned.text)) errors[field] = 'sign.error.letters';
    else return cleaned.text;
    return null;
  };
  const name = line('name', 'sign.error.organisation');
  const nameAr = line('nameAr', null);
  if (name === null || Object.keys(errors).length > 0) return { outcome: 'wrong', errors };
  return db.transaction().execute(async (tx) => {
    const [signature] = await lockSignatures(tx, [id]);
    if (!signature) return { outcome: 'not-found' };
    if (signature.organisationName === null || ['pending', 'withdrawn'].includes(signature.state))
      return { outcome: 'not-possible' };
    if (signature.organisationName === name && signature.organisationNameAr === nameAr)
      return { outcome: 'same' };
    await insertCorrection(tx, {
      signatureId: id,
      actor,
      name,
      nameAr,
      key: searchKey(name),
      keyAr: nameAr && searchKey(nameAr),
      searchKey: foundBy(name, nameAr),
    });
    await notifyChanged(tx, [signatoriesTag(signature.versionId)]);
    return { outcome: 'done' };
  });
}

import type { KeyRing } from '../../foundation/crypto/keys.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { initials } from '../../foundation/text/plain.ts';
import { publicNameOf, type Signature } from './model.ts';
import { openContact } from './sign.ts';

/** What the public sees and finds of a listed signature; both null for one that is only counted. */
export interface ListedAs {
  publicName: string | null;
  searchKey: string | null;
}

/** @returns how a signature stands in the list; null for a person whose name was erased, or has no letter to show. */
export function listedAs(keys: KeyRing, signature: Signature): ListedAs | null {
  const name =
    signature.kind === 'person' && signature.publicity !== 'counted'
      ? (openContact(keys, signature)?.name ?? '')
      : '';
  const publicName = publicNameOf(signature, name, initials);
  if (publicName === '') return null;
  return {
    publicName,
    searchKey: publicName === null ? null : foundBy(publicName, signature.organisationNameAr),
  };
}

/** The search key of a name in the list, in both its scripts. */
export function foundBy(publicName: string, nameAr: string | null): string {
  return searchKey(nameAr === null ? publicName : `${publicName} ${nameAr}`);
}

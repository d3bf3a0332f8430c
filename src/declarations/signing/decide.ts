import type { KeyRing } from '../../foundation/crypto/keys.ts';
import { hashToken, type Token } from '../../foundation/crypto/token.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Tx } from '../../foundation/history/history.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { isOwnDomain } from '../register/model.ts';
import { noteConfirmed } from '../register/steps-store.ts';
import { forgetLeaver } from '../register/store.ts';
import { listedAs } from './listed-as.ts';
import { afterConfirming, type Signature, shownSum } from './model.ts';
import { openContact, openEmail, revealed } from './sign.ts';
import {
  addFlags,
  changeState,
  deletePending,
  eraseContact,
  hasSameOrganisation,
  markTokenUsed,
  readToken,
} from './store.ts';

export type Confirmation =
  | { outcome: 'confirmed'; signature: Signature; becomes: 'suspect' | 'confirmed' | 'listed' }
  /** The link was used before, or the signature went on meanwhile: it stands as it says. */
  | { outcome: 'already'; signature: Signature }
  /** What the page showed is not what stands now, or the button's sum is missing: it has to be shown again. */
  | { outcome: 'changed'; signature: Signature }
  | { outcome: 'expired' }
  /** No such link: never made, replaced by a newer, or erased. */
  | { outcome: 'unknown' };

/**
 * Answers a mail: the signature becomes confirmed (an organisation, for a moderator to list), listed (a person) or
 * suspect (held). Twice the same link, at once or later, confirms once.
 * @param shown the sum of what the page showed (see {@link shownSum}): data that a stranger put there meanwhile is not
 * confirmed unseen.
 */
export async function confirm(db: Db, keys: KeyRing, token: Token, shown: string): Promise<Confirmation> {
  return db.transaction().execute(async (tx) => {
    const hash = hashToken(token);
    const use = await readToken(tx, hash, 'confirm', true);
    if (use === null) return { outcome: 'unknown' };
    const { signature } = use;
    if (use.used || signature.state !== 'pending') return { outcome: 'already', signature };
    if (use.expired) return { outcome: 'expired' };
    if (shown !== shownSum(revealed(keys, signature), openContact(keys, signature)))
      return { outcome: 'changed', signature };
    await markTokenUsed(tx, hash);
    const becomes = afterConfirming(signature);
    if (signature.organisationName) {
      const key = searchKey(signature.organisationName);
      if (await hasSameOrganisation(tx, signature, key))
        await addFlags(tx, signature.id, ['same-organisation']);
    }
    if (becomes === 'suspect') await changeState(tx, signature, 'suspect', { actor: 'signatory' });
    else await changeState(tx, signature, 'confirmed', { actor: 'signatory' });
    if (becomes === 'listed') await list(tx, keys, signature, 'system');
    if (signature.kind === 'organisation')
      await noteConfirmed(tx, signature.id, isOwnDomain(openEmail(keys, signature) ?? '', signature.website));
    return { outcome: 'confirmed', signature, becomes };
  });
}

/** Lists a signature: from now on it counts, and is shown as it chose to be. */
async function list(tx: Tx, keys: KeyRing, signature: Signature, actor: string): Promise<void> {
  const shown = listedAs(keys, signature);
  // A person whose name was erased meanwhile, or has no letter to show.
  if (shown === null) return;
  await changeState(tx, signature, 'listed', { actor, ...shown });
}

export type Withdrawal = { outcome: 'withdrawn' | 'already' | 'unknown' };

/**
 * Takes a signature back, by the link at the foot of every mail. It leaves the list and the count, and its contact goes.
 * @param quietly the public register, which says of an organisation when it left, is not to say that either.
 */
export async function withdraw(db: Db, token: Token, quietly = false): Promise<Withdrawal> {
  return db.transaction().execute(async (tx) => {
    const hash = hashToken(token);
    const use = await readToken(tx, hash, 'withdraw', true);
    if (use === null) return { outcome: 'unknown' };
    if (use.signature.state === 'withdrawn') return { outcome: 'already' };
    // Never confirmed: there is no signature to keep the memory of.
    if (use.signature.state === 'pending') {
      await deletePending(tx, use.signature.id);
      return { outcome: 'withdrawn' };
    }
    await markTokenUsed(tx, hash);
    if (quietly) await forgetLeaver(tx, use.signature.id);
    await changeState(tx, use.signature, 'withdrawn', { actor: 'signatory' });
    await eraseContact(tx, use.signature.id);
    return { outcome: 'withdrawn' };
  });
}

import { type Confirmation, confirm } from '../src/declarations/signing/decide.ts';
import { shownSum } from '../src/declarations/signing/model.ts';
import { openContact } from '../src/declarations/signing/sign.ts';
import { readToken } from '../src/declarations/signing/store.ts';
import type { KeyRing } from '../src/foundation/crypto/keys.ts';
import { hashToken, type Token } from '../src/foundation/crypto/token.ts';
import type { Db } from '../src/foundation/database/database.ts';

/** Opens the page behind a mailed link and presses its button, as a person would. */
export async function press(db: Db, keys: KeyRing, token: Token): Promise<Confirmation> {
  const use = await readToken(db, hashToken(token), 'confirm');
  return confirm(db, keys, token, use ? shownSum(use.signature, openContact(keys, use.signature)) : '');
}

/** The sum that a confirm page carries in its form. */
export function shownIn(html: string): string {
  return /name="shown" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
}

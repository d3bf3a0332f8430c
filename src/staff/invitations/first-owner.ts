import { randomBytes } from 'node:crypto';
import { hashToken, newToken } from '../../foundation/crypto/token.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { DeskLang, Grant } from '../model.ts';
import { hasOwner, invite, setInvitationToken } from './store.ts';

/** Makes an invitation with its link at once, for somebody who stands at the server. @returns the path of the link. */
export async function inviteByLink(
  db: Db,
  invitation: { email: string | null; lang: DeskLang; grants: readonly Grant[]; by: string },
): Promise<string> {
  const token = newToken(randomBytes);
  await db.transaction().execute(async (tx) => {
    const id = await invite(tx, invitation);
    await setInvitationToken(tx, id, hashToken(token));
  });
  return `/desk/invitation/${token}`;
}

/**
 * The way in for the first owner: a link that works once, a week long. Earlier ones are dead.
 * @returns its path; null when the initiative has an owner.
 */
export async function linkForFirstOwner(db: Db): Promise<string | null> {
  if (await hasOwner(db)) return null;
  const grants: Grant[] = [{ role: 'owner', campaignId: null }];
  return inviteByLink(db, { email: null, lang: 'en', grants, by: 'system' });
}

import { handoverDesk } from './declarations/handover/desk.tsx';
import { registerDesk } from './declarations/register/desk.tsx';
import { createDesk, type Desk, type Sessions } from './desk/desk.ts';
import type { DeskAssets } from './desk/document.tsx';
import type { Site } from './foundation/web/site.ts';
import { backupsDesk } from './housekeeping/backups/desk.tsx';
import { dashboardDesk } from './housekeeping/desk.tsx';
import { firstStepsDesk } from './housekeeping/first-steps/desk.tsx';
import { mailsDesk } from './housekeeping/mails-desk.tsx';
import { createWaiting } from './housekeeping/waiting.ts';
import { createAuth } from './staff/access/auth.ts';
import { sessionsOf } from './staff/access/sessions.ts';
import { signInDesk } from './staff/access/sign-in-desk.tsx';
import { accountDesk } from './staff/account/account-desk.tsx';
import { factorsDesk } from './staff/account/factors-desk.tsx';
import { invitationDesk } from './staff/invitations/invitation-desk.tsx';

/** The staff side as the product runs it. */
export function openDesk(site: Site, assets: DeskAssets): Desk {
  return createDeskApp(site, assets);
}

/**
 * The staff side with all its slices: the only place that knows them all.
 * @param given who asks, in tests; the product has better-auth's sessions
 */
export function createDeskApp(site: Site, assets: DeskAssets, given?: Sessions): Desk {
  const auth = createAuth(site);
  const sessions = given ?? sessionsOf(site, auth);
  const desk = createDesk(site, assets, sessions, createWaiting(site));
  signInDesk(desk, auth, sessions);
  invitationDesk(desk, auth);
  accountDesk(desk);
  factorsDesk(desk, auth);
  dashboardDesk(desk);
  firstStepsDesk(desk);
  backupsDesk(desk);
  mailsDesk(desk);
  registerDesk(desk);
  handoverDesk(desk);
  return desk;
}

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

/** The staff side as the product runs it. */
export function openDesk(site: Site, assets: DeskAssets): Desk {
  return createDeskApp(site, assets, { read: async () => null });
}

/** The staff side with all its slices: the only place that knows them all. */
export function createDeskApp(site: Site, assets: DeskAssets, sessions: Sessions): Desk {
  const desk = createDesk(site, assets, sessions, createWaiting(site));
  dashboardDesk(desk);
  firstStepsDesk(desk);
  backupsDesk(desk);
  mailsDesk(desk);
  registerDesk(desk);
  handoverDesk(desk);
  return desk;
}

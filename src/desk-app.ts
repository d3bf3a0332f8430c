import { cleanupDesk } from './declarations/cleanup/desk.tsx';
import { exportDesk } from './declarations/export/desk.tsx';
import { handoverDesk } from './declarations/handover/desk.tsx';
import { registerDesk } from './declarations/register/desk.tsx';
import { createDesk, type Desk, type DeskParts, type PublicPages } from './desk/desk.ts';
import type { DeskAssets } from './desk/document.tsx';
import { editingDesk } from './desk/editing/engine-desk.ts';
import { editables } from './editables.ts';
import type { Site } from './foundation/web/site.ts';
import { backupsDesk } from './housekeeping/backups/desk.tsx';
import { dashboardDesk } from './housekeeping/desk.tsx';
import { firstStepsDesk } from './housekeeping/first-steps/desk.tsx';
import { mailsDesk } from './housekeeping/mails-desk.tsx';
import { createWaiting } from './housekeeping/waiting.ts';

/** The staff side as the product runs it. @param pages the public side, over a database of the caller's choice. */
export function openDesk(site: Site, assets: DeskAssets, pages: PublicPages): Desk {
  return createDeskApp(site, { assets, pages, sessions: { read: async () => null } });
}

/** The staff side with all its slices: the only place that knows them all. */
export function createDeskApp(site: Site, parts: DeskParts): Desk {
  const desk = createDesk(site, { ...parts, waiting: createWaiting(site) });
  editingDesk(desk, editables);
  dashboardDesk(desk);
  firstStepsDesk(desk);
  backupsDesk(desk);
  mailsDesk(desk);
  registerDesk(desk);
  handoverDesk(desk);
  exportDesk(desk);
  cleanupDesk(desk);
  return desk;
}

import { itemCampaignsDesk } from './campaigns/item-campaigns-desk.tsx';
import { campaignPartsDesk } from './campaigns/parts-desk.tsx';
import { cleanupDesk } from './declarations/cleanup/desk.tsx';
import { declarationsDesk } from './declarations/desk.tsx';
import { exportDesk } from './declarations/export/desk.tsx';
import { figuresDesk } from './declarations/figures/desk.tsx';
import { handoverDesk } from './declarations/handover/desk.tsx';
import { moderationDesk } from './declarations/moderation/desk.tsx';
import { registerDesk } from './declarations/register/desk.tsx';
import { sealedDesk } from './declarations/sealed/desk.tsx';
import { createDesk, type Desk, type DeskParts, type PublicPages } from './desk/desk.ts';
import type { DeskAssets } from './desk/document.tsx';
import { editingDesk } from './desk/editing/engine-desk.ts';
import { editables } from './editables.ts';
import { filesDesk } from './files/desk.tsx';
import { shownDesk } from './files/shown-desk.tsx';
import { uploadsDesk } from './files/uploads-desk.tsx';
import type { Site } from './foundation/web/site.ts';
import { backupsDesk } from './housekeeping/backups/desk.tsx';
import { dashboardDesk } from './housekeeping/desk.tsx';
import { firstStepsDesk } from './housekeeping/first-steps/desk.tsx';
import { mailsDesk } from './housekeeping/mails-desk.tsx';
import { mondayDesk } from './housekeeping/monday/desk.tsx';
import { createWaiting } from './housekeeping/waiting.ts';
import { channelsDesk } from './initiative/channels-desk.tsx';
import { frameDesk } from './initiative/frame-desk.tsx';
import { mailTextsDesk } from './initiative/mail-texts-desk.tsx';
import { settingsDesk } from './initiative/settings-desk.tsx';
import { albumDesk } from './library/album-desk.tsx';
import { itemEditable } from './library/desk-fields.ts';
import { sharingDesk } from './news/sharing/desk.tsx';
import { joinDesk } from './organisations/join/desk.tsx';
import { caseEditable, redressEditable, stageEditable } from './record/cases/desk-fields.ts';
import { tiedDesk } from './record/cases/tied/desk.tsx';
import { claimsDesk } from './record/claims/review-desk.tsx';
import { companiesDesk } from './record/companies/desk.ts';
import { contractEditable } from './record/contracts/desk-fields.ts';
import { importDesk } from './record/imports/import-desk.tsx';
import { incidentEditable, victimEditable } from './record/incidents/desk-fields.ts';
import { involvedDesk } from './record/incidents/involved/desk.tsx';
import { belowDesk } from './record/parts/part-page-desk.tsx';
import { proposalsBeside } from './record/proposals/aside-desk.tsx';
import { proposalsDesk } from './record/proposals/desk.tsx';
import { responseEditable } from './record/responses/desk-fields.ts';
import { citeDesk } from './record/sources/citing/cite-desk.tsx';
import { citingSources } from './record/sources/citing/citing-desk.tsx';
import { sourcesDesk } from './record/sources/desk.tsx';
import { votesDesk } from './record/treaty/votes-desk.tsx';
import { createAuth } from './staff/access/auth.ts';
import { sessionsOf } from './staff/access/sessions.ts';
import { signInDesk } from './staff/access/sign-in-desk.tsx';
import { accountDesk } from './staff/account/account-desk.tsx';
import { factorsDesk } from './staff/account/factors-desk.tsx';
import { auditDesk } from './staff/audit/audit-desk.tsx';
import { invitationDesk } from './staff/invitations/invitation-desk.tsx';
import { staffDesk } from './staff/people/staff-desk.tsx';

/** The staff side as the product runs it. @param pages the public side, over a database of the caller's choice. */
export function openDesk(site: Site, assets: DeskAssets, pages: PublicPages): Desk {
  return createDeskApp(site, { assets, pages });
}

/**
 * The staff side with all its slices: the only place that knows them all.
 * @param parts `sessions`: who asks, in tests; the product has better-auth's
 */
export function createDeskApp(
  site: Site,
  parts: Omit<DeskParts, 'sessions'> & Partial<Pick<DeskParts, 'sessions'>>,
): Desk {
  const auth = createAuth(site);
  const sessions = parts.sessions ?? sessionsOf(site, auth);
  const desk = createDesk(site, { ...parts, sessions, waiting: createWaiting(site) });
  signInDesk(desk, auth, sessions);
  invitationDesk(desk, auth);
  accountDesk(desk);
  factorsDesk(desk, auth);
  staffDesk(desk);
  auditDesk(desk);
  // Before the editing of organisations, whose addresses would take these for ids.
  joinDesk(desk);
  companiesDesk(desk, editables);
  editingDesk(desk, editables, { ...citingSources(desk), ...proposalsBeside(desk) });
  claimsDesk(desk, editables);
  proposalsDesk(desk, editables);
  sourcesDesk(desk, editables);
  importDesk(desk, editables);
  campaignPartsDesk(desk);
  citeDesk(
    desk,
    editables.filter(({ parts }) => parts?.some(({ path }) => path === 'sources')),
  );
  involvedDesk(desk);
  tiedDesk(desk);
  belowDesk(desk, [caseEditable], { below: stageEditable, part: 'steps', field: 'case_id' });
  belowDesk(desk, [caseEditable], { below: redressEditable, part: 'redress', field: 'case_id' });
  belowDesk(desk, [caseEditable, stageEditable, redressEditable], {
    below: responseEditable,
    part: 'answers',
    field: 'about',
  });
  belowDesk(desk, [incidentEditable], { below: victimEditable, part: 'named', field: 'incident_id' });
  belowDesk(desk, [incidentEditable, contractEditable], {
    below: responseEditable,
    part: 'answers',
    field: 'about',
  });
  votesDesk(desk);
  itemCampaignsDesk(desk, itemEditable);
  albumDesk(desk);
  declarationsDesk(desk);
  dashboardDesk(desk);
  firstStepsDesk(desk);
  backupsDesk(desk);
  mailsDesk(desk);
  mondayDesk(desk);
  settingsDesk(desk);
  mailTextsDesk(desk);
  frameDesk(desk);
  channelsDesk(desk);
  moderationDesk(desk);
  registerDesk(desk);
  handoverDesk(desk);
  exportDesk(desk);
  cleanupDesk(desk);
  figuresDesk(desk);
  sealedDesk(desk);
  sharingDesk(desk);
  filesDesk(desk);
  uploadsDesk(desk);
  shownDesk(desk);
  return desk;
}

import type { Action } from '../staff/model.ts';

interface Entry {
  href: string;
  action: Action;
}

interface Group {
  title: 'desk.menu.work' | 'desk.menu.content' | 'desk.menu.record' | 'desk.menu.site';
  entries: readonly (Entry & { key: MenuKey })[];
}

export type MenuKey =
  | 'home'
  | 'signatures'
  | 'register'
  | 'translations'
  | 'review'
  | 'claims'
  | 'proposals'
  | 'sources'
  | 'figures'
  | 'handover'
  | 'campaigns'
  | 'declarations'
  | 'news'
  | 'library'
  | 'organisations'
  | 'files'
  | 'bin'
  | 'companies'
  | 'successions'
  | 'ownership'
  | 'merges'
  | 'incidents'
  | 'cases'
  | 'responses'
  | 'contracts'
  | 'buyers'
  | 'laws'
  | 'treaty'
  | 'import'
  | 'initiative'
  | 'settings'
  | 'staff'
  | 'backups'
  | 'audit';

/** The menu, in its order; a person sees what they may. */
export const menu: readonly Group[] = [
  {
    title: 'desk.menu.work',
    entries: [
      { key: 'home', href: '/desk', action: 'desk.open' },
      { key: 'signatures', href: '/desk/signatures', action: 'signature.read' },
      { key: 'register', href: '/desk/register', action: 'signature.read' },
      { key: 'translations', href: '/desk/translations', action: 'text.translate' },
      { key: 'review', href: '/desk/review', action: 'review.adopt' },
      { key: 'claims', href: '/desk/record/review', action: 'content.read' },
      { key: 'proposals', href: '/desk/proposals', action: 'proposal.decide' },
      { key: 'figures', href: '/desk/figures', action: 'figures.read' },
      { key: 'handover', href: '/desk/handover', action: 'handover.make' },
    ],
  },
  {
    title: 'desk.menu.content',
    entries: [
      { key: 'campaigns', href: '/desk/campaigns', action: 'content.read' },
      { key: 'declarations', href: '/desk/declarations', action: 'content.read' },
      { key: 'news', href: '/desk/news', action: 'content.read' },
      { key: 'library', href: '/desk/library', action: 'content.read' },
      { key: 'organisations', href: '/desk/organisations', action: 'content.read' },
      { key: 'files', href: '/desk/files', action: 'content.read' },
      { key: 'bin', href: '/desk/bin', action: 'content.read' },
    ],
  },
  {
    title: 'desk.menu.record',
    entries: [
      { key: 'companies', href: '/desk/companies', action: 'content.read' },
      { key: 'successions', href: '/desk/successions', action: 'content.read' },
      { key: 'ownership', href: '/desk/ownership', action: 'content.read' },
      { key: 'merges', href: '/desk/merges', action: 'content.read' },
      { key: 'incidents', href: '/desk/incidents', action: 'content.read' },
      { key: 'cases', href: '/desk/cases', action: 'content.read' },
      { key: 'responses', href: '/desk/responses', action: 'content.read' },
      { key: 'contracts', href: '/desk/contracts', action: 'content.read' },
      { key: 'buyers', href: '/desk/buyers', action: 'content.read' },
      { key: 'laws', href: '/desk/laws', action: 'content.read' },
      { key: 'treaty', href: '/desk/treaty', action: 'content.read' },
      { key: 'sources', href: '/desk/sources', action: 'content.read' },
      { key: 'import', href: '/desk/import', action: 'record.import' },
    ],
  },
  {
    title: 'desk.menu.site',
    entries: [
      { key: 'initiative', href: '/desk/initiative', action: 'initiative.edit' },
      { key: 'settings', href: '/desk/settings', action: 'settings.edit' },
      { key: 'staff', href: '/desk/staff', action: 'staff.manage' },
      { key: 'backups', href: '/desk/backups', action: 'backup.manage' },
      { key: 'audit', href: '/desk/audit', action: 'audit.read' },
    ],
  },
];

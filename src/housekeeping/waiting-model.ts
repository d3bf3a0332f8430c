import type { Id } from '../foundation/database/id.ts';
import { type Action, type Member, may } from '../staff/model.ts';

/** What can wait for somebody, in the order of the dashboard: what holds up a stranger comes first. */
export const kinds = [
  { what: 'signatures', action: 'signature.decide', href: '/desk/signatures', menu: 'signatures' },
  {
    what: 'suspects',
    action: 'signature.decide',
    href: '/desk/signatures',
    menu: 'signatures',
  },
  { what: 'joins', action: 'join.decide', href: '/desk/organisations/join', menu: null },
  { what: 'failed_mails', action: 'settings.edit', href: '/desk/mails', menu: null },
  { what: 'failed_plans', action: 'news.publish', href: '/desk/news?state=planned', menu: null },
  { what: 'refused_files', action: 'file.manage', href: '/desk/files', menu: null },
  { what: 'outdated', action: 'text.translate', href: '/desk/translations', menu: 'translations' },
  { what: 'missing', action: 'text.translate', href: '/desk/translations', menu: 'translations' },
  { what: 'unadopted', action: 'review.adopt', href: '/desk/review', menu: 'review' },
  { what: 'claims', action: 'record.review', href: '/desk/record/review', menu: 'claims' },
  { what: 'proposals', action: 'proposal.decide', href: '/desk/proposals', menu: 'proposals' },
  { what: 'returned', action: 'record.edit', href: '/desk/record/review?state=returned', menu: null },
  { what: 'drafts_news', action: 'news.edit', href: '/desk/news', menu: null },
  { what: 'drafts_campaign', action: 'campaign.edit', href: '/desk/campaigns', menu: null },
  { what: 'drafts_item', action: 'item.edit', href: '/desk/library', menu: null },
  { what: 'drafts_organisation', action: 'organisation.edit', href: '/desk/organisations', menu: null },
  { what: 'planned', action: 'news.publish', href: '/desk/news?state=planned', menu: null },
] as const satisfies readonly {
  what: string;
  action: Action;
  href: string;
  /** The entry of the menu beside which the number stands. */
  menu: string | null;
}[];

export type What = (typeof kinds)[number]['what'];
export type WaitingMenu = Exclude<(typeof kinds)[number]['menu'], null>;

/** So many of a kind wait in a campaign; null for what belongs to none. */
export interface WaitingRow {
  what: What;
  campaignId: Id | null;
  n: number;
  /** Who has done their part of it, so that it waits for the others only; null for nobody. */
  doneBy: string | null;
}

/** A line of the dashboard or of the Monday mail. */
export interface WaitingLine {
  what: What;
  href: string;
  n: number;
}

/** What waits for this person, by their roles and campaigns; nothing where nothing does. */
export function waitingFor(
  member: Pick<Member, 'id' | 'grants'>,
  rows: readonly WaitingRow[],
): WaitingLine[] {
  return kinds.flatMap(({ what, action, href }) => {
    const n = rows
      .filter((row) => row.what === what && row.doneBy !== `staff:${member.id}`)
      .filter((row) => may(member, action, row.campaignId))
      .reduce((sum, row) => sum + row.n, 0);
    return n > 0 ? [{ what, href, n }] : [];
  });
}

/** The numbers beside the entries of the menu, for this person. */
export function menuCounts(
  member: Pick<Member, 'id' | 'grants'>,
  rows: readonly WaitingRow[],
): Partial<Record<WaitingMenu, number>> {
  const counts: Partial<Record<WaitingMenu, number>> = {};
  for (const { what, n } of waitingFor(member, rows)) {
    const menu = kinds.find((kind) => kind.what === what)?.menu;
    if (menu) counts[menu] = (counts[menu] ?? 0) + n;
  }
  return counts;
}

import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';

/** What a person of the staff may be; one person can be several, in one campaign or in all. */
export const roles = ['owner', 'editor', 'translator', 'moderator', 'researcher', 'reviewer'] as const;
export type Role = (typeof roles)[number];

/** Roles whose holders act with two factors or not at all. */
export const guardedRoles: readonly Role[] = ['owner', 'moderator', 'reviewer'];

/** The languages that the desk itself speaks. */
export type DeskLang = Extract<Lang, 'en' | 'ar'>;

/** A role, in one campaign or (null) in the whole initiative. */
export interface Grant {
  role: Role;
  campaignId: Id | null;
}

/** A person of the staff as a request carries them. */
export interface Member {
  id: Id;
  name: string;
  email: string;
  lang: DeskLang;
  grants: readonly Grant[];
  sessionId: Id;
  /** Whether this session was opened with two factors: a passkey, or a password and a code. */
  twoFactors: boolean;
  /** What they were named for by an owner, besides their roles. */
  named: readonly Action[];
}

/** Which roles may do what. An owner may all of it, but for what `neverByRole` names. */
const allowed = {
  'desk.open': roles,
  'account.own': roles,
  'content.read': roles,
  'history.read': roles,
  'staff.manage': ['owner'],
  'audit.read': ['owner'],
  'backup.manage': ['owner'],
  'settings.edit': ['owner'],
  'initiative.edit': ['owner'],
  'campaign.create': ['owner'],
  'campaign.edit': ['editor'],
  'campaign.publish': ['editor'],
  'news.edit': ['editor'],
  'news.publish': ['editor'],
  'item.edit': ['editor', 'researcher'],
  'item.publish': ['editor'],
  'organisation.edit': ['editor', 'moderator'],
  'organisation.publish': ['editor', 'moderator'],
  'declaration.edit': ['editor'],
  'declaration.declare': ['owner'],
  'text.translate': ['translator', 'editor'],
  'file.upload': ['editor', 'translator', 'moderator', 'researcher'],
  'file.manage': ['editor'],
  'record.edit': ['researcher', 'editor'],
  'record.import': ['researcher'],
  'record.publish': ['reviewer', 'editor'],
  'record.review': ['reviewer'],
  'record.forget': ['reviewer'],
  'proposal.decide': ['researcher', 'reviewer', 'editor'],
  'merge.propose': ['researcher', 'editor'],
  'merge.decide': ['reviewer'],
  'review.adopt': ['reviewer', 'editor'],
  'signature.read': ['moderator'],
  'signature.decide': ['moderator'],
  'signature.contact': ['moderator'],
  'signature.clean': ['moderator'],
  'signature.export': ['moderator', 'editor'],
  'signature.export-contacts': ['owner'],
  'signature.sealed': ['moderator'],
  'handover.make': ['moderator', 'editor'],
  'figures.read': roles,
  'join.decide': ['moderator'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof allowed;
export const actions: readonly Action[] = Object.keys(allowed) as Action[]; // the keys of the table above

/** What no role gives by itself: the sealed names are for two moderators who were named for it (`Member.named`). */
const neverByRole: ReadonlySet<Action> = new Set(['signature.sealed']);

/** Where something is done: a campaign by its id, what belongs to no campaign (null), or wherever the person may at all. */
export type Scope = Id | null | 'any';

/** A person as far as the question goes: with what they were granted, and what they were named for. */
type Asking = Pick<Member, 'grants'> & Partial<Pick<Member, 'named'>>;

/**
 * The one answer to "may this person do this there?". A role in a campaign reaches what belongs to that campaign; a role
 * in the whole initiative reaches everything. What belongs to no campaign needs a role in the whole initiative, except
 * what everybody on the staff may (`desk.open`, their own account, reading).
 */
export function may(member: Asking, action: Action, scope: Scope): boolean {
  if (neverByRole.has(action) && !member.named?.includes(action)) return false;
  const holders: readonly Role[] = allowed[action];
  const open = holders === roles;
  return member.grants.some(({ role, campaignId }) => {
    if (!holders.includes(role) && !(role === 'owner' && !neverByRole.has(action))) return false;
    return open || campaignId === null || scope === 'any' || scope === campaignId;
  });
}

/** The campaigns in which a person may do something: `all`, or their ids. For lists. */
export function scopesOf(member: Asking, action: Action): 'all' | Id[] {
  if (may(member, action, null)) return 'all';
  return member.grants.flatMap(({ campaignId }) =>
    campaignId !== null && may(member, action, campaignId) ? [campaignId] : [],
  );
}

/** Whether what a person is needs two factors. */
export function needsTwoFactors(member: Pick<Member, 'grants'>): boolean {
  return member.grants.some(({ role }) => guardedRoles.includes(role));
}

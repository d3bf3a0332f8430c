import { describe, expect, test } from 'vitest';
import { newId } from '../foundation/database/id.ts';
import {
  type Action,
  actions,
  type Grant,
  may,
  needsTwoFactors,
  type Role,
  roles,
  scopesOf,
} from './model.ts';

// The table of what each role may, written out once more, so that a change of one is a change of both.
// O owner, E editor, T translator, M moderator, R researcher, V reviewer.

const letters: Record<Role, string> = {
  owner: 'O',
  editor: 'E',
  translator: 'T',
  moderator: 'M',
  researcher: 'R',
  reviewer: 'V',
};
const expected: Record<Action, string> = {
  'desk.open': 'OETMRV',
  'account.own': 'OETMRV',
  'content.read': 'OETMRV',
  'history.read': 'OETMRV',
  'staff.manage': 'O',
  'audit.read': 'O',
  'backup.manage': 'O',
  'settings.edit': 'O',
  'initiative.edit': 'O',
  'campaign.create': 'O',
  'campaign.edit': 'OE',
  'campaign.publish': 'OE',
  'news.edit': 'OE',
  'news.publish': 'OE',
  'item.edit': 'OER',
  'item.publish': 'OE',
  'organisation.edit': 'OEM',
  'organisation.publish': 'OEM',
  'declaration.edit': 'OE',
  'declaration.declare': 'O',
  'text.translate': 'OTE',
  'file.upload': 'OETMR',
  'file.manage': 'OE',
  'record.edit': 'ORE',
  'record.import': 'OR',
  'record.publish': 'OVE',
  'merge.propose': 'ORE',
  'merge.decide': 'OV',
  'record.review': 'OV',
  'record.forget': 'OV',
  'proposal.decide': 'OREV',
  'review.adopt': 'OVE',
  'signature.read': 'OM',
  'signature.decide': 'OM',
  'signature.contact': 'OM',
  'signature.clean': 'OM',
  'signature.export': 'OME',
  'signature.export-contacts': 'O',
  // Only of those who were named for it; an owner is not among them by being one.
  'signature.sealed': 'M',
  'handover.make': 'OME',
  'figures.read': 'OETMRV',
  'join.decide': 'OM',
};

/** What needs a name besides the role. */
const byName: readonly Action[] = ['signature.sealed'];
/** What everybody on the staff may, wherever their role is. */
const everybody = new Set(actions.filter((action) => expected[action] === 'OETMRV'));
const [ours, another] = [newId(), newId()];
const whole = (role: Role): Grant[] => [{ role, campaignId: null }];
const scoped = (role: Role): Grant[] => [{ role, campaignId: ours }];

test('the table names every action', () => {
  expect(Object.keys(expected).sort()).toEqual([...actions].sort());
});

describe.each(roles)('%s', (role) => {
  test.each(actions)('%s', (action) => {
    const allowed = expected[action].includes(letters[role]);
    for (const scope of [null, ours, 'any'] as const) {
      expect(may({ grants: whole(role), named: byName }, action, scope), String(scope)).toBe(allowed);
      if (byName.includes(action)) expect(may({ grants: whole(role) }, action, scope)).toBe(false);
    }
    if (role === 'owner') return;
    const inOurs = { grants: scoped(role), named: byName };
    expect(may(inOurs, action, ours)).toBe(allowed);
    expect(may(inOurs, action, 'any')).toBe(allowed);
    expect(may(inOurs, action, another)).toBe(allowed && everybody.has(action));
    expect(may(inOurs, action, null)).toBe(allowed && everybody.has(action));
    const wanted = everybody.has(action) ? 'all' : allowed ? [ours] : [];
    expect(scopesOf(inOurs, action)).toEqual(wanted);
  });
});

test('who has no role may nothing, and roles add up', () => {
  for (const action of actions) expect(may({ grants: [] }, action, 'any'), action).toBe(false);
  const both = { grants: [...scoped('translator'), { role: 'moderator', campaignId: another } as const] };
  expect(may(both, 'text.translate', ours)).toBe(true);
  expect(may(both, 'text.translate', another)).toBe(false);
  expect(may(both, 'signature.decide', another)).toBe(true);
  expect(may(both, 'signature.decide', ours)).toBe(false);
});

test('owners, moderators and reviewers need two factors, also in one campaign only', () => {
  const guarded = roles.filter((role) => needsTwoFactors({ grants: scoped(role) }));
  expect(guarded).toEqual(['owner', 'moderator', 'reviewer']);
});

import { expect, test } from 'vitest';
import { translator } from '../../foundation/i18n/translate.ts';
import { campaignWays } from './model.ts';

const campaign = {
  slug: 'a-campaign',
  links: [{ kind: 'telegram' as const, url: 'https://t.example.org/a' }],
};

test('leads to the declaration only while it can be signed', () => {
  const open = { signingOpen: true, allowsOrganisations: true };
  expect(campaignWays(translator('ar'), campaign, open).map(({ href }) => href)).toEqual([
    '/ar/campaigns/a-campaign/declaration',
    'https://t.example.org/a',
  ]);
  expect(campaignWays(translator('en'), campaign, { ...open, signingOpen: false })).toHaveLength(1);
  expect(campaignWays(translator('en'), { ...campaign, links: [] }, null)).toEqual([]);
});

test('asks people to sign where organisations may not', () => {
  const [way] = campaignWays(translator('en'), campaign, { signingOpen: true, allowsOrganisations: false });
  expect(way?.text).toBe('Sign the declaration.');
});

import type { Editable } from '../desk/editing/model.ts';
import { beginSections } from './parts-store.ts';

/** A campaign's own texts as the desk edits them; its sections, points and links have pages of their own. */
export const campaignEditable: Editable = {
  kind: 'campaign',
  menu: 'campaigns',
  path: '/desk/campaigns',
  words: { one: 'desk.kind.campaign', many: 'desk.menu.campaigns', create: 'desk.campaign.create' },
  edit: 'campaign.edit',
  publish: 'campaign.publish',
  table: 'campaign',
  textTable: 'campaign_text',
  own: [
    {
      name: 'position',
      kind: 'number',
      label: 'desk.field.position',
      hint: 'desk.field.position.hint',
      least: 1,
      most: 999,
    },
  ],
  text: [
    { name: 'name', kind: 'line', label: 'desk.field.name', max: 200, required: true },
    { name: 'tagline', kind: 'line', label: 'desk.field.tagline', max: 200 },
    {
      name: 'who_we_are',
      kind: 'text',
      label: 'desk.field.who_we_are',
      max: 20_000,
    },
    {
      name: 'challenge',
      kind: 'text',
      label: 'desk.field.challenge',
      max: 20_000,
    },
  ],
  publicPath: ({ slug }) => `/campaigns/${slug}`,
  slugPrefix: 'campaign',
  growing: true,
  binnable: false,
  create: 'campaign.create',
  begun: beginSections,
  parts: [
    { path: 'sections', label: 'desk.campaign.sections' },
    { path: 'points', label: 'desk.points' },
    { path: 'items', label: 'desk.campaign.items' },
    { path: 'links', label: 'desk.campaign.links' },
    { path: 'declaration', label: 'desk.campaign.declaration' },
  ],
};

/** Objectives, what is asked of whom, what a visitor can do: the short texts of a campaign page. */
export const pointEditable: Editable = {
  kind: 'point',
  menu: 'campaigns',
  path: '/desk/points',
  words: { one: 'desk.kind.point', many: 'desk.points', create: 'desk.point.create' },
  edit: 'campaign.edit',
  publish: 'campaign.publish',
  table: 'campaign_point',
  textTable: 'campaign_point_text',
  own: [
    { name: 'campaign_id', kind: 'campaign', label: 'desk.field.campaign', required: true },
    {
      name: 'kind',
      kind: 'choice',
      label: 'desk.field.point_kind',
      required: true,
      options: [
        { value: 'objective', label: 'desk.point.objective' },
        { value: 'ask', label: 'desk.point.ask' },
        { value: 'action', label: 'desk.point.action' },
      ],
    },
  ],
  text: [
    { name: 'text', kind: 'text', label: 'desk.field.text', max: 1_000, required: true },
    {
      name: 'label',
      kind: 'line',
      label: 'desk.field.point_label',
      hint: 'desk.field.point_label.hint',
      max: 200,
    },
  ],
  publicPath: ({ campaignSlug }) => (campaignSlug === null ? null : `/campaigns/${campaignSlug}`),
  slugPrefix: 'point',
  growing: true,
  binnable: true,
  // Points belong to a campaign, whose page lists and orders them.
  listAt: ({ campaignId }) => `/desk/campaigns/${campaignId}/points`,
};

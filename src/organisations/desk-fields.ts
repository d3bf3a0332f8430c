import type { Editable } from '../desk/editing/model.ts';

/** Organisations (members, partners, bodies named for their public work) as the desk edits them. */
export const organisationEditable: Editable = {
  kind: 'organisation',
  menu: 'organisations',
  path: '/desk/organisations',
  words: {
    one: 'desk.kind.organisation',
    many: 'desk.menu.organisations',
    create: 'desk.organisation.create',
  },
  edit: 'organisation.edit',
  publish: 'organisation.publish',
  table: 'organisation',
  textTable: 'organisation_text',
  own: [
    { name: 'country', kind: 'country', label: 'desk.field.country', required: true },
    { name: 'url', kind: 'url', label: 'desk.field.website' },
  ],
  text: [
    { name: 'name', kind: 'line', label: 'desk.field.name', max: 200, required: true },
    {
      name: 'also',
      kind: 'lines',
      label: 'desk.field.also',
      hint: 'desk.field.also.hint',
      max: 200,
      most: 12,
    },
    {
      name: 'kind',
      kind: 'line',
      label: 'desk.field.kind_words',
      hint: 'desk.field.kind_words.hint',
      max: 120,
    },
    { name: 'role', kind: 'text', label: 'desk.field.role', hint: 'desk.field.role.hint', max: 600 },
  ],
  publicPath: () => '/organisations',
  slugPrefix: 'organisation',
  growing: true,
  binnable: true,
};

import type { Editable } from '../desk/editing/model.ts';

/** The initiative's own texts as the desk edits them. */
export const initiativeEditable: Editable = {
  kind: 'initiative',
  menu: 'initiative',
  path: '/desk/initiative/texts',
  words: { one: 'desk.kind.initiative', many: 'desk.menu.initiative', create: 'desk.kind.initiative' },
  edit: 'initiative.edit',
  publish: 'initiative.edit',
  table: 'initiative',
  textTable: 'initiative_text',
  own: [{ name: 'url', kind: 'url', label: 'desk.field.website' }],
  text: [
    { name: 'name', kind: 'line', label: 'desk.field.name', max: 200, required: true },
    { name: 'short_name', kind: 'line', label: 'desk.field.short_name', max: 60, required: true },
    {
      name: 'purpose',
      kind: 'text',
      label: 'desk.field.purpose',
      max: 6_000,
    },
  ],
  publicPath: () => '/about',
  slugPrefix: 'initiative',
  growing: false,
  binnable: false,
};

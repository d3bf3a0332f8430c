import type { Editable } from '../../desk/editing/model.ts';

/** What a company can answer to. */
export const answerable = [
  'incident',
  'case',
  'stage',
  'contract',
  'company',
  'company-name',
  'succession',
  'ownership',
  'redress',
] as const;

/** Answers of companies as the desk edits them. */
export const responseEditable: Editable = {
  kind: 'response',
  menu: 'responses',
  path: '/desk/responses',
  words: { one: 'desk.kind.response', many: 'desk.menu.responses', create: 'desk.responses.create' },
  edit: 'record.edit',
  publish: 'record.publish',
  claim: true,
  table: 'response',
  partOf: ['about'],
  textTable: 'response_text',
  own: [
    { name: 'company_id', kind: 'thing', of: 'company', label: 'desk.kind.company', required: true },
    {
      name: 'about',
      kind: 'thing',
      of: answerable,
      label: 'desk.responses.about',
      hint: 'desk.responses.about.hint',
      required: true,
    },
    { name: 'date', kind: 'date', label: 'desk.field.date', hint: 'desk.field.date.hint' },
  ],
  text: [
    {
      name: 'text',
      kind: 'text',
      label: 'desk.responses.text',
      hint: 'desk.responses.text.hint',
      max: 8_000,
      required: true,
    },
  ],
  publicPath: () => null,
  slugPrefix: 'answer',
  growing: true,
  binnable: true,
  parts: [{ path: 'sources', label: 'desk.sources' }],
};

import type { Editable } from '../../desk/editing/model.ts';
import { standingField } from '../parts/period-desk-fields.ts';
import { answers as does, lawKinds, lawStatuses } from './model.ts';

const answers = does.map((value) => ({ value, label: `record.law.does.${value}` as const }));

/** Laws as the desk edits them: the instrument, and what it does against what the campaign asks. */
export const lawEditable: Editable = {
  kind: 'law',
  menu: 'laws',
  path: '/desk/laws',
  words: { one: 'desk.kind.law', many: 'desk.menu.laws', create: 'desk.laws.create' },
  edit: 'record.edit',
  publish: 'record.publish',
  claim: true,
  table: 'law',
  textTable: 'law_text',
  own: [
    { name: 'country', kind: 'country', label: 'desk.laws.country', required: true },
    { name: 'adopted', kind: 'date', label: 'desk.laws.adopted', hint: 'desk.field.date.hint' },
    {
      name: 'kind',
      kind: 'choice',
      label: 'desk.laws.kind',
      required: true,
      options: lawKinds.map((value) => ({ value, label: `record.law.kind.${value}` as const })),
    },
    {
      name: 'status',
      kind: 'choice',
      label: 'desk.laws.status',
      required: true,
      options: lawStatuses.map((value) => ({
        value,
        label: `record.law.status.${value}` as const,
      })),
    },
    { ...standingField, hint: 'desk.laws.standing.hint' },
    { name: 'prohibits', kind: 'choice', label: 'record.law.prohibits', required: true, options: answers },
    { name: 'licenses', kind: 'choice', label: 'record.law.licenses', required: true, options: answers },
    { name: 'immunity', kind: 'choice', label: 'record.law.immunity', required: true, options: answers },
    {
      name: 'jurisdiction',
      kind: 'choice',
      label: 'record.law.jurisdiction',
      required: true,
      options: answers,
    },
    { name: 'remedy', kind: 'choice', label: 'record.law.remedy', required: true, options: answers },
  ],
  text: [
    { name: 'title', kind: 'line', label: 'desk.field.title', max: 300, required: true },
    {
      name: 'summary',
      kind: 'markdown',
      label: 'desk.laws.summary',
      hint: 'desk.field.markdown.hint',
      max: 8_000,
    },
  ],
  publicPath: ({ slug }) => `/record/laws/${slug}`,
  slugPrefix: 'law',
  growing: true,
  binnable: true,
  parts: [{ path: 'sources', label: 'desk.sources' }],
};

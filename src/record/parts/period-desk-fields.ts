import type { FieldError } from '../../desk/editing/form/fields.ts';
import type { FieldSpec, Values } from '../../desk/editing/model.ts';
import { parsePartialDate, possibleRange, precisionOf } from '../../foundation/text/partial-date.ts';
import type { ends, standings } from '../model.ts';

/** From when to when something was so, and how its end is known, as the desk edits it: the columns of a period. */
export const periodFields: readonly FieldSpec[] = [
  { name: 'valid_from', kind: 'date', label: 'desk.period.from', hint: 'desk.field.date.hint' },
  { name: 'valid_to', kind: 'date', label: 'desk.period.to', hint: 'desk.period.to.hint' },
  {
    name: 'end_is',
    kind: 'choice',
    label: 'desk.period.end',
    hint: 'desk.period.end.hint',
    required: true,
    // Nobody has to say more than they know.
    options: (
      ['unknown', 'known', 'past', 'ongoing'] as const satisfies readonly (typeof ends)[number][]
    ).map((value) => ({ value, label: `desk.period.end.${value}` as const })),
  },
  { name: 'ongoing_as_of', kind: 'date', label: 'desk.period.as_of', hint: 'desk.period.as_of.hint' },
  {
    name: 'ongoing_source',
    kind: 'thing',
    of: 'source',
    label: 'desk.period.source',
    hint: 'desk.period.source.hint',
  },
];

/** How surely a statement stands. */
export const standingField: FieldSpec = {
  name: 'standing',
  kind: 'choice',
  label: 'standing.label',
  required: true,
  options: (
    [
      'reported',
      'alleged',
      'established',
      'disputed',
    ] as const satisfies readonly (typeof standings)[number][]
  ).map((value) => ({ value, label: `standing.${value}` as const })),
};

/** What is wrong with a period taken as a whole: an end that is known has a date, one that goes on a day and its source. */
export function checkPeriod(own: Values): FieldError[] {
  const { end_is: end, valid_from, valid_to, ongoing_as_of: asOf, ongoing_source: source } = own;
  const errors: FieldError[] = [];
  const [from, to] = [parsePartialDate(valid_from), parsePartialDate(valid_to)];
  if (end === 'known' && to === null) errors.push({ field: 'valid_to', key: 'desk.period.error.to' });
  if (end !== 'known' && to !== null) errors.push({ field: 'end_is', key: 'desk.period.error.end' });
  if (from !== null && to !== null && possibleRange(from).from >= possibleRange(to).to)
    errors.push({ field: 'valid_to', key: 'desk.period.error.order' });
  const day = parsePartialDate(asOf);
  if (end === 'ongoing') {
    if (day === null || precisionOf(day) !== 'day')
      errors.push({ field: 'ongoing_as_of', key: 'desk.period.error.as_of' });
    if (source === null || source === undefined)
      errors.push({ field: 'ongoing_source', key: 'desk.period.error.source' });
  } else if (asOf !== null && asOf !== undefined && asOf !== '')
    errors.push({ field: 'ongoing_as_of', key: 'desk.period.error.not_ongoing' });
  else if (source !== null && source !== undefined && source !== '')
    errors.push({ field: 'ongoing_source', key: 'desk.period.error.not_ongoing' });
  return errors;
}

import type { Editable, FieldSpec, Values } from '../../desk/editing/model.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { standingField } from '../parts/period-desk-fields.ts';
import { keptVotes } from './desk-store.ts';
import { stepKinds, votes } from './model.ts';

/** More than all members of the United Nations. */
export const mostVotes = 200;

const figure = (name: string, label: MessageKey): FieldSpec => ({
  name,
  kind: 'number',
  label,
  hint: 'desk.treaty.figure.hint',
  least: 0,
  most: mostVotes,
});

/** The steps towards a treaty as the desk edits them. Who voted how is a page of its own, kept and published with these fields. */
export const treatyStepEditable: Editable = {
  kind: 'treaty-step',
  menu: 'treaty',
  path: '/desk/treaty',
  words: { one: 'desk.kind.treaty-step', many: 'desk.menu.treaty', create: 'desk.treaty.create' },
  edit: 'record.edit',
  publish: 'record.publish',
  claim: true,
  table: 'treaty_step',
  textTable: 'treaty_step_text',
  own: [
    { name: 'date', kind: 'date', label: 'desk.treaty.date', hint: 'desk.field.date.hint', required: true },
    {
      name: 'kind',
      kind: 'choice',
      label: 'desk.treaty.kind',
      required: true,
      options: stepKinds.map((value) => ({ value, label: `record.treaty.kind.${value}` as const })),
    },
    { ...standingField, hint: 'desk.treaty.standing.hint' },
    figure('votes_for', 'votes.for'),
    figure('votes_against', 'votes.against'),
    figure('abstentions', 'votes.abstained'),
    { name: 'law_id', kind: 'thing', of: 'law', label: 'desk.treaty.law', hint: 'desk.treaty.law.hint' },
    {
      name: 'votes',
      kind: 'rows',
      label: 'record.treaty.to_vote',
      line: /^[A-Z]{2} (for|against|abstained)$/,
      most: mostVotes,
      options: votes.map((value) => ({
        value,
        label: `votes.${value}` as const,
      })),
    },
  ],
  kept: { votes: keptVotes },
  text: [
    { name: 'title', kind: 'line', label: 'desk.field.title', max: 300, required: true },
    { name: 'body', kind: 'line', label: 'desk.treaty.body', hint: 'desk.treaty.body.hint', max: 200 },
    { name: 'summary', kind: 'text', label: 'desk.treaty.summary', max: 8_000 },
  ],
  check: checkStep,
  publicPath: () => '/record/treaty',
  slugPrefix: 'step',
  growing: true,
  binnable: true,
  parts: [
    { path: 'votes', label: 'record.treaty.to_vote' },
    { path: 'sources', label: 'desk.sources' },
  ],
};

/** What is wrong with the own fields of a step taken together: figures of a vote are all known, or none of them is. */
export function checkStep(own: Values): { field: string; key: MessageKey }[] {
  const figures = ['votes_for', 'votes_against', 'abstentions'];
  const missing = figures.filter((name) => own[name] === null || own[name] === undefined);
  return missing.length === 0 || missing.length === figures.length
    ? []
    : missing.map((field) => ({ field, key: 'desk.treaty.error.figures' as const }));
}

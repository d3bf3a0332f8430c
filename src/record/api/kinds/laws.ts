import { answers, lawKinds, lawStatuses } from '../../laws/model.ts';
import { stepKinds, votes } from '../../treaty/model.ts';
import { code, field, type RecordKind, standing, text, thing } from './field.ts';

export const law: RecordKind = {
  kind: 'law',
  plural: 'laws',
  table: 'law',
  textTable: 'law_text',
  fields: [
    field('country', 'country', 'record.field.law.country', { given: true }),
    field('adopted', 'date', 'record.field.law.adopted'),
    code('type', lawKinds, 'record.field.law.type', { column: 'kind', given: true }),
    code('status', lawStatuses, 'record.field.law.status', { given: true }),
    standing,
    code('prohibits', answers, 'record.field.law.prohibits', { given: true }),
    code('licenses', answers, 'record.field.law.licenses', { given: true }),
    code('immunity', answers, 'record.field.law.immunity', { given: true }),
    code('jurisdiction', answers, 'record.field.law.jurisdiction', { given: true }),
    code('remedy', answers, 'record.field.law.remedy', { given: true }),
  ],
  texts: [text('title', 'record.field.law.title', true), text('summary', 'record.field.law.summary')],
  links: [],
  cited: true,
  says: 'record.field.law',
};

const ballot = { group: 'votes', unit: 'record.unit.states' } as const;

export const treatyStep: RecordKind = {
  kind: 'treaty-step',
  plural: 'treaty',
  table: 'treaty_step',
  textTable: 'treaty_step_text',
  fields: [
    field('date', 'date', 'record.field.treaty.date', { given: true }),
    code('type', stepKinds, 'record.field.treaty.type', {
      column: 'kind',
      given: true,
    }),
    standing,
    thing('law', 'law_id', ['law'], 'record.field.treaty.law'),
    field('for', 'integer', 'record.field.treaty.for', { ...ballot, column: 'votes_for' }),
    field('against', 'integer', 'record.field.treaty.against', { ...ballot, column: 'votes_against' }),
    field('abstentions', 'integer', 'record.field.treaty.abstentions', ballot),
  ],
  texts: [
    text('title', 'record.field.treaty.title', true),
    text('body', 'record.field.treaty.body'),
    text('summary', 'record.field.treaty.summary'),
  ],
  links: [
    {
      name: 'votesByCountry',
      table: 'treaty_vote',
      owner: 'step_id',
      kept: 'votes',
      says: 'record.field.treaty.votes',
      fields: [
        field('country', 'country', 'record.field.treaty.country', { given: true }),
        code('vote', votes, 'record.field.treaty.vote', { given: true }),
      ],
    },
  ],
  cited: true,
  says: 'record.field.treaty',
};

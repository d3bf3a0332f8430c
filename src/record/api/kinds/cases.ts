import { caseKinds, caseStatuses, partyRoles, redressKinds, stageKinds } from '../../cases/model.ts';
import { code, field, type RecordKind, standing, text, thing } from './field.ts';

export const courtCase: RecordKind = {
  kind: 'case',
  plural: 'cases',
  table: 'court_case',
  textTable: 'court_case_text',
  fields: [
    field('country', 'country', 'record.field.case.country', { given: true }),
    field('filed', 'date', 'record.field.case.filed'),
    field('decided', 'date', 'record.field.case.decided'),
    code('type', caseKinds, 'record.field.case.type', {
      column: 'kind',
      given: true,
    }),
    code('status', caseStatuses, 'record.field.case.status', { given: true }),
    standing,
  ],
  texts: [
    text('title', 'record.field.case.title', true),
    text('court', 'record.field.case.court'),
    text('outcome', 'record.field.case.outcome', true),
    text('parties', 'record.field.case.parties'),
  ],
  links: [
    {
      name: 'companies',
      table: 'case_company',
      owner: 'case_id',
      kept: 'companies',
      says: 'record.field.case.companies',
      fields: [
        thing('company', 'company_id', ['company'], 'record.field.case.company', { given: true }),
        code('role', partyRoles, 'record.field.case.role', { given: true }),
      ],
    },
    {
      name: 'incidents',
      table: 'case_incident',
      owner: 'case_id',
      kept: 'incidents',
      says: 'record.field.case.incidents',
      fields: [thing('incident', 'incident_id', ['incident'], 'record.field.case.incident', { given: true })],
    },
  ],
  cited: true,
  says: 'record.field.case',
};

export const stage: RecordKind = {
  kind: 'stage',
  plural: 'stages',
  table: 'stage',
  textTable: 'stage_text',
  fields: [
    thing('case', 'case_id', ['case'], 'record.field.stage.case', { given: true }),
    field('date', 'date', 'record.field.stage.date'),
    code('type', stageKinds, 'record.field.stage.type', { column: 'kind', given: true }),
    field('position', 'integer', 'record.field.stage.position'),
    standing,
  ],
  texts: [text('what', 'record.field.stage.what', true)],
  links: [],
  cited: true,
  says: 'record.field.stage',
};

export const redress: RecordKind = {
  kind: 'redress',
  plural: 'redress',
  table: 'redress',
  textTable: 'redress_text',
  fields: [
    thing('incident', 'incident_id', ['incident'], 'record.field.redress.incident'),
    thing('case', 'case_id', ['case'], 'record.field.redress.case'),
    code('type', redressKinds, 'record.field.redress.type', { column: 'kind', given: true }),
    field('date', 'date', 'record.field.redress.date'),
    field('amount', 'decimal', 'record.field.redress.amount', {
      group: 'value',
      unit: 'record.unit.currency',
    }),
    field('currency', 'currency', 'record.field.redress.currency', { group: 'value' }),
    standing,
  ],
  texts: [text('what', 'record.field.redress.what', true)],
  links: [],
  cited: true,
  says: 'record.field.redress',
};

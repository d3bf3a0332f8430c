import {
  accountabilities,
  harmDoers,
  harmedGroups,
  incidentKinds,
  involvementRoles,
  placePrecisions,
} from '../../incidents/model.ts';
import { code, codes, field, type RecordKind, standing, text, thing } from './field.ts';

export const incident: RecordKind = {
  kind: 'incident',
  plural: 'incidents',
  table: 'incident',
  textTable: 'incident_text',
  fields: [
    field('date', 'date', 'record.field.incident.date', { given: true }),
    field('dateTo', 'date', 'record.field.incident.date_to'),
    field('latitude', 'decimal', 'record.field.incident.latitude', {
      group: 'point',
      unit: 'record.unit.degrees',
    }),
    field('longitude', 'decimal', 'record.field.incident.longitude', {
      group: 'point',
      unit: 'record.unit.degrees',
    }),
    code('placePrecision', placePrecisions, 'record.field.incident.precision'),
    codes('types', incidentKinds, 'record.field.incident.types', { column: 'kinds' }),
    field('min', 'integer', 'record.field.incident.killed_min', {
      group: 'killed',
      column: 'killed_min',
      unit: 'record.unit.people',
    }),
    field('max', 'integer', 'record.field.incident.killed_max', {
      group: 'killed',
      column: 'killed_max',
      unit: 'record.unit.people',
    }),
    field('min', 'integer', 'record.field.incident.injured_min', {
      group: 'injured',
      column: 'injured_min',
      unit: 'record.unit.people',
    }),
    field('max', 'integer', 'record.field.incident.injured_max', {
      group: 'injured',
      column: 'injured_max',
      unit: 'record.unit.people',
    }),
    codes('harmed', harmedGroups, 'record.field.incident.harmed'),
    code('harmedBy', harmDoers, 'record.field.incident.harmed_by'),
    code('accountability', accountabilities, 'record.field.incident.accountability', { given: true }),
    standing,
  ],
  texts: [
    text('title', 'record.field.incident.title', true),
    text('place', 'record.field.incident.place'),
    text('governorate', 'record.field.incident.governorate'),
    text('summary', 'record.field.incident.summary', true),
  ],
  links: [
    {
      name: 'companies',
      table: 'incident_company',
      owner: 'incident_id',
      kept: 'involved',
      says: 'record.field.incident.companies',
      fields: [
        thing('company', 'company_id', ['company'], 'record.field.incident.company', { given: true }),
        code('role', involvementRoles, 'record.field.incident.role', { given: true }),
        { ...standing, says: 'record.field.incident.role_standing' },
      ],
    },
  ],
  cited: true,
  says: 'record.field.incident',
};

export const victim: RecordKind = {
  kind: 'victim',
  plural: 'victims',
  table: 'victim',
  textTable: 'victim_text',
  fields: [
    thing('incident', 'incident_id', ['incident'], 'record.field.victim.incident', { given: true }),
    field('chosePublicityOn', 'date', 'record.field.victim.chose_on', { given: true }),
    thing('chosePublicitySource', 'chose_publicity_source', ['source'], 'record.field.victim.chose_source', {
      given: true,
    }),
  ],
  texts: [text('name', 'record.field.victim.name', true), text('account', 'record.field.victim.account')],
  links: [],
  cited: true,
  says: 'record.field.victim',
};

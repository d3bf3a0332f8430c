import { nameKinds, ownerKinds, successionKinds } from '../../companies/model.ts';
import { code, field, period, type RecordKind, standing, text, thing } from './field.ts';

export const company: RecordKind = {
  kind: 'company',
  plural: 'companies',
  table: 'company',
  textTable: 'company_text',
  fields: [
    field('country', 'country', 'record.field.company.country', { given: true }),
    field('founded', 'date', 'record.field.company.founded'),
  ],
  texts: [text('summary', 'record.field.company.summary', true)],
  links: [],
  cited: true,
  says: 'record.field.company',
};

export const companyName: RecordKind = {
  kind: 'company-name',
  plural: 'company-names',
  table: 'company_name',
  textTable: 'company_name_text',
  fields: [
    thing('company', 'company_id', ['company'], 'record.field.name.company', { given: true }),
    field('name', 'text', 'record.field.name.name', { given: true }),
    field('language', 'language', 'record.field.name.language', { given: true, column: 'lang' }),
    code('type', nameKinds, 'record.field.name.type', {
      column: 'kind',
    }),
    ...period,
    field('parallel', 'boolean', 'record.field.name.parallel', { given: true }),
    standing,
    field('position', 'integer', 'record.field.name.position', { given: true }),
  ],
  texts: [text('note', 'record.field.name.note')],
  links: [],
  cited: true,
  says: 'record.field.name',
};

export const succession: RecordKind = {
  kind: 'succession',
  plural: 'successions',
  table: 'succession',
  textTable: 'succession_text',
  fields: [
    thing('from', 'from_company', ['company'], 'record.field.succession.from', { given: true }),
    thing('to', 'to_company', ['company'], 'record.field.succession.to', { given: true }),
    code('type', successionKinds, 'record.field.succession.type', { column: 'kind', given: true }),
    field('date', 'date', 'record.field.succession.date'),
    standing,
  ],
  texts: [text('note', 'record.field.succession.note', true)],
  links: [],
  cited: true,
  says: 'record.field.succession',
};

export const ownership: RecordKind = {
  kind: 'ownership',
  plural: 'ownerships',
  table: 'ownership',
  textTable: 'ownership_text',
  fields: [
    thing('company', 'company_id', ['company'], 'record.field.ownership.company', { given: true }),
    thing('ownerCompany', 'owner_company', ['company'], 'record.field.ownership.owner_company'),
    code('ownerIs', ownerKinds, 'record.field.ownership.owner_is', {
      given: true,
    }),
    field('min', 'decimal', 'record.field.ownership.min', {
      group: 'share',
      column: 'share_min',
      unit: 'record.unit.percent',
    }),
    field('max', 'decimal', 'record.field.ownership.max', {
      group: 'share',
      column: 'share_max',
      unit: 'record.unit.percent',
    }),
    ...period,
    standing,
  ],
  texts: [
    text('owner', 'record.field.ownership.owner', true),
    text('office', 'record.field.ownership.office'),
    text('note', 'record.field.ownership.note'),
  ],
  links: [],
  cited: true,
  says: 'record.field.ownership',
};

export const response: RecordKind = {
  kind: 'response',
  plural: 'responses',
  table: 'response',
  textTable: 'response_text',
  fields: [
    thing('company', 'company_id', ['company'], 'record.field.response.company', { given: true }),
    thing(
      'about',
      'about',
      [
        'company',
        'company-name',
        'succession',
        'ownership',
        'contract',
        'incident',
        'case',
        'stage',
        'redress',
        'law',
        'treaty-step',
      ],
      'record.field.response.about',
      { given: true },
    ),
    field('date', 'date', 'record.field.response.date'),
  ],
  texts: [text('text', 'record.field.response.text', true)],
  links: [],
  cited: true,
  says: 'record.field.response',
};

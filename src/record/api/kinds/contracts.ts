import { amountsAre, buyerKinds } from '../../contracts/model.ts';
import { code, field, period, type RecordKind, standing, text, thing } from './field.ts';

export const buyer: RecordKind = {
  kind: 'buyer',
  plural: 'buyers',
  table: 'buyer',
  textTable: 'buyer_text',
  fields: [
    code('type', buyerKinds, 'record.field.buyer.type', {
      column: 'kind',
      given: true,
    }),
    field('country', 'country', 'record.field.buyer.country'),
  ],
  texts: [text('name', 'record.field.buyer.name', true)],
  links: [],
  cited: true,
  says: 'record.field.buyer',
};

export const contract: RecordKind = {
  kind: 'contract',
  plural: 'contracts',
  table: 'contract',
  textTable: 'contract_text',
  fields: [
    thing('buyer', 'buyer_id', ['buyer'], 'record.field.contract.buyer', { given: true }),
    thing('company', 'company_id', ['company'], 'record.field.contract.company', { given: true }),
    thing('underName', 'name_id', ['company-name'], 'record.field.contract.under_name'),
    ...period,
    field('amount', 'decimal', 'record.field.contract.amount', {
      group: 'value',
      unit: 'record.unit.currency',
    }),
    field('currency', 'currency', 'record.field.contract.currency', { group: 'value' }),
    code('amountIs', amountsAre, 'record.field.contract.amount_is', {
      group: 'value',
    }),
    field('placeCountry', 'country', 'record.field.contract.place_country'),
    standing,
  ],
  texts: [
    text('title', 'record.field.contract.title', true),
    text('subject', 'record.field.contract.subject'),
    text('place', 'record.field.contract.place'),
  ],
  links: [],
  cited: true,
  says: 'record.field.contract',
};

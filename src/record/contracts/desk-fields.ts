import type { Editable, FieldSpec, Values } from '../../desk/editing/model.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { checkPeriod, periodFields, standingField } from '../parts/period-desk-fields.ts';
import { buyersAlike, contractsAlike, isNameOf } from './desk-store.ts';
import { amountsAre, buyerKinds } from './model.ts';

const kinds = buyerKinds.map((value) => ({ value, label: `record.contracts.buyer.${value}` as const }));

/** Buyers as the desk edits them. They state nothing by themselves: the contracts do, with their sources. */
export const buyerEditable: Editable = {
  kind: 'buyer',
  menu: 'buyers',
  path: '/desk/buyers',
  words: { one: 'desk.kind.buyer', many: 'desk.menu.buyers', create: 'desk.buyers.create' },
  edit: 'record.edit',
  publish: 'record.publish',
  table: 'buyer',
  textTable: 'buyer_text',
  own: [
    { name: 'kind', kind: 'choice', label: 'desk.buyers.kind', required: true, options: kinds },
    { name: 'country', kind: 'country', label: 'desk.buyers.country', hint: 'desk.buyers.country.hint' },
  ],
  text: [{ name: 'name', kind: 'line', label: 'desk.buyers.name', max: 200, required: true }],
  publicPath: ({ slug }) => `/record/contracts?buyer=${slug}`,
  slugPrefix: 'buyer',
  growing: true,
  binnable: true,
  alike: buyersAlike,
};

const sum: readonly FieldSpec[] = [
  {
    name: 'amount',
    kind: 'decimal',
    label: 'desk.contracts.amount',
    hint: 'desk.contracts.amount.hint',
    least: 0,
    most: 1e15,
  },
  {
    name: 'currency',
    kind: 'line',
    label: 'desk.contracts.currency',
    hint: 'desk.contracts.currency.hint',
    max: 3,
    nullable: true,
    dir: 'ltr',
  },
  {
    name: 'amount_is',
    kind: 'choice',
    label: 'desk.contracts.amount_is',
    hint: 'desk.contracts.amount_is.hint',
    options: amountsAre.map((value) => ({ value, label: `desk.contracts.amount_is.${value}` as const })),
  },
];

/** Contracts as the desk edits them: who paid whom, under which name, from when to when, for what. */
export const contractEditable: Editable = {
  kind: 'contract',
  menu: 'contracts',
  path: '/desk/contracts',
  words: { one: 'desk.kind.contract', many: 'desk.menu.contracts', create: 'desk.contracts.create' },
  edit: 'record.edit',
  publish: 'record.publish',
  claim: true,
  table: 'contract',
  textTable: 'contract_text',
  own: [
    { name: 'buyer_id', kind: 'thing', of: 'buyer', label: 'desk.kind.buyer', required: true },
    { name: 'company_id', kind: 'thing', of: 'company', label: 'desk.kind.company', required: true },
    {
      name: 'name_id',
      kind: 'thing',
      of: 'company-name',
      label: 'desk.contracts.name',
      hint: 'desk.contracts.name.hint',
    },
    ...periodFields,
    ...sum,
    { name: 'place_country', kind: 'country', label: 'desk.contracts.country' },
    standingField,
  ],
  text: [
    {
      name: 'title',
      kind: 'line',
      label: 'desk.field.title',
      hint: 'desk.contracts.title.hint',
      max: 300,
      required: true,
    },
    {
      name: 'subject',
      kind: 'text',
      label: 'record.contracts.subject',
      hint: 'desk.contracts.subject.hint',
      max: 8_000,
    },
    { name: 'place', kind: 'line', label: 'record.contracts.place', max: 200 },
  ],
  check: checkContract,
  async checkIn(db, own) {
    const { name_id: name, company_id: company } = own;
    if (typeof name !== 'string' || typeof company !== 'string' || (await isNameOf(db, name, company)))
      return [];
    return [{ field: 'name_id', key: 'desk.contracts.error.name' }];
  },
  alike: contractsAlike,
  publicPath: ({ slug }) => `/record/contracts/${slug}`,
  slugPrefix: 'contract',
  growing: true,
  binnable: true,
  parts: [
    { path: 'sources', label: 'desk.sources' },
    { path: 'answers', label: 'desk.menu.responses' },
  ],
};

/** What is wrong with the own fields of a contract taken together: its period, and a sum without what it is. */
export function checkContract(own: Values): { field: string; key: MessageKey }[] {
  const wrong: { field: string; key: MessageKey }[] = [...checkPeriod(own)];
  const hasSum = own.amount !== null && own.amount !== undefined;
  const { currency } = own;
  if (hasSum && (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)))
    wrong.push({ field: 'currency', key: 'desk.contracts.error.currency' });
  if (hasSum && !own.amount_is) wrong.push({ field: 'amount_is', key: 'desk.contracts.error.amount_is' });
  if (!hasSum && (currency || own.amount_is))
    wrong.push({ field: 'amount', key: 'desk.contracts.error.amount' });
  return wrong;
}

import type { FieldError } from '../../desk/editing/form/fields.ts';
import type { Editable, FieldSpec, Values } from '../../desk/editing/model.ts';
import { checkPeriod, periodFields, standingField } from '../parts/period-desk-fields.ts';
import { nameKinds, ownerKinds, successionKinds } from './model.ts';

const claim = { edit: 'record.edit', publish: 'record.publish', claim: true } as const;
const sources = { path: 'sources', label: 'desk.sources' } as const;

/** A company as the desk edits it; its names are claims of their own, on a page of their own. */
export const companyEditable: Editable = {
  ...claim,
  kind: 'company',
  menu: 'companies',
  path: '/desk/companies',
  words: { one: 'desk.kind.company', many: 'desk.menu.companies', create: 'desk.companies.create' },
  table: 'company',
  textTable: 'company_text',
  own: [
    { name: 'country', kind: 'country', label: 'desk.companies.country', required: true },
    { name: 'founded', kind: 'date', label: 'desk.companies.founded', hint: 'desk.field.date.hint' },
  ],
  text: [{ name: 'summary', kind: 'text', label: 'desk.companies.summary', max: 4_000, required: true }],
  namedElsewhere: true,
  publicPath: ({ slug }) => `/record/companies/${slug}`,
  slugPrefix: 'company',
  growing: true,
  binnable: true,
  parts: [
    { path: 'names', label: 'desk.companies.names' },
    sources,
    { path: 'merge', label: 'desk.moves.merge' },
    { path: 'split', label: 'desk.moves.split' },
  ],
};

/** What a name itself says; the fields that the page of all names of a company has in a row. */
export const nameFields: readonly FieldSpec[] = [
  { name: 'name', kind: 'line', label: 'report.name', max: 200, required: true },
  {
    name: 'lang',
    kind: 'line',
    label: 'desk.names.lang',
    hint: 'desk.names.lang.hint',
    max: 20,
    required: true,
    dir: 'ltr',
  },
  {
    name: 'kind',
    kind: 'choice',
    label: 'report.name.kind',
    options: nameKinds.map((value) => ({ value, label: `report.name.${value}` as const })),
  },
  ...periodFields,
  standingField,
];

/** A name that a company bore, as a claim of its own. */
export const nameEditable: Editable = {
  ...claim,
  kind: 'company-name',
  menu: 'companies',
  path: '/desk/company-names',
  words: { one: 'desk.kind.company-name', many: 'desk.companies.names', create: 'desk.names.add' },
  table: 'company_name',
  partOf: ['company_id'],
  textTable: 'company_name_text',
  own: [
    { name: 'company_id', kind: 'thing', of: 'company', label: 'desk.kind.company', required: true },
    ...nameFields,
    {
      name: 'parallel',
      kind: 'choice',
      label: 'desk.names.parallel',
      hint: 'desk.names.parallel.hint',
      required: true,
      options: [
        { value: 'false', label: 'desk.names.parallel.no' },
        { value: 'true', label: 'desk.names.parallel.yes' },
      ],
    },
  ],
  text: [{ name: 'note', kind: 'text', label: 'desk.names.note', hint: 'desk.names.note.hint', max: 2_000 }],
  namedElsewhere: true,
  check: checkName,
  publicPath: () => null,
  slugPrefix: 'name',
  growing: false,
  binnable: true,
  parts: [sources],
};

/** @returns what is wrong with a name taken as a whole. */
export function checkName(own: Values): FieldError[] {
  const tag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(String(own.lang));
  return [...(tag ? [] : [{ field: 'lang', key: 'desk.names.lang.error' as const }]), ...checkPeriod(own)];
}

/** Who became whose. */
export const successionEditable: Editable = {
  ...claim,
  kind: 'succession',
  menu: 'successions',
  path: '/desk/successions',
  words: { one: 'desk.kind.succession', many: 'desk.menu.successions', create: 'desk.successions.create' },
  table: 'succession',
  partOf: ['from_company'],
  textTable: 'succession_text',
  own: [
    {
      name: 'from_company',
      kind: 'thing',
      of: 'company',
      label: 'desk.successions.from',
      hint: 'desk.successions.from.hint',
      required: true,
    },
    {
      name: 'kind',
      kind: 'choice',
      label: 'desk.successions.kind',
      required: true,
      options: successionKinds.map((value) => ({ value, label: `desk.successions.kind.${value}` as const })),
    },
    {
      name: 'to_company',
      kind: 'thing',
      of: 'company',
      label: 'desk.successions.to',
      hint: 'desk.successions.to.hint',
      required: true,
    },
    { name: 'date', kind: 'date', label: 'desk.successions.date', hint: 'desk.field.date.hint' },
    standingField,
  ],
  text: [
    {
      name: 'note',
      kind: 'text',
      label: 'desk.successions.note',
      hint: 'desk.successions.note.hint',
      max: 2_000,
      required: true,
    },
  ],
  check: ({ from_company, to_company }) =>
    from_company === to_company ? [{ field: 'to_company', key: 'desk.successions.error.same' }] : [],
  publicPath: () => null,
  slugPrefix: 'succession',
  growing: true,
  binnable: true,
  parts: [sources],
};

/** Who owned a company, from when to when. */
export const ownershipEditable: Editable = {
  ...claim,
  kind: 'ownership',
  menu: 'ownership',
  path: '/desk/ownership',
  words: { one: 'desk.kind.ownership', many: 'desk.menu.ownership', create: 'desk.ownership.create' },
  table: 'ownership',
  partOf: ['company_id'],
  textTable: 'ownership_text',
  own: [
    { name: 'company_id', kind: 'thing', of: 'company', label: 'desk.kind.company', required: true },
    {
      name: 'owner_is',
      kind: 'choice',
      label: 'desk.ownership.kind',
      hint: 'desk.ownership.kind.hint',
      required: true,
      options: ownerKinds.map((value) => ({ value, label: `record.owner.kind.${value}` as const })),
    },
    {
      name: 'owner_company',
      kind: 'thing',
      of: 'company',
      label: 'desk.ownership.company',
      hint: 'desk.ownership.company.hint',
    },
    { name: 'share_min', kind: 'decimal', label: 'desk.ownership.share_min', least: 0, most: 100 },
    { name: 'share_max', kind: 'decimal', label: 'desk.ownership.share_max', least: 0, most: 100 },
    ...periodFields,
    standingField,
  ],
  text: [
    { name: 'owner', kind: 'line', label: 'record.owner.name', max: 200, required: true },
    {
      name: 'office',
      kind: 'line',
      label: 'desk.ownership.office',
      hint: 'desk.ownership.office.hint',
      max: 200,
    },
    { name: 'note', kind: 'text', label: 'desk.ownership.note', max: 2_000 },
  ],
  check: checkOwnership,
  publicPath: () => null,
  slugPrefix: 'ownership',
  growing: true,
  binnable: true,
  parts: [sources],
};

function checkOwnership(own: Values): FieldError[] {
  const errors = checkPeriod(own);
  const [min, max] = [own.share_min ?? null, own.share_max ?? null];
  if ((min === null) !== (max === null) || Number(min) > Number(max))
    errors.push({ field: 'share_max', key: 'desk.ownership.error.share' });
  if ((own.owner_company ?? null) !== null && own.owner_is !== 'company')
    errors.push({ field: 'owner_is', key: 'desk.ownership.error.company' });
  if ((own.owner_company ?? null) !== null && own.owner_company === own.company_id)
    errors.push({ field: 'owner_company', key: 'desk.ownership.error.itself' });
  return errors;
}

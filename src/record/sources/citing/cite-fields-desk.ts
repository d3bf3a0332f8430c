import type { FieldSpec } from '../../../desk/editing/model.ts';

/** What is said of a source once, by whoever enters it first. */
export const sourceFields: readonly FieldSpec[] = [
  { name: 'url', kind: 'url', label: 'desk.sources.url', hint: 'desk.sources.url.hint' },
  { name: 'title', kind: 'line', label: 'desk.sources.title', max: 300, required: true },
  { name: 'publisher', kind: 'line', label: 'desk.field.publisher', max: 200, nullable: true, dir: 'auto' },
  { name: 'date', kind: 'date', label: 'desk.sources.date', hint: 'desk.field.date.hint' },
  {
    name: 'kind',
    kind: 'choice',
    label: 'desk.sources.kind',
    required: true,
    options: [
      { value: 'press', label: 'desk.sources.kind.press' },
      { value: 'ngo', label: 'desk.sources.kind.ngo' },
      { value: 'un', label: 'desk.sources.kind.un' },
      { value: 'government', label: 'desk.sources.kind.government' },
      { value: 'court', label: 'desk.sources.kind.court' },
      { value: 'company', label: 'desk.sources.kind.company' },
      { value: 'academic', label: 'desk.sources.kind.academic' },
    ],
  },
];

/** What is said of a new source within the form of a claim, beside its address. */
export const newSourceFields: readonly FieldSpec[] = sourceFields
  .filter(({ name }) => name !== 'url')
  .map((field) => ({ ...field, name: `cite_${field.name}`, required: false }));

/** The fields that add a source to a claim within its form: one that is known by the first, a new one by what is said of it. */
export const citingFields: readonly FieldSpec[] = [
  { name: 'cite_source', kind: 'line', label: 'desk.sources.by_address', max: 300 },
  { name: 'cite_page', kind: 'line', label: 'desk.sources.page', max: 60 },
  { name: 'cite_quotation', kind: 'line', label: 'desk.sources.quotation', max: 1_000 },
  ...newSourceFields,
];

/** The same, with what is told of a source on its own page. */
export const deskSourceFields: readonly FieldSpec[] = [
  ...sourceFields,
  {
    name: 'language',
    kind: 'choice',
    label: 'desk.sources.language',
    options: (['en', 'ar', 'ckb', 'kmr', 'fr', 'es', 'it', 'de', 'fa', 'tr'] as const).map((value) => ({
      value,
      label: `desk.sources.language.${value}` as const,
    })),
  },
  {
    name: 'archive_url',
    kind: 'url',
    label: 'desk.sources.archive_url',
    hint: 'desk.sources.archive_url.hint',
  },
];

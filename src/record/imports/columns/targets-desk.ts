import type { Editable, FieldSpec } from '../../../desk/editing/model.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { MessageKey } from '../../../foundation/i18n/translate.ts';
import { recordKinds } from '../../api/kinds/kinds.ts';
import { nameFields } from '../../companies/desk-fields.ts';
import { columnName } from '../../exports/cells.ts';
import { tiedBy } from './ties.ts';

/** The languages that a table can bring texts in. */
export const importLangs = ['en', 'ar'] as const satisfies readonly Lang[];

/** What a column of a table can hold. */
export interface Target {
  /** `id`, `country`, `title:ar`, `slug`, `source`. */
  name: string;
  label: MessageKey;
  lang: (typeof importLangs)[number] | null;
}

/** The own fields that a cell can hold: lists of rows only where a cell has a way to write them. */
export const ownFields = (editable: Editable): readonly FieldSpec[] =>
  editable.own.filter(
    ({ kind, name }) =>
      kind !== 'file' && kind !== 'campaign' && (kind !== 'rows' || tiedBy(editable.kind, name) !== null),
  );

/** What a company's first name takes in a table. */
export const firstFields = (editable: Editable): readonly FieldSpec[] =>
  editable.kind === 'company' ? nameFields.filter(({ name }) => name === 'name' || name === 'lang') : [];

/** Whether a thing of the kind has an address of its own, so that its slug says something. */
const hasAddress = (editable: Editable) => editable.publicPath({ slug: 'a', campaignSlug: null }) !== null;

/** @returns what the columns of a table of this kind can hold. */
export function targetsOf(editable: Editable): Target[] {
  const plain = (name: string, label: MessageKey): Target => ({ name, label, lang: null });
  return [
    plain('id', 'desk.import.target.id'),
    ...(hasAddress(editable) ? [plain('slug', 'desk.import.target.slug')] : []),
    ...firstFields(editable).map(({ name, label }) => plain(`first:${name}`, label)),
    ...ownFields(editable).map(({ name, label }) => plain(name, label)),
    ...editable.text.flatMap(({ name, label }) =>
      importLangs.map((lang) => ({ name: `${name}:${lang}`, label, lang })),
    ),
    // What states nothing of anybody stands without a source.
    ...(editable.claim
      ? [
          plain('source', 'desk.import.target.source'),
          plain('page', 'desk.sources.page'),
          plain('quotation', 'desk.sources.quotation'),
        ]
      : []),
  ];
}

/**
 * @returns for each heading that nobody has mapped yet the field that it means, as our own exports call it or by the
 * field's own name; null for none. No two headings mean one field: the first of an export says most, the id of a thing.
 */
export function guessMap(editable: Editable, head: readonly string[]): (string | null)[] {
  const known = knownHeadings(editable);
  const taken = new Set<string>();
  return head.map((heading) => {
    const plain = heading
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
    const target = known.get(plain) ?? null;
    if (target === null || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
}

/** Headings, the likelier meaning first set. */
function knownHeadings(editable: Editable): ReadonlyMap<string, string> {
  const headings = new Map<string, string>();
  const means = (heading: string, target: string) => {
    if (!headings.has(heading)) headings.set(heading, target);
  };
  const targets = targetsOf(editable);
  const names = new Set(targets.map(({ name }) => name));
  for (const field of recordKinds.find(({ kind }) => kind === editable.kind)?.fields ?? []) {
    if (!names.has(field.column)) continue;
    const name = columnName(field);
    if (field.type === 'thing') {
      means(`${name}_id`, field.column);
      means(name, field.column);
      means(`${name}_name`, field.column);
    } else means(name, field.column);
  }
  for (const { name } of targets) means(name.replace(':', '_'), name);
  for (const { name } of targets) {
    means(name.replace(/^first:/, ''), name);
    if (name.endsWith(':en')) means(name.slice(0, -3), name);
    if (name.endsWith('_id')) means(name.slice(0, -3), name);
  }
  return headings;
}

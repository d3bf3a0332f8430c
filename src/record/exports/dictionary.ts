import type { Lang } from '../../foundation/i18n/lang.ts';
import { translator } from '../../foundation/i18n/translate.ts';
import { recordKinds } from '../api/kinds/kinds.ts';
import { type Column, type Table, tablesOf } from './cells.ts';

/** What is said of each column, in the languages of the desk: it goes with the files. */
const inBoth = (key: Column['says']) => ({ en: translator('en')(key), ar: translator('ar')(key) });

/** @returns every table of the record's files with its columns: the data dictionary. */
export function allTables(langs: readonly Lang[]): Table[] {
  return recordKinds.flatMap((kind) => tablesOf(kind, langs));
}

/** @returns the data dictionary as it lies beside the files. */
export function dictionaryFile(langs: readonly Lang[]) {
  return {
    conventions: {
      files:
        'csv/<table>.csv and xlsx/<table>.xlsx have these columns; jsonl/<kind>.jsonl has the shapes of /api/v1/openapi.json.',
      empty: 'An empty cell is not known (null). Of a figure it is not 0; of an end it is not ongoing.',
      formulas: "In CSV, a text that a spreadsheet would compute has an apostrophe (') before it.",
      lists: 'Several codes in one cell are separated by semicolons.',
    },
    tables: allTables(langs).map(({ file, says, columns }) => ({
      table: file,
      says: inBoth(says),
      columns: columns.map((column) => ({
        name: column.name,
        type: column.type,
        given: column.given,
        ...(column.unit && { unit: inBoth(column.unit) }),
        ...(column.values && { values: column.values }),
        ...(column.lang && { language: column.lang }),
        says: inBoth(column.says),
      })),
    })),
  };
}

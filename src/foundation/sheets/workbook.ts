import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import type { Translator } from '../i18n/translate.ts';

/** A column of a workbook: `day` holds ISO days, which the sheet knows as dates; `number` numbers, as JSON writes them. */
export interface SheetColumn {
  key: string;
  head: string;
  kind?: 'day' | 'number';
  width: number;
}

/** The characters that XML 1.0 cannot hold: one of them makes a workbook that no program opens. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unheld = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * @returns rows as an XLSX workbook of one sheet, right to left where the language is. Every text is stored as text: a
 * spreadsheet computes none of it, whatever it begins with. Held in memory: see `mostXlsxRows`.
 */
export function workbookOf(
  t: Pick<Translator, 'dir'>,
  columns: readonly SheetColumn[],
  rows: readonly Record<string, string | null>[],
): Promise<Buffer> {
  const head: Cell[] = columns.map(({ head: value }) => ({ value, type: String, fontWeight: 'bold' }));
  const body = rows.map((row) => columns.map((column) => cellOf(row[column.key] ?? null, column)));
  return writeXlsxFile([head, ...body], {
    rightToLeft: t.dir === 'rtl',
    stickyRowsCount: 1,
    columns: columns.map(({ width }) => ({ width })),
  }).toBuffer();
}

function cellOf(text: string | null, column: SheetColumn): Cell {
  if (text === null || text === '') return null;
  if (column.kind === 'day')
    return { value: new Date(`${text}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  if (column.kind === 'number') return { value: Number(text), type: Number };
  return { value: text.toWellFormed().replace(unheld, ''), type: String };
}

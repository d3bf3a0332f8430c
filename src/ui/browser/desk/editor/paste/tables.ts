import { escapeText } from '../escape.ts';

/** A table becomes its Markdown, which the editor keeps; a table of one column was only there for its looks. */
export function keepTables(body: HTMLElement): void {
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    const rows = [...table.rows].map((row) => [...row.cells]);
    const columns = Math.max(0, ...rows.map((cells) => cells.length));
    if (columns < 2 || rows.length < 2) {
      table.replaceWith(...rows.flat().flatMap((cell) => [...cell.childNodes]));
      continue;
    }
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const texts = rows.map((cells) => Array.from({ length: columns }, (_, at) => textOf(cells[at])));
    const pre = body.ownerDocument.createElement('pre');
    pre.dataset.kept = '';
    pre.textContent = [
      line(texts[0] ?? []),
      line(Array.from({ length: columns }, () => '---')),
      ...texts.slice(1).map(line),
    ].join('\n');
    table.replaceWith(pre);
  }
}

function textOf(cell: HTMLTableCellElement | undefined): string {
  const text = (cell?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return escapeText(text, false).replaceAll('|', '\\|');
}

/** One line of the table: a promise of the design, what was measured, and what the machine itself can do. */
export interface Line {
  readonly what: string;
  readonly promise: string;
  /** Null: not measured; `note` says why. */
  readonly measured: string | null;
  /** The same work done with nothing of ours in the way, measured in the same run. */
  readonly floor?: string;
  /** Measured through floor. */
  readonly ratio?: number;
  /** Null: not measured, or a figure beside a promise, which nothing is promised of. */
  readonly kept: boolean | null;
  readonly note?: string;
  /** For results.json; units are in the names. */
  readonly figures?: Readonly<Record<string, unknown>>;
}

/** A line for what could not be measured here. */
export function notMeasured(what: string, promise: string, note: string): Line {
  return { what, promise, measured: null, kept: null, note };
}

/** The table as text, its columns as wide as they need to be; notes stand below their line. */
export function tableOf(lines: readonly Line[]): string {
  const head = ['', 'promise', 'measured', 'floor', 'ratio', ''];
  const rows = lines.map((line) => [
    line.what,
    line.promise,
    line.measured ?? 'not measured',
    line.floor ?? '',
    line.ratio === undefined ? '' : line.ratio.toFixed(2),
    verdict(line),
  ]);
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const draw = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const body = rows.flatMap((row, index) => {
    const note = lines[index]?.note;
    return note ? [draw(row), `    ${note}`] : [draw(row)];
  });
  return [draw(head), rule, ...body].join('\n');
}

function verdict(line: Line): string {
  if (line.kept === null) return '';
  return line.kept ? 'kept' : 'FALLS SHORT';
}

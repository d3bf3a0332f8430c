import type { ThingKind } from '../../../foundation/history/tables.ts';

// What a thing is tied to and has in rows of its own, within one cell of a table: `Example Guards | operator | alleged; Another
// Example | client | reported`. The codes are those of the data dictionary.

const tied: Readonly<Record<string, ThingKind>> = {
  'incident.involved': 'company',
  'case.companies': 'company',
  'case.incidents': 'incident',
};

/** @returns what the lines of this field tie a thing of the kind to; null where a cell cannot hold them. */
export function tiedBy(kind: ThingKind, field: string): ThingKind | null {
  return tied[`${kind}.${field}`] ?? null;
}

/** One tie as a cell writes it: a thing by its slug, id or name, and the codes after it. */
export interface WrittenTie {
  thing: string;
  codes: string[];
}

/** @returns the ties of a cell, in their order. */
export function tiesIn(cell: string): WrittenTie[] {
  return cell.split(';').flatMap((one) => {
    const [thing = '', ...codes] = one.split('|').map((part) => part.trim());
    return thing === '' ? [] : [{ thing, codes }];
  });
}

/** The lines of before with those of a row: a thing that both tie is tied as the row says. None is lost by a row. */
export function withTies(before: readonly string[], added: readonly string[]): string[] {
  const thingOf = (line: string) => line.split(' ')[0];
  const now = new Set(added.map(thingOf));
  return [...before.filter((line) => !now.has(thingOf(line))), ...added];
}

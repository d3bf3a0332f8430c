import type { RecordKind } from '../kinds/field.ts';
import type { JsonObject, Statement } from '../kinds/statement.ts';
import { courtCaseAt } from './case-at.ts';
import { statementAt } from './statement-at.ts';
import type { On } from './time.ts';

/** Statements of a kind that are told as a part of a thing, by the name that the part has there. */
export interface PartSaid {
  name: string;
  kind: RecordKind;
  said: readonly Statement[];
}

/** @returns a thing with its parts, as of today or as it stood at a time; null where it was yet to come. */
export function thingAt(
  kind: RecordKind,
  said: Statement,
  parts: readonly PartSaid[],
  asOf: On,
): JsonObject | null {
  if (asOf === null) return { ...said, ...byName(parts, ({ said }) => [...said]) };
  // What became of a case is told by its steps together, not by each alone.
  const court =
    kind.kind === 'case'
      ? courtCaseAt(said, parts.find((part) => part.kind.kind === 'stage')?.said ?? [], asOf)
      : null;
  const own = kind.kind === 'case' ? (court?.own ?? null) : statementAt(kind, said, asOf);
  if (own === null) return null;
  const then = byName(parts, (part) =>
    part.kind.kind === 'stage' && court !== null
      ? court.stages
      : part.said.map((one) => statementAt(part.kind, one, asOf)).filter((one) => one !== null),
  );
  return { ...own, ...then };
}

const byName = (parts: readonly PartSaid[], told: (part: PartSaid) => JsonObject[]): JsonObject =>
  Object.fromEntries(parts.map((part) => [part.name, told(part)]));

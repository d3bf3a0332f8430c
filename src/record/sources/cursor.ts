import { type Id, parseId } from '../../foundation/database/id.ts';
import type { SourceKind } from './model.ts';

/** Every kind of source, in the order of lists. */
export const sourceKinds = [
  'court',
  'government',
  'un',
  'ngo',
  'press',
  'academic',
  'company',
] as const satisfies readonly SourceKind[];

/** @returns the kind of source that an address asks for; null for none. */
export function sourceKind(text: string | undefined | null): SourceKind | null {
  return sourceKinds.find((one) => one === text) ?? null;
}

/** @returns the source after which a list goes on; null for its start and for what is no id. */
export function sourceCursor(text: string | undefined | null): Id | null {
  return parseId(text ?? '');
}

import type { Db } from '../../../foundation/database/database.ts';
import type { FieldSpec } from '../model.ts';
import { findThing } from '../things-store.ts';
import { type Typed, typedIn } from './fields.ts';

/**
 * What a form sent, as its fields read it: boxes that were ticked become one text, a thing that was named becomes its id.
 * What names no thing stays as typed, and its field says so.
 */
export async function typedFor(
  db: Db,
  fields: readonly FieldSpec[],
  body: Record<string, unknown>,
): Promise<Typed> {
  const typed: Record<string, string> = { ...typedIn(body) };
  for (const field of fields) {
    if (field.kind === 'choices')
      typed[field.name] ??= field.options
        .map(({ value }) => value)
        .filter((value) => typed[`${field.name}.${value}`] !== undefined)
        .join('\n');
    const text = (typed[field.name] ?? '').trim();
    if (field.kind === 'thing' && text !== '' && text.isWellFormed() && !text.includes('\0'))
      typed[field.name] = (await findThing(db, field.of, text.slice(0, 300))) ?? text;
  }
  return typed;
}

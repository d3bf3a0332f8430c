import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { MessageKey, Translator } from '../../../foundation/i18n/translate.ts';
import { recordKinds } from '../../api/kinds/kinds.ts';

interface Named {
  name: string;
  label: MessageKey;
}

/** A kind of thing as its forms have it. */
export interface FieldsOf {
  kind: ThingKind;
  own: readonly Named[];
  text: readonly Named[];
}

/**
 * @param field as data names it: a field, or a group of fields, of the kind.
 * @returns what forms call that field; where no form has it, its name in the data.
 */
export function citedField(t: Translator, { kind, own, text }: FieldsOf, field: string): string {
  const fields = recordKinds.find((one) => one.kind === kind)?.fields ?? [];
  const column = (fields.find(({ name }) => name === field) ?? fields.find(({ group }) => group === field))
    ?.column;
  const found = [...own, ...text].find(({ name }) => name === column || name === field);
  return found ? t(found.label) : field;
}

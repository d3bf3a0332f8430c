import { parseId } from '../../../foundation/database/id.ts';
import { international, isCountryCode } from '../../../foundation/i18n/countries.ts';
import type { MessageKey, MessageValues, Translator } from '../../../foundation/i18n/translate.ts';
import { cleanMarkdown } from '../../../foundation/text/clean-markdown.ts';
import { asciiDigits } from '../../../foundation/text/digits.ts';
import { parsePartialDate } from '../../../foundation/text/partial-date.ts';
import { cleanLine } from '../../../foundation/text/plain.ts';
import { parseWebsite } from '../../../foundation/text/website.ts';
import type { FieldSpec, Value, Values } from '../model.ts';

/** What was typed, by the name of the control. */
export type Typed = Readonly<Record<string, string>>;

export interface FieldError {
  field: string;
  key: MessageKey;
  values?: MessageValues;
}

export interface ParsedFields {
  values: Values;
  errors: FieldError[];
}

/** What of a choice stands where nobody has said anything: what says the least. */
const leastSaid = new Set(['unknown', 'reported', 'false']);

/** The value of a choice that has to be made which says the least; null where each of them states something. */
export function leastOf(field: FieldSpec): string | null {
  if (field.kind !== 'choice' || !field.required) return null;
  return field.options.find(({ value }) => leastSaid.has(value))?.value ?? null;
}

/**
 * The errors of a form for its summary, in the order of its fields, each with what its field is called: many fields can say
 * the same. A field in a row has the row's id behind its name, and rows keep the order in which they were read; what is none
 * of these fields says its error alone, after the others.
 */
export function summaryOf(
  t: Translator,
  fields: readonly FieldSpec[],
  errors: readonly FieldError[],
): { field: string; text: string }[] {
  const place = ({ field }: FieldError) => {
    const at = fields.findIndex(({ name }) => name === field);
    return at < 0 ? fields.length : at;
  };
  const inOrder = [...errors].sort((a, b) => place(a) - place(b));
  return inOrder.map(({ field, key, values }) => {
    const spec = fields.find(({ name }) => name === field || field.startsWith(`${name}.`));
    const error = t(key, values);
    return { field, text: spec ? t('desk.field.error.of', { field: t(spec.label), error }) : error };
  });
}

/** Reads the fields of a posted form; a file in place of a text counts as empty. */
export function parseFields(fields: readonly FieldSpec[], typed: Typed): ParsedFields {
  const errors: FieldError[] = [];
  const values = Object.fromEntries(
    fields.map((field) => {
      const parsed = parseField(field, (typed[field.name] ?? '').trim());
      if ('error' in parsed) errors.push({ field: field.name, ...parsed.error });
      return [field.name, 'error' in parsed ? null : parsed.value];
    }),
  );
  return { values, errors };
}

type Parsed = { value: Value } | { error: { key: MessageKey; values?: MessageValues } };

function parseField(field: FieldSpec, text: string): Parsed {
  if (field.kind === 'choices') return choices(field, text);
  if (text === '') {
    if (!field.required) return { value: emptyOf(field) };
    return { error: { key: `desk.field.error.${field.kind === 'choice' ? 'choice' : 'required'}` } };
  }
  switch (field.kind) {
    case 'line':
      return line(text, field.max);
    case 'text':
    case 'markdown':
      return passage(text, field.max);
    case 'lines': {
      const lines = text.split('\n').map((one) => line(one.trim(), field.max));
      const wrong = lines.find((one) => 'error' in one);
      if (wrong) return wrong;
      const filled = lines.flatMap((one) => ('value' in one && one.value ? [String(one.value)] : []));
      return filled.length > field.most
        ? { error: { key: 'desk.field.error.most', values: { n: field.most } } }
        : { value: filled };
    }
    case 'rows': {
      const lines = text.split('\n').map((one) => one.trim());
      if (lines.length > field.most)
        return { error: { key: 'desk.field.error.most', values: { n: field.most } } };
      return lines.every((one) => field.line.test(one))
        ? { value: lines }
        : { error: { key: 'desk.field.error.choice' } };
    }
    case 'url': {
      const url = parseWebsite(text);
      return url === null ? { error: { key: 'desk.field.error.url' } } : { value: url };
    }
    case 'date': {
      const date = parsePartialDate(asciiDigits(text));
      return date === null ? { error: { key: 'desk.field.error.date' } } : { value: date };
    }
    case 'country':
      return isCountryCode(text) || text === international
        ? { value: text }
        : { error: { key: 'desk.field.error.choice' } };
    case 'number': {
      const figure = asciiDigits(text);
      const n = Number(figure);
      return /^\d{1,9}$/.test(figure) && n >= field.least && n <= field.most
        ? { value: n }
        : {
            error: {
              key: 'desk.field.error.number',
              values: { least: String(field.least), most: String(field.most) },
            },
          };
    }
    case 'decimal': {
      const figure = asciiDigits(text);
      const n = Number(figure);
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(figure) && n >= field.least && n <= field.most
        ? { value: figure }
        : {
            error: {
              key: 'desk.field.error.decimal',
              values: { least: String(field.least), most: String(field.most) },
            },
          };
    }
    case 'choice':
      return field.options.some(({ value }) => value === text)
        ? { value: text }
        : { error: { key: 'desk.field.error.choice' } };
    case 'thing':
      return parseId(text) === null ? { error: { key: 'desk.field.error.thing' } } : { value: text };
    case 'campaign':
      return parseId(text) === null ? { error: { key: 'desk.field.error.choice' } } : { value: text };
    case 'file':
      return /^(\\x)?[0-9a-f]{64}$/.test(text)
        ? { value: `\\x${text.replace(/^\\x/, '')}` }
        : { error: { key: 'desk.field.error.file' } };
  }
}

/** The chosen ones, each by itself, in the order of the field. */
function choices(field: Extract<FieldSpec, { kind: 'choices' }>, text: string): Parsed {
  const chosen = text === '' ? [] : text.split('\n').map((one) => one.trim());
  if (chosen.length === 0 && field.required) return { error: { key: 'desk.field.error.required' } };
  if (chosen.some((one) => !field.options.some(({ value }) => value === one)))
    return { error: { key: 'desk.field.error.choice' } };
  return { value: field.options.flatMap(({ value }) => (chosen.includes(value) ? [value] : [])) };
}

/** What an empty field is in its column: texts are never null. */
function emptyOf(field: FieldSpec): Value {
  if (field.kind === 'text' || field.kind === 'markdown') return '';
  if (field.kind === 'lines' || field.kind === 'choices' || field.kind === 'rows') return [];
  return field.kind === 'line' && !field.nullable ? '' : null;
}

function line(text: string, max: number): Parsed {
  const cleaned = cleanLine(text, max);
  if (cleaned.ok) return { value: cleaned.text };
  return cleaned.reason === 'too-long'
    ? { error: { key: 'desk.field.error.tooLong', values: { n: max } } }
    : { error: { key: 'desk.field.error.characters' } };
}

/** Several lines, as `cleanMarkdown` keeps them. */
function passage(text: string, max: number): Parsed {
  if (!text.isWellFormed() || text.includes('\0')) return { error: { key: 'desk.field.error.characters' } };
  const clean = cleanMarkdown(text);
  return clean === null || [...clean].length > max
    ? { error: { key: 'desk.field.error.tooLong', values: { n: max } } }
    : { value: clean };
}

/** A value as its control shows it. */
export function typedOf(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** @returns the values of these fields as a form shows them. */
export function typedFields(fields: readonly FieldSpec[], values: Values): Typed {
  return Object.fromEntries(fields.map(({ name }) => [name, typedOf(values[name])]));
}

/** The fields of a form as texts: what `parseFields` reads. */
export function typedIn(body: Record<string, unknown>): Typed {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** @returns whether two sets of values are the same. */
export function sameValues(a: Values, b: Values): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => typedOf(a[name]) === typedOf(b[name]));
}

import { parseId } from '../../foundation/database/id.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import { international, isCountryCode, localisedCountryName } from '../../foundation/i18n/countries.ts';
import { formatDate } from '../../foundation/i18n/dates.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';

/** A field of a claim, as far as showing it needs: what the desk's fields are too. */
export interface ClaimField {
  name: string;
  kind: string;
  label: MessageKey;
  options?: readonly { value: string; label: MessageKey }[];
}

/** A kind of claim: its fields of no language, and those of each. */
export interface ClaimKind {
  kind: ThingKind;
  claim?: boolean;
  words: { one: MessageKey; many: MessageKey };
  own: readonly ClaimField[];
  text: readonly ClaimField[];
  /** Whether the public is told no wording of it but the present one: it names a person by their own choice. */
  presentOnly?: boolean;
  publicPath(thing: { slug: string | null; campaignSlug: string | null }): string | null;
}

/** @returns why something came out, as the public was told it; a reason that was forgotten says so. */
export function whyText(t: Translator, why: string): string {
  return why === 'forgotten' ? t('record.history.why_forgotten') : why;
}

/** The values of a claim, as its revisions hold them. */
export type ClaimValues = Readonly<Record<string, unknown>>;

/** Whether a field holds words, which are compared one by one, and not one value. */
export function isWords({ kind }: ClaimField): boolean {
  return kind === 'line' || kind === 'text' || kind === 'markdown' || kind === 'lines' || kind === 'rows';
}

/** @returns the ids of other things that these values name, for `valueText`. */
export function idsNamed(fields: readonly ClaimField[], values: ClaimValues | null) {
  return fields.flatMap(({ name, kind }) => {
    const value = values?.[name];
    if (kind === 'thing') return parseId(String(value ?? '')) ?? [];
    if (kind !== 'rows' || !Array.isArray(value)) return [];
    return value.flatMap(
      (line) =>
        String(line)
          .match(idShape)
          ?.flatMap((id) => parseId(id) ?? []) ?? [],
    );
  });
}

const idShape = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A row, part by part: a thing by its title, a country by its name, a word that stands for something by its label. */
function lineText(
  t: Translator,
  { options = [] }: ClaimField,
  line: string,
  titles: ReadonlyMap<string, string>,
): string {
  const said = line.split(' ').map((part) => {
    const option = options.find(({ value }) => value === part);
    if (option) return t(option.label);
    if (/^[A-Z]{2}$/.test(part) && isCountryCode(part)) return localisedCountryName(t.lang, part).text;
    // Isolated: a row is read in the direction of the page, a Latin name in its own.
    return part.replace(idShape, (id) => `\u2068${titles.get(id) ?? '—'}\u2069`);
  });
  return said.join(t.dir === 'rtl' ? '، ' : ', ');
}

/**
 * A value in words of the reader: a choice by its label, a country by its name, another thing by its title.
 * @param titles of the things that values name; one that is absent is not for this reader, and shows as a dash.
 */
export function valueText(
  t: Translator,
  field: ClaimField,
  value: unknown,
  titles: ReadonlyMap<string, string>,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (field.kind === 'rows' && Array.isArray(value))
    return value.map((line) => lineText(t, field, String(line), titles)).join('\n');
  if (Array.isArray(value)) {
    const words = value.map((one) => valueText(t, { ...field, kind: 'choice' }, one, titles));
    return field.kind === 'choices' ? words.join(t.dir === 'rtl' ? '، ' : ', ') : words.join('\n');
  }
  const text = String(value);
  switch (field.kind) {
    case 'choice':
    case 'choices': {
      const option = field.options?.find((one) => one.value === text);
      return option ? t(option.label) : text;
    }
    case 'country':
      return isCountryCode(text) || text === international ? localisedCountryName(t.lang, text).text : text;
    case 'date': {
      const date = parsePartialDate(text);
      return date === null ? text : formatDate(t.lang, date);
    }
    case 'thing':
      return titles.get(text) ?? '—';
    default:
      return text;
  }
}

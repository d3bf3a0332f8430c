import { dirOf, type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { translator } from '../../foundation/i18n/translate.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { Check } from '../../ui/components/choice.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { FieldError, wiring } from '../../ui/components/field.tsx';
import { Rich } from '../../ui/components/rich.tsx';
import { isReasonCode, longestReason, type ReasonCode, reasonCodes } from './model.ts';

/** A reason as a form gave it. */
export interface Reason {
  code: ReasonCode;
  /** The moderator's own words; null for those that are ready. */
  own: string | null;
  /** Nobody is told. */
  silent: boolean;
}

export type ReasonErrors = Partial<Record<'code' | 'text', string>>;
export type ReadReason = { ok: true; reason: Reason } | { ok: false; errors: ReasonErrors };

/** Reads a reason; own words may have lines, each cleaned like any line that we keep. */
export function readReason(t: Translator, get: (name: string) => string | undefined): ReadReason {
  const code = get('code');
  const errors: ReasonErrors = {};
  const lines = (get('text') ?? '')
    .slice(0, longestReason * 4)
    .split(/\r?\n/)
    .map((line) => cleanLine(line, longestReason));
  const own = lines
    .map((line) => (line.ok ? line.text : ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (lines.some((line) => !line.ok) || own.length > longestReason)
    errors.text = t('desk.queue.error.text', { n: longestReason });
  if (!isReasonCode(code)) return { ok: false, errors: { code: t('desk.queue.error.code'), ...errors } };
  const silent = get('silent') === 'yes';
  if (code === 'other' && own === '' && !silent && !errors.text) errors.text = t('desk.queue.error.own');
  if (errors.text) return { ok: false, errors };
  return { ok: true, reason: { code, own: own || null, silent } };
}

/** @returns what a signatory is told, in their language; null tells nothing. */
export function toldTo(lang: Lang, { code, own, silent }: Reason): string | null {
  if (silent) return null;
  if (own !== null) return own;
  return code === 'other' ? null : translator(lang)(`signature.reason.${code}`);
}

/** @returns the languages of those who are told, each once. */
export function languagesOf(rows: readonly { lang: Lang }[]): Lang[] {
  return [...new Set(rows.map(({ lang }) => lang))];
}

export interface ReasonFieldsProps {
  t: Translator;
  /** The languages of those who are told; with one, the ready texts are shown in it. */
  langs: readonly Lang[];
  errors?: ReasonErrors;
  typed?: (name: string) => string | undefined;
  /** A merge has its reason already. */
  only?: ReasonCode;
}

/** The reasons that are ready, each with its text as the signatory reads it, and a field to write another. */
export function ReasonFields({ t, langs, errors = {}, typed = () => undefined, only }: ReasonFieldsProps) {
  const [lang = t.lang] = langs;
  const alone = langs.length === 1;
  const field = {
    t,
    name: 'text',
    id: 'reason-text',
    label: t('desk.queue.text'),
    hint: alone ? t('desk.queue.text.hint', { lang: languageNames[lang] }) : t('desk.queue.text.hint_many'),
    error: errors.text,
    optional: true,
  };
  return (
    <>
      <ErrorSummary
        t={t}
        errors={(['code', 'text'] as const).flatMap((name) => {
          const text = errors[name];
          return text ? [{ field: name === 'text' ? field.id : name, text }] : [];
        })}
      />
      {only ? (
        <input type="hidden" name="code" value={only} />
      ) : (
        <fieldset class="field" data-invalid={errors.code ? '' : undefined}>
          <legend>{t('desk.queue.code')}</legend>
          <FieldError t={t} name="code" error={errors.code} />
          {reasonCodes.map((code, index) => (
            <label class="choice">
              <input
                type="radio"
                id={index === 0 ? 'code' : `code-${code}`}
                name="code"
                value={code}
                checked={typed('code') === code}
                data-text={alone && code !== 'other' ? translator(lang)(`signature.reason.${code}`) : ''}
              />{' '}
              <span>
                {t(`desk.queue.code.${code}`)}
                {alone && code !== 'other' ? (
                  <span class="label" lang={lang} dir={dirOf(lang)}>
                    {translator(lang)(`signature.reason.${code}`)}
                  </span>
                ) : null}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="field" data-invalid={errors.text ? '' : undefined}>
        <label for={field.id}>
          {field.label} <span class="optional">({t('form.optional')})</span>
        </label>
        <p class="hint" id={`${field.id}-hint`}>
          <Rich text={field.hint} />
        </p>
        <FieldError t={t} name={field.id} error={errors.text} />
        <textarea
          id={field.id}
          name="text"
          rows={4}
          dir="auto"
          lang={alone ? lang : undefined}
          maxlength={longestReason}
          {...wiring(field)}
        >
          {typed('text') ?? ''}
        </textarea>
      </div>
      <Check
        t={t}
        name="silent"
        label={t('desk.queue.silent')}
        hint={t('desk.queue.silent.hint')}
        optional
        checked={typed('silent') === 'yes'}
      />
    </>
  );
}

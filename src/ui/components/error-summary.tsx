import type { Translator } from '../../foundation/i18n/translate.ts';

export interface ErrorSummaryProps {
  t: Translator;
  /** In the order of the fields. `field` is the name, and so the id, of the control. */
  errors: readonly { field: string; text: string }[];
  level?: 'h2' | 'h3';
}

/** All that is wrong, at the head of the form: announced when it appears, focused by the browser script. */
export function ErrorSummary({ t, errors, level = 'h3' }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  const Tag = level;
  return (
    <div id="errors" class="notice" data-tone="error" role="alert" tabindex={-1} data-error-summary="">
      <Tag>{t('form.errors', { n: errors.length })}</Tag>
      <ul>
        {errors.map(({ field, text }) => (
          <li>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

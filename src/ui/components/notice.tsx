import type { PropsWithChildren } from 'hono/jsx';
import type { Translator } from '../../foundation/i18n/translate.ts';

/** Something to know before going on: a rule at its side, never a coloured panel. */
export function Notice({ title, children }: PropsWithChildren<{ title?: string }>) {
  return (
    <div class="notice">
      {title ? <h2>{title}</h2> : null}
      {children}
    </div>
  );
}

/** Beside what the software published itself and no one of the coalition has adopted yet. `date` is a ready text. */
export function ReviewNotice({ t, date }: { t: Translator; date: string }) {
  return (
    <p class="notice" data-tone="review">
      <b>{t('review.not_yet')}</b> {t('review.published', { date })}
    </p>
  );
}

/** Stands before the first field of every form: no form of ours takes testimony. */
export function NoTestimony({ t, channels }: { t: Translator; channels: string }) {
  return (
    <div class="notice">
      <p>
        {t('form.no_testimony')} <a href={channels}>{t('form.use_channels')}</a>
      </p>
    </div>
  );
}

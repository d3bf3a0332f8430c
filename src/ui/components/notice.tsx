import type { PropsWithChildren } from 'hono/jsx';
import { formatInstant } from '../../foundation/i18n/dates.ts';
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

/** @returns the notice that what the software published at this time is not adopted yet; null where all of it is. */
export function reviewNotice(t: Translator, since: Date | null) {
  return since ? <ReviewNotice t={t} date={formatInstant(t.lang, since)} /> : null;
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

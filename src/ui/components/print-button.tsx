import type { Translator } from '../../foundation/i18n/translate.ts';

/** Prints the page; hidden until the browser script shows it, for without it the browser's own menu does the same. */
export function PrintButton({ t }: { t: Translator }) {
  return (
    <button type="button" data-print="" hidden>
      {t('frame.print')}
    </button>
  );
}

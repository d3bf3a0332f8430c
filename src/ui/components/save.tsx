import type { Translator } from '../../foundation/i18n/translate.ts';

/** The button at the foot of a form whose one way on is to save it. */
export function Save({ t }: { t: Translator }) {
  return (
    <p class="buttons">
      <button class="call" type="submit">
        {t('desk.save')}
      </button>
    </p>
  );
}

import type { Translator } from '../../foundation/i18n/translate.ts';
import { dated } from '../dated.ts';
import type { PublicCleanup } from './store.ts';

/** What was removed from the list, when and why, for the public: nothing leaves it unsaid. */
export function CleanupsSaid({ t, cleanups }: { t: Translator; cleanups: readonly PublicCleanup[] }) {
  if (cleanups.length === 0) return null;
  return (
    <section aria-labelledby="cleanups">
      <h2 id="cleanups">{t('cleanup.title')}</h2>
      <ul>
        {cleanups.map(({ removed, category, on, undoneOn }) => (
          <li>
            {t(`cleanup.removed.${category}`, { n: removed, date: dated(t, on) })}
            {undoneOn ? ` ${t('cleanup.undone', { date: dated(t, undoneOn) })}` : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { Translator } from '../../../foundation/i18n/translate.ts';
import { type Does, meets, type Question } from '../model.ts';

/** An answer in words, with a sign of how it stands to what the campaign asks. */
export function Answer({ t, question, does }: { t: Translator; question: Question; does: Does }) {
  return (
    <span class="does" data-meets={meets(question, does)}>
      {t(`record.law.does.${does}`)}
    </span>
  );
}

/** From what the campaign asks to what nobody has looked at. */
export const signs = ['as-asked', 'in-part', 'against', 'unknown'] as const;

/** What the signs mean. */
export function Legend({ t }: { t: Translator }) {
  return (
    <ul class="legend signs">
      {signs.map((sign) => (
        <li>
          <span class="does" data-meets={sign}>
            {t(`record.laws.meets.${sign}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

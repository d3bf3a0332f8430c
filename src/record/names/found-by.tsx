import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from '../../ui/components/said.ts';
import { periodText } from '../parts/period.ts';
import type { Match } from './matching/compare.ts';
import { sayMatch } from './matching/said.ts';
import type { NameHit } from './search-store.ts';

interface FoundByProps {
  t: Translator;
  /** What was looked for, as it was written. */
  q: string;
  hit: Pick<NameHit, 'name' | 'match'>;
}

/** By which of its names a company was found, when it was borne, and how well it matches and why. */
export function FoundBy({ t, q, hit: { name, match } }: FoundByProps) {
  return (
    <>
      <p class="label">
        {t('record.companies.found_by')}{' '}
        <b>
          <bdi lang={langAttribute(name.lang, t.lang)}>{name.name}</bdi>
        </b>
        {t('record.companies.borne', {
          period: periodText(t, { ...name, ongoingAsOf: name.ongoingAsOf ?? null }),
        })}
      </p>
      <p class="label">{matchText(t, match, [q, name.name])}</p>
    </>
  );
}

/** @returns the score of a match and what it comes of, in a line. @param names the two that were compared, as they are written. */
export function matchText(
  t: Translator,
  { score, reasons }: Pick<Match, 'score' | 'reasons'>,
  names: readonly string[],
): string {
  const why = sayMatch(t, reasons, names).join(t.dir === 'rtl' ? '؛ ' : '; ');
  return `${t('record.companies.score', { score: formatNumber(t.lang, Math.round(score * 100)) })} ${why}`;
}

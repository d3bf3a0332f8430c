import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from '../../ui/components/said.ts';
import { periodText } from '../parts/period.ts';
import { matchText } from './matching/said.ts';
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

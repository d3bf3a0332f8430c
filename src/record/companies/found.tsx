import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from '../../ui/components/said.ts';
import { sayMatch } from '../names/matching/said.ts';
import type { NameHit } from '../names/search-store.ts';
import { periodText } from '../parts/period.ts';
import { EntryNames } from './list-entry.tsx';
import type { CompanyEntry } from './list-store.ts';

/** A company that a search found, with the name that matched. */
export interface Found {
  hit: NameHit;
  entry: CompanyEntry;
}

/** What a search found: each company by all its names, which of them matched, when it was borne, and how well and why. */
export function FoundCompanies({ t, q, found }: { t: Translator; q: string; found: readonly Found[] }) {
  return (
    <ol class="found names" id="found">
      {found.map(({ hit, entry }) => (
        <li>
          <p class="found-names">
            <EntryNames t={t} entry={entry} />
          </p>
          <p class="label">
            {t('record.companies.found_by')}{' '}
            <b>
              <bdi lang={langAttribute(hit.name.lang, t.lang)}>{hit.name.name}</bdi>
            </b>
            {t('record.companies.borne', {
              period: periodText(t, { ...hit.name, ongoingAsOf: hit.name.ongoingAsOf ?? null }),
            })}
          </p>
          <p class="label">
            {t('record.companies.score', { score: formatNumber(t.lang, Math.round(hit.match.score * 100)) })}{' '}
            {sayMatch(t, hit.match.reasons, [q, hit.name.name]).join(t.dir === 'rtl' ? '؛ ' : '; ')}
          </p>
        </li>
      ))}
    </ol>
  );
}

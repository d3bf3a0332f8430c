import type { Translator } from '../../foundation/i18n/translate.ts';
import { FoundBy } from '../names/found-by.tsx';
import type { NameHit } from '../names/search-store.ts';
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
          <FoundBy t={t} q={q} hit={hit} />
        </li>
      ))}
    </ol>
  );
}

import { countryName } from '../../foundation/i18n/countries.ts';
import { localeOf } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Check } from '../../ui/components/choice.tsx';
import { Select } from '../../ui/components/field.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { Pages } from '../../ui/components/pages.tsx';
import { Part, Wrap } from '../../ui/components/part.tsx';
import { SearchForm } from '../../ui/components/search-form.tsx';
import { Filters } from '../../ui/components/signatories.tsx';
import type { PageView } from '../../ui/respond.tsx';
import { RecordCrumbs } from '../parts/crumbs.tsx';
import { pageJsonLd } from '../parts/page-json-ld.ts';
import { type Found, FoundCompanies } from './found.tsx';
import { EntryNames } from './list-entry.tsx';
import { type CompanyQuery, companyAddress } from './list-query.ts';
import type { CompanyEntry } from './list-store.ts';

export interface CompanyListData {
  entries: readonly CompanyEntry[];
  more: boolean;
  query: CompanyQuery;
  /** How many there are in all; null where nobody counted. */
  total: number | null;
  countries: readonly string[];
  /** What a search found, where one was asked for. */
  found: readonly Found[] | null;
  /** Whether the address holds what means nothing. */
  junk: boolean;
}

const path = '/record/companies';

/** The companies of the record by name: those that were given up struck out before the present one. */
export function companyListView(t: Translator, data: CompanyListData): PageView {
  const { entries, more, query, total, found } = data;
  const last = entries.at(-1);
  const address = companyAddress(query, query.after);
  const here = `/${t.lang}${path}`;
  const filtered = query.country !== null || query.incidents;
  // Nobody has entered any company yet: there is nothing to look among.
  const none = found === null && entries.length === 0 && !filtered && query.after === null;
  return {
    title: t('record.companies.title'),
    description: t('record.companies.description'),
    path: path + address,
    tags:
      data.junk || found !== null
        ? null
        : ['company', 'company-name', 'succession', ...(query.incidents ? ['incident'] : [])],
    unlisted: address !== '' || found !== null,
    jsonLd: [pageJsonLd(t, 'CollectionPage', t('record.companies.title'))],
    body: (
      <Wrap>
        <RecordCrumbs t={t} here={t('record.companies.title')} />
        <Opening
          title={t('record.companies.title')}
          size="title"
          stand={t('record.companies.description')}
          say={
            total === null || none ? null : <p class="label">{t('record.companies.count', { n: total })}</p>
          }
        />
        <Part
          id="list"
          title={t(found === null ? 'record.companies.list' : 'record.companies.found')}
          note={found === null && entries.length > 0 ? t('record.companies.order') : null}
        >
          <div>
            {none ? null : (
              <SearchForm
                t={t}
                action={here}
                label={t('record.companies.search')}
                value={query.q}
                button={t('record.companies.search.button')}
              />
            )}
            {none ? (
              <p class="empty">{t('record.unresearched')}</p>
            ) : found === null ? (
              <>
                <ListFilters t={t} query={query} countries={data.countries} filtered={filtered} />
                {entries.length === 0 ? (
                  <p class="empty">{t('record.companies.none')}</p>
                ) : (
                  <CompanyTable t={t} entries={entries} />
                )}
              </>
            ) : found.length === 0 ? (
              <>
                <p class="empty">{t('record.companies.not_found')}</p>
                <p class="more">
                  <a href={`/${t.lang}/record/propose`} rel="nofollow">
                    {t('record.companies.tell')}
                  </a>
                </p>
              </>
            ) : (
              <FoundCompanies t={t} q={query.q} found={found} />
            )}
            {found === null ? null : (
              <p class="more">
                <a href={here}>{t('record.companies.all')}</a>
              </p>
            )}
            <Pages
              t={t}
              label={t('record.companies.pages')}
              previous={null}
              next={more && last ? here + companyAddress(query, { key: last.slug, id: last.id }) : null}
              first={query.after === null ? null : here + companyAddress(query, null)}
            />
          </div>
        </Part>
      </Wrap>
    ),
  };
}

function ListFilters({
  t,
  query,
  countries: codes,
  filtered,
}: Pick<CompanyListData, 'query' | 'countries'> & { t: Translator; filtered: boolean }) {
  const collator = new Intl.Collator(localeOf(t.lang));
  const countries = codes
    .map((code) => ({ value: code, text: countryName(t.lang, code) }))
    .sort((a, b) => collator.compare(a.text, b.text));
  const here = `/${t.lang}${path}`;
  return (
    <Filters t={t} action={here} label={t('record.companies.filter')} clear={filtered ? here : null}>
      <Select
        t={t}
        name="country"
        label={t('record.companies.country')}
        optional="unsaid"
        empty={t('record.companies.all_countries')}
        value={query.country ?? ''}
        options={countries}
      />
      <Check
        t={t}
        name="incidents"
        label={t('record.companies.with_incidents')}
        checked={query.incidents}
        optional="unsaid"
      />
    </Filters>
  );
}

function CompanyTable({ t, entries }: { t: Translator; entries: readonly CompanyEntry[] }) {
  return (
    <table class="register names companies">
      <caption class="vh">{t('record.companies.list')}</caption>
      <thead class="vh">
        <tr>
          <th scope="col">{t('record.companies.title')}</th>
          <th scope="col">{t('record.companies.country')}</th>
        </tr>
      </thead>
      {byInitial(entries).map(([initial, own]) => (
        <tbody>
          <tr class="initial">
            <th scope="rowgroup" colspan={2} class="label">
              {initial}
            </th>
          </tr>
          {own.map((entry) => (
            <tr>
              <th scope="row">
                <EntryNames t={t} entry={entry} />
              </th>
              <td class="label">{countryName(t.lang, entry.country)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** The list is in the order of slugs, which are made of the name that a company is best known by: their initials part it. */
function byInitial(entries: readonly CompanyEntry[]): [string, CompanyEntry[]][] {
  return Object.entries(Object.groupBy(entries, ({ slug }) => slug.charAt(0).toUpperCase())).map(
    ([initial, own]) => [initial, own ?? []],
  );
}

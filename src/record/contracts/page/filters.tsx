import type { Translator } from '../../../foundation/i18n/translate.ts';
import { FilterSelect } from '../../../ui/components/filter-select.tsx';
import { Filters } from '../../../ui/components/signatories.tsx';
import type { ContractChoices } from '../figures-store.ts';
import { type ContractFilter, contractsAddress } from '../filter.ts';
import { buyerKinds } from '../model.ts';

interface ContractFiltersProps {
  t: Translator;
  filter: ContractFilter;
  choices: ContractChoices;
  narrowed: boolean;
}

/** By buyer, what it is, company, year, and whether a later name was borne. A GET: the choice is an address. */
export function ContractFilters({ t, filter, choices, narrowed }: ContractFiltersProps) {
  const here = `/${t.lang}${contractsAddress({})}`;
  return (
    <Filters t={t} action={here} label={t('record.contracts.filter')} clear={narrowed ? here : null}>
      <FilterSelect
        t={t}
        name="kind"
        label={t('record.contracts.who')}
        value={filter.kind}
        options={buyerKinds.map((kind) => ({ value: kind, text: t(`record.contracts.buyers.${kind}`) }))}
      />
      <FilterSelect
        t={t}
        name="buyer"
        label={t('record.contracts.buyer')}
        value={filter.buyer}
        options={choices.buyers.map(({ slug, name }) => ({ value: slug, text: name }))}
      />
      <FilterSelect
        t={t}
        name="company"
        label={t('record.contracts.company')}
        value={filter.company}
        options={choices.companies.map(({ slug, name }) => ({ value: slug, text: name }))}
      />
      <FilterSelect
        t={t}
        name="year"
        label={t('record.contracts.year')}
        value={filter.year}
        options={choices.years.map((year) => ({ value: year, text: year }))}
      />
      <FilterSelect
        t={t}
        name="later"
        label={t('record.contracts.names')}
        value={filter.later ? 'yes' : ''}
        options={[{ value: 'yes', text: t('record.contracts.later') }]}
      />
    </Filters>
  );
}

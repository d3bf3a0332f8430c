import type { Translator } from '../../../foundation/i18n/translate.ts';
import { FilterSelect } from '../../../ui/components/filter-select.tsx';
import { Filters } from '../../../ui/components/signatories.tsx';
import { standings } from '../../model.ts';
import { accountabilities, harmDoers, harmedGroups, incidentKinds } from '../model.ts';
import { type IncidentQuery, incidentsAddress } from '../query.ts';
import type { IncidentOptions } from './store.ts';

export interface IncidentFiltersProps {
  t: Translator;
  query: IncidentQuery;
  options: IncidentOptions;
  narrowed: boolean;
}

/** What incidents can be narrowed to. A choice is offered where the record has it, or where it is made. */
export function IncidentFilters({ t, query, options, narrowed }: IncidentFiltersProps) {
  const some = <T extends string>(known: readonly T[], held: readonly unknown[], chosen: T | null) =>
    known.filter((one) => held.includes(one) || one === chosen);
  const select = (name: keyof IncidentQuery, label: string, choices: { value: string; text: string }[]) => (
    <FilterSelect t={t} name={name} label={label} value={String(query[name] ?? '')} options={choices} />
  );
  const doers = some(harmDoers, options.by, query.by === 'unsaid' ? null : query.by).map((value) => ({
    value: value as string,
    text: t(`report.by.${value}`),
  }));
  if (options.by.includes(null) || query.by === 'unsaid')
    doers.push({ value: 'unsaid', text: t('record.incidents.by.unsaid') });
  return (
    <details class="narrow-by" open={narrowed}>
      <summary>{t('record.incidents.filter')}</summary>
      <Filters
        t={t}
        action={`/${t.lang}/record/incidents`}
        label={t('record.incidents.filter')}
        clear={narrowed ? `/${t.lang}${incidentsAddress({})}` : null}
      >
        {select(
          'kind',
          t('record.incident.filed_under'),
          some(incidentKinds, options.kinds, query.kind).map((value) => ({
            value,
            text: t(`record.incident.kind.${value}`),
          })),
        )}
        {select(
          'year',
          t('years.year'),
          options.years.map((value) => ({ value, text: value })),
        )}
        {select(
          'company',
          t('record.cases.company'),
          options.companies.map(({ slug, name }) => ({ value: slug, text: name })),
        )}
        {select(
          'harmed',
          t('report.harmed'),
          some(harmedGroups, options.harmed, query.harmed).map((value) => ({
            value,
            text: t(`report.harmed.${value}`),
          })),
        )}
        {select('by', t('report.by'), doers)}
        {select(
          'standing',
          t('standing.label'),
          some(standings, options.standings, query.standing).map((value) => ({
            value,
            text: t(`standing.incident.${value}`),
          })),
        )}
        {select(
          'reached',
          t('report.reached'),
          some(accountabilities, options.reached, query.reached).map((value) => ({
            value,
            text: t(`report.reached.${value}`),
          })),
        )}
        {query.figure ? <input type="hidden" name="figure" value={query.figure} /> : null}
      </Filters>
    </details>
  );
}

import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Entries, type Entry } from '../../../ui/components/entries.tsx';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { reviewNotice } from '../../../ui/components/notice.tsx';
import { Opening } from '../../../ui/components/opening.tsx';
import { Pages } from '../../../ui/components/pages.tsx';
import { Part, Wrap } from '../../../ui/components/part.tsx';
import { IncidentYears, IncidentYearsTable } from '../../../ui/components/record/bars.tsx';
import { IncidentMap } from '../../../ui/components/record/map.tsx';
import { Standing } from '../../../ui/components/standing.tsx';
import { When } from '../../../ui/components/when.tsx';
import type { PageView } from '../../../ui/respond.tsx';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { pageJsonLd } from '../../parts/page-json-ld.ts';
import { hasBodilyFigures } from '../model.ts';
import { afterIncident, type IncidentQuery, incidentsAddress, isNarrowed } from '../query.ts';
import { dateText, figureText, reachedText } from '../words.ts';
import { CompaniesThen } from './companies-then.tsx';
import { IncidentFilters } from './filters.tsx';
import { HarmTable } from './harm.tsx';
import type { ListedIncident, MappedIncident, SumOfHarm } from './model.ts';
import type { IncidentOptions } from './store.ts';

export interface IncidentListData {
  query: IncidentQuery;
  /** The `after` that the page was asked with; null on the first. */
  after: string | null;
  incidents: readonly ListedIncident[];
  /** Whether more follow. */
  more: boolean;
  options: IncidentOptions;
  years: readonly { year: string; n: number }[];
  harm: readonly SumOfHarm[];
  mapped: readonly MappedIncident[];
  /** When what came with the software was published; null where all is adopted. */
  unreviewedSince: Date | null;
}

/** The incidents: where and when they were, what they come to, and one by one, the latest first. */
export function incidentListView(t: Translator, data: IncidentListData): PageView {
  const { query, after, incidents, more, years, harm, mapped, unreviewedSince } = data;
  const { after: _, ...filter } = query;
  const first = after === null;
  const total = harm.reduce((sum, { incidents: n }) => sum + n, 0);
  const last = incidents.at(-1);
  const narrowed = isNarrowed(query);
  return {
    title: t('record.incidents.title'),
    description: t('record.incidents.stand'),
    path: incidentsAddress(filter, after),
    tags: ['incident', 'company', 'company-name'],
    jsonLd: [pageJsonLd(t, 'CollectionPage', t('record.incidents.title'))],
    body: (
      <Wrap>
        <RecordCrumbs t={t} here={t('record.incidents.title')} />
        <Opening title={t('record.incidents.title')} size="title" stand={t('record.incidents.stand')}>
          {reviewNotice(t, unreviewedSince)}
          {narrowed || total > 0 ? (
            <IncidentFilters t={t} query={query} options={data.options} narrowed={narrowed} />
          ) : null}
          {query.figure ? <p class="notice">{t(`record.incidents.figure.${query.figure}.told`)}</p> : null}
        </Opening>
        {first && total > 0 ? (
          <>
            <Part id="where" title={t('record.incidents.where')} note={mapNote(t, mapped.length, total)}>
              <IncidentMap t={t} things={mapped.map((one) => thingOf(t, one))} />
            </Part>
            <Part id="when" title={t('record.incidents.when')} note={t('record.incidents.when.note')}>
              <div class="beside">
                <IncidentYears t={t} years={yearsOf(t, query, years)} />
                <details class="years-table">
                  <summary>{t('record.incidents.as_table')}</summary>
                  <IncidentYearsTable t={t} years={yearsOf(t, query, years)} />
                </details>
              </div>
            </Part>
            <Part id="harm" title={t('record.incidents.harm')} note={t('record.incidents.harm.note')}>
              <HarmTable t={t} query={query} harm={harm} />
            </Part>
          </>
        ) : null}
        <Part
          id="incidents"
          title={t('record.incidents.list')}
          note={total > 0 ? t('count.incidents', { n: total }) : null}
        >
          <div>
            {total === 0 ? (
              <p class="empty">{t(narrowed ? 'record.incidents.none' : 'record.unresearched')}</p>
            ) : (
              <Entries items={incidents.map((incident) => entryOf(t, incident))} />
            )}
            <Pages
              t={t}
              label={t('record.incidents.pages')}
              previous={null}
              next={more && last ? `/${t.lang}${incidentsAddress(filter, afterIncident(last))}` : null}
              first={first ? null : `/${t.lang}${incidentsAddress(filter)}`}
            />
          </div>
        </Part>
      </Wrap>
    ),
  };
}

function mapNote(t: Translator, mapped: number, total: number): string | undefined {
  return mapped < total ? t('record.incidents.where.some', { n: mapped }) : undefined;
}

/** An incident as the map has it. */
export function thingOf(t: Translator, one: MappedIncident) {
  const said = (text: string) => (text === '' ? null : { text, lang: one.lang });
  return {
    href: `/${t.lang}/record/incidents/${one.slug}`,
    title: { text: one.title, lang: one.lang },
    standing: one.standing,
    place: said(one.place),
    area: said(one.governorate) ?? undefined,
    latitude: one.latitude,
    longitude: one.longitude,
    precision: one.precision,
  };
}

/** Each year leads to its incidents; the one that is chosen leads back to all. */
function yearsOf(t: Translator, { after: _, ...filter }: IncidentQuery, years: IncidentListData['years']) {
  return years.map(({ year, n }) => ({
    year: Number(year),
    n,
    href: `/${t.lang}${incidentsAddress({ ...filter, year: filter.year === year ? null : year })}`,
  }));
}

function entryOf(t: Translator, incident: ListedIncident): Entry {
  const facts = [
    ...(hasBodilyFigures(incident)
      ? [
          t('record.incidents.entry.killed', { figure: figureText(t, incident.killed) }),
          t('record.incidents.entry.injured', { figure: figureText(t, incident.injured) }),
        ]
      : []),
    ...(incident.harmedBy
      ? [t('record.incidents.entry.by', { who: t(`report.by.${incident.harmedBy}`) })]
      : []),
    t('record.incidents.entry.reached', { what: reachedText(t, incident) }),
  ];
  return {
    id: `incident-${incident.slug}`,
    label: (
      <>
        <When text={dateText(t, incident.date, incident.dateTo)} datetime={incident.date} />
        <br />
        <Standing t={t} standing={incident.standing} of="incident" />
      </>
    ),
    title: <FallbackText t={t} said={{ text: incident.title, lang: incident.lang }} />,
    href: `/${t.lang}/record/incidents/${incident.slug}`,
    note: (
      <>
        <CompaniesThen t={t} incident={incident} />
        {incident.place ? (
          <>
            {incident.companies.length > 0 ? ' · ' : null}
            <bdi lang={incident.lang === t.lang ? undefined : incident.lang}>{incident.place}</bdi>
          </>
        ) : null}
      </>
    ),
    text: <span class="label">{facts.join(' · ')}</span>,
  };
}

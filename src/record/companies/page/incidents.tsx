import { formatDate } from '../../../foundation/i18n/dates.ts';
import { type IncidentItem, Incidents } from '../../../ui/components/incidents.tsx';
import { Part } from '../../../ui/components/part.tsx';
import { langAttribute } from '../../../ui/components/said.ts';
import { Standing } from '../../../ui/components/standing.tsx';
import { hasBodilyFigures } from '../../incidents/model.ts';
import { figureText, harmedText, reachedText } from '../../incidents/words.ts';
import { weaker } from '../../model.ts';
import { StandingLegend } from '../../parts/standing.tsx';
import { Answers } from './answers.tsx';
import { FromToday, NameMark, UnderName } from './marks.tsx';
import type { CompanyPage, IncidentLine } from './model.ts';
import type { Teller } from './teller.ts';

/** What the record says happened, each under the name that the company bore then. */
export function IncidentsPart({ teller, page }: { teller: Teller; page: CompanyPage }) {
  const { t } = teller;
  return (
    <Part
      id="incidents"
      title={t('record.company.incidents')}
      margin={
        <>
          <StandingLegend t={t} of="incident" />
          {page.incidents.length > 0 ? <FromToday teller={teller} of="incidents" /> : null}
        </>
      }
    >
      {page.incidents.length === 0 ? (
        <p class="empty">{t(teller.asOf === null ? 'record.company.none' : 'record.company.none_then')}</p>
      ) : (
        <Incidents t={t} items={page.incidents.map((one) => itemOf(teller, page, one))} />
      )}
    </Part>
  );
}

/** Of a time asked for neither what came of it nor the summary, which knows that. */
function itemOf(teller: Teller, page: CompanyPage, incident: IncidentLine): IncidentItem {
  const { t, asOf } = teller;
  const bodily = !incident.wentOn && hasBodilyFigures(incident);
  const { date, dateTo } = incident;
  const standing = weaker(incident.part, incident.standing);
  const facts = [
    {
      term: t('record.company.under'),
      value: <UnderName teller={teller} names={page.company.names} done={incident} />,
    },
    { term: t('record.incident.role'), value: t(`record.incident.role.${incident.role}`) },
    {
      term: t('record.company.incident_itself'),
      value:
        standing === incident.standing ? null : <Standing t={t} standing={incident.standing} of="incident" />,
    },
    { term: t('report.place'), value: incident.place ? <bdi>{incident.place}</bdi> : null },
    { term: t('report.killed'), value: bodily ? figureText(t, incident.killed) : null },
    { term: t('report.injured'), value: bodily ? figureText(t, incident.injured) : null },
    { term: t('report.harmed'), value: harmedText(t, incident.harmed) },
    { term: t('report.by'), value: incident.harmedBy && t(`report.by.${incident.harmedBy}`) },
    {
      term: t('report.reached'),
      value: asOf === null ? reachedText(t, incident) : null,
    },
  ];
  const on = formatDate(t.lang, date);
  return {
    id: `incident-${incident.slug}`,
    title: incident.title,
    lang: langAttribute(incident.lang, t.lang),
    href: `/${t.lang}/record/incidents/${incident.slug}`,
    standing,
    date: {
      text: dateTo ? t('date.range', { from: on, to: formatDate(t.lang, dateTo) }) : on,
      datetime: date,
    },
    text:
      asOf === null ? (
        incident.summary
      ) : (
        <>
          {incident.mark === 'possible' ? <NameMark t={t} mark="possible" /> : null}{' '}
          {incident.wentOn ? t('record.company.on.went_on') : null} {t('record.company.on.told')}
        </>
      ),
    facts: facts.filter(({ value }) => value !== null),
    sources: teller.footnotes(incident.id),
    more: page.responses.some(({ about }) => about === incident.id) ? (
      <Answers teller={teller} page={page} about={incident.id} />
    ) : undefined,
  };
}

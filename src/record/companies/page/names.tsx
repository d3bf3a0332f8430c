import { Part } from '../../../ui/components/part.tsx';
import { TimeAxis } from '../../../ui/components/record/time-axis.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { NotedStanding } from '../../../ui/components/standing.tsx';
import { caseDates } from '../../cases/words.tsx';
import { dateText } from '../../incidents/words.ts';
import { weaker } from '../../model.ts';
import { StandingLegend } from '../../parts/standing.tsx';
import type { Period } from '../../then.ts';
import type { Mark } from '../as-of.ts';
import { hasEnded } from '../model.ts';
import type { MarkedName } from './at/page-at.ts';
import { NameMark, OneName } from './marks.tsx';
import type { CompanyPage } from './model.ts';
import type { Teller } from './teller.ts';
import { whenText } from './texts.ts';

/** The names over time: the axis with all that has a date, and the names as a table. */
export function NamesPart({
  teller,
  page,
  names,
}: {
  teller: Teller;
  page: CompanyPage;
  names: readonly MarkedName[];
}) {
  const { t, asOf, footnotes } = teller;
  const heads = { kind: t('report.name.kind'), borne: t('report.name.borne') };
  return (
    <Part id="names" title={t('record.company.names')}>
      <div>
        <Axis teller={teller} page={page} names={names} />
        {page.incidents.length > 0 ? <StandingLegend t={t} of="incident" /> : null}
        <table class="stack names-over-time">
          <caption class="vh">{t('report.names')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('report.name')}</th>
              <th scope="col">{heads.kind}</th>
              <th scope="col">{heads.borne}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr id={`name-${name.id}`}>
                <th scope="row" class="names">
                  <OneName t={t} name={name} plain={name.mark !== null && name.mark !== 'ended'} />{' '}
                  <FootnoteRefs t={t} numbers={footnotes(name.id)} />
                </th>
                <td data-label={heads.kind}>
                  {t(`report.name.${name.kind ?? (hasEnded(name) ? 'former' : 'unsaid')}`)}
                </td>
                <td data-label={heads.borne}>
                  {whenText(t, name, name.mark)}{' '}
                  {name.mark !== null && (asOf === null || name.from !== null || name.to !== null) ? (
                    <NameMark t={t} mark={name.mark} />
                  ) : null}{' '}
                  {name.standing ? <NotedStanding t={t} standing={name.standing} /> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

function Axis({
  teller: { t, asOf },
  page,
  names,
}: {
  teller: Teller;
  page: CompanyPage;
  names: readonly MarkedName[];
}) {
  // What certainly ran at the time asked for is drawn as far as that.
  const band = ({ from, to, endIs, ongoingAsOf, mark }: Period & { mark: Mark | null }) =>
    asOf !== null && mark === 'certain'
      ? { from, to: null, endIs: 'ongoing' as const, asOf: asOf.days.from }
      : { from, to, endIs, asOf: ongoingAsOf };
  return (
    <TimeAxis
      t={t}
      on={asOf === null ? null : asOf.on}
      names={names
        .filter(({ kind }) => kind !== 'transliteration')
        .map((name) => ({
          ...band(name),
          text: { text: name.name, lang: name.lang },
          when: whenText(t, name, name.mark),
          href: `#name-${name.id}`,
          former: hasEnded(name),
        }))}
      incidents={page.incidents.map((incident) => ({
        text: { text: incident.title, lang: incident.lang },
        when: dateText(t, incident.date, incident.dateTo),
        href: `#incident-${incident.slug}`,
        date: incident.date,
        standing: weaker(incident.part, incident.standing),
      }))}
      contracts={page.contracts.map((contract) => ({
        ...band(contract),
        text: { text: contract.buyer.name, lang: contract.buyer.lang },
        when: whenText(t, contract, contract.mark),
        href: `#contract-${contract.slug}`,
      }))}
      cases={page.cases.map((one) => ({
        from: one.filed ?? one.decided,
        to: one.decided,
        endIs: one.decided === null ? 'unknown' : 'known',
        text: { text: one.title, lang: one.lang },
        when: caseDates(t, one),
        href: `#case-${one.slug}`,
      }))}
    />
  );
}

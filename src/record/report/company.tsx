import { countryName } from '../../foundation/i18n/countries.ts';
import { formatDate } from '../../foundation/i18n/dates.ts';
import { Chapter } from '../../ui/components/chapter.tsx';
import { Entries } from '../../ui/components/entries.tsx';
import { FallbackMark, FallbackText } from '../../ui/components/fallback-text.tsx';
import { type IncidentItem, Incidents } from '../../ui/components/incidents.tsx';
import { langAttribute } from '../../ui/components/said.ts';
import { FootnoteRefs } from '../../ui/components/sources.tsx';
import { Standing } from '../../ui/components/standing.tsx';
import { When } from '../../ui/components/when.tsx';
import { type Company, hasEnded, type Succession } from '../companies/model.ts';
import { hasBodilyFigures } from '../incidents/model.ts';
import { dateText, figureText, harmedText, reachedText } from '../incidents/words.ts';
import { weaker } from '../model.ts';
import { periodText } from '../parts/period.ts';
import { Cases, ToldUnder } from './cases.tsx';
import type { Chapter as ChapterData, ToldIncident } from './model.ts';
import { inFull, named } from './reading-order.ts';
import type { Teller } from './telling.ts';

/** One company: its names, what it is, who held it, what happened, and what came of it. */
export function CompanyChapter({ teller, chapter }: { teller: Teller; chapter: ChapterData }) {
  const { t } = teller;
  const { company, line, incidents, cases, successions } = chapter;
  const told = inFull(incidents);
  const elsewhere = named(incidents);
  return (
    <Chapter
      t={t}
      id={`company-${company.slug}`}
      former={line.former}
      current={line.current}
      aside={<Aside teller={teller} company={company} />}
    >
      <Statement teller={teller} id={company.id} lang={company.lang} text={company.summary} />
      {successions.map((succession) => (
        <SuccessionLine teller={teller} succession={succession} />
      ))}
      <NamesTable teller={teller} company={company} />
      {told.length > 0 ? (
        <Incidents t={t} items={told.map((one) => incidentItem(teller, one, company))} />
      ) : null}
      {elsewhere.length > 0 ? (
        <>
          <h3>{t('report.elsewhere')}</h3>
          <Entries level="h4" items={elsewhere.map((one) => reference(teller, one, company))} />
          {elsewhere.map((one) => (
            <Cases teller={teller} cases={one.cases} here={company} />
          ))}
        </>
      ) : null}
      {cases.length > 0 ? (
        <>
          <h3>{t('report.cases.other')}</h3>
          <Cases teller={teller} cases={cases} here={company} />
        </>
      ) : null}
    </Chapter>
  );
}

function Aside({ teller: { t }, company }: { teller: Teller; company: Company }) {
  const spellings = company.names.filter(({ kind, lang }) => kind === 'transliteration' && lang === t.lang);
  return (
    <>
      <p>{countryName(t.lang, company.country)}</p>
      {company.founded ? <p>{t('report.founded', { date: formatDate(t.lang, company.founded) })}</p> : null}
      {spellings.length > 0 ? (
        <p>{t('report.also_written', { names: spellings.map(({ name }) => name).join('، ') })}</p>
      ) : null}
    </>
  );
}

/** A paragraph with its footnotes. */
export function Statement(props: { teller: Teller; id: Company['id']; lang: Company['lang']; text: string }) {
  const { t, footnotes } = props.teller;
  return (
    <p>
      <FallbackText t={t} said={{ text: props.text, lang: props.lang }} />{' '}
      <FootnoteRefs t={t} numbers={footnotes(props.id)} />
    </p>
  );
}

/** Who became whose, as a sentence: an owner strikes out nothing. */
export function SuccessionLine({ teller, succession }: { teller: Teller; succession: Succession }) {
  return <Statement teller={teller} id={succession.id} lang={succession.lang} text={succession.note} />;
}

function NamesTable({ teller: { t, footnotes }, company }: { teller: Teller; company: Company }) {
  const heads = { kind: t('report.name.kind'), borne: t('report.name.borne') };
  return (
    <table class="stack">
      <caption class="label">{t('report.names')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('report.name')}</th>
          <th scope="col">{heads.kind}</th>
          <th scope="col">{heads.borne}</th>
        </tr>
      </thead>
      <tbody>
        {company.names.map((name) => (
          <tr>
            <th scope="row">
              <bdi lang={langAttribute(name.lang, t.lang)}>{name.name}</bdi>
            </th>
            <td data-label={heads.kind}>
              {t(`report.name.${name.kind ?? (hasEnded(name) ? 'former' : 'unsaid')}`)}
            </td>
            <td data-label={heads.borne}>
              {periodText(t, name)} <FootnoteRefs t={t} numbers={footnotes(name.id)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Its kind is not printed: in some incidents it is what the plaintiffs say. The summary tells who says what. */
function incidentItem(teller: Teller, { thing, cases }: ToldIncident, here: Company): IncidentItem {
  const { t } = teller;
  const bodily = hasBodilyFigures(thing);
  const facts = [
    { term: t('report.place'), value: thing.place ? <bdi>{thing.place}</bdi> : null },
    { term: t('report.killed'), value: bodily ? figureText(t, thing.killed) : null },
    { term: t('report.injured'), value: bodily ? figureText(t, thing.injured) : null },
    { term: t('report.harmed'), value: harmedText(t, thing.harmed) },
    { term: t('report.by'), value: thing.harmedBy && t(`report.by.${thing.harmedBy}`) },
    { term: t('report.reached'), value: reachedText(t, thing) },
  ];
  return {
    id: `incident-${thing.slug}`,
    title: thing.title,
    lang: langAttribute(thing.lang, t.lang),
    standing: partOf(thing, here),
    date: { text: dateText(t, thing.date, thing.dateTo), datetime: thing.date },
    text: thing.summary,
    facts: facts.filter(({ value }) => value !== null),
    sources: teller.footnotes(thing.id),
    more: cases.length > 0 ? <Cases teller={teller} cases={cases} here={here} /> : undefined,
  };
}

/** How surely it stands of this company: never more than its part in it is known to be. */
function partOf({ parts, standing }: ToldIncident['thing'], here: Company) {
  return weaker(parts[here.id] ?? standing, standing);
}

function reference({ t }: Teller, { thing, chapter }: ToldIncident, here: Company) {
  return {
    label: (
      <>
        <When text={dateText(t, thing.date, thing.dateTo)} datetime={thing.date} />
        <br />
        <Standing t={t} standing={partOf(thing, here)} of="incident" />
      </>
    ),
    title: thing.title,
    lang: langAttribute(thing.lang, t.lang),
    href: `#incident-${thing.slug}`,
    note: thing.lang === t.lang ? null : <FallbackMark t={t} lang={thing.lang} />,
    text: <ToldUnder t={t} chapter={chapter} here={here} />,
  };
}

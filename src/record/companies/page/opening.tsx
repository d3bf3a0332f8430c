import { countryName } from '../../../foundation/i18n/countries.ts';
import { formatDate } from '../../../foundation/i18n/dates.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Names } from '../../../ui/components/names.tsx';
import { reviewNotice } from '../../../ui/components/notice.tsx';
import { langAttribute } from '../../../ui/components/said.ts';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { lineThen } from '../as-of.ts';
import { nameLine } from '../model.ts';
import { namesAt } from './at/page-at.ts';
import { NameMark } from './marks.tsx';
import type { CompanyPage, Owner } from './model.ts';
import type { Teller } from './teller.ts';
import { calledText, isHold, otherEnd, whenText } from './texts.ts';

/** How the page begins: the struck names before the one that stands, and who holds the company, which is another mark. */
export function Dossier({ teller, page, publishedAt }: DossierProps) {
  const { t, asOf } = teller;
  const { company } = page;
  const line = asOf === null ? nameLine(company.names) : lineThen(company.names, asOf);
  // Without a date nobody can tell whether a spelling is of a name that was borne then: it stands among the names only.
  const spellings = namesAt(company.names, asOf).filter(
    ({ kind, lang, from, mark }) =>
      kind === 'transliteration' && lang === t.lang && (asOf === null || (from !== null && mark !== 'ended')),
  );
  return (
    <header class="dossier">
      <p class="label">
        {[
          t('record.company.kind'),
          countryName(t.lang, company.country),
          ...(company.founded ? [t('report.founded', { date: formatDate(t.lang, company.founded) })] : []),
        ].join(' · ')}
      </p>
      {line && (line.current || line.former.length > 0) ? (
        <Names t={t} as="h1" former={line.former} current={line.current} then={asOf !== null} />
      ) : (
        <h1>{t('record.company.no_name')}</h1>
      )}
      {line && 'mark' in line && line.mark !== null && line.mark !== 'certain' ? (
        <p class="label">
          <NameMark t={t} mark={line.mark} />
        </p>
      ) : null}
      {spellings.length > 0 ? (
        <p class="label">
          {t('report.also_written', { names: spellings.map(({ name }) => name).join('، ') })}
        </p>
      ) : null}
      <Holds teller={teller} page={page} />
      {reviewNotice(t, company.unadopted ? publishedAt : null)}
    </header>
  );
}

export interface DossierProps {
  teller: Teller;
  page: CompanyPage;
  publishedAt: Date | null;
}

function Holds({ teller, page: { company, ties, owners } }: { teller: Teller; page: CompanyPage }) {
  const { t, asOf, footnotes } = teller;
  return (
    <>
      {ties.map((tie) => {
        const end = otherEnd(tie, company.id);
        const called = end && isHold(tie, end.side) ? calledText(t, end.other.names, asOf) : null;
        if (!end || !called) return null;
        return (
          <p class="stand held">
            {t(`record.bond.${end.side}.${tie.kind}`)}{' '}
            <a href={`/${t.lang}/record/companies/${end.other.slug}`}>
              <b>
                <bdi lang={langAttribute(called.lang, t.lang)}>{called.text}</bdi>
              </b>
            </a>
            {tie.date ? t('record.bond.date', { date: formatDate(t.lang, tie.date) }) : null}{' '}
            {tie.mark === 'possible' ? <NameMark t={t} mark="possible" /> : null}{' '}
            <FootnoteRefs t={t} numbers={footnotes(tie.id)} />
          </p>
        );
      })}
      {owners
        .filter(({ mark }) => mark !== 'ended')
        .map((owner) => (
          <p class="stand held">
            {t('record.owner.owned_by')} <OwnerName teller={teller} owner={owner} />
            {owner.office ? t('record.owner.office', { office: owner.office }) : null} (
            {whenText(t, owner, owner.mark)}) {owner.mark ? <NameMark t={t} mark={owner.mark} /> : null}{' '}
            <FootnoteRefs t={t} numbers={footnotes(owner.id)} />
          </p>
        ))}
    </>
  );
}

/** An owner by name; one that is a company of the record leads there. */
export function OwnerName({ teller: { t, asOf }, owner }: { teller: Teller; owner: Owner }) {
  const called = owner.company && calledText(t, owner.company.names, asOf);
  if (owner.company && called) {
    return (
      <a href={`/${t.lang}/record/companies/${owner.company.slug}`}>
        <b>
          <bdi lang={langAttribute(called.lang, t.lang)}>{called.text}</bdi>
        </b>
      </a>
    );
  }
  return (
    <b>
      <FallbackText t={t} said={{ text: owner.owner, lang: owner.lang }} mark={false} />
    </b>
  );
}

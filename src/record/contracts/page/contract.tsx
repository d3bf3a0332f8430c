import type { Stand } from '../../../foundation/history/stand.ts';
import { countryName } from '../../../foundation/i18n/countries.ts';
import { formatDate } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { plainExcerpt } from '../../../foundation/text/excerpt.ts';
import { parsePartialDate } from '../../../foundation/text/partial-date.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Names } from '../../../ui/components/names.tsx';
import { reviewNotice } from '../../../ui/components/notice.tsx';
import { Opening } from '../../../ui/components/opening.tsx';
import { Part, Wrap } from '../../../ui/components/part.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { Standing } from '../../../ui/components/standing.tsx';
import type { PageView } from '../../../ui/respond.tsx';
import type { Correction } from '../../claims/history/history-store.ts';
import { nameLine } from '../../companies/model.ts';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { SourcesPart, StatementFoot } from '../../parts/foot.tsx';
import { pageJsonLd } from '../../parts/page-json-ld.ts';
import { periodText } from '../../parts/period.ts';
import type { Teller } from '../../report/telling.ts';
import type { CompanyResponse } from '../../responses/model.ts';
import type { Source } from '../../sources/model.ts';
import { dayOf } from '../borne.ts';
import { contractsAddress } from '../filter.ts';
import type { Contract } from '../model.ts';
import { amountText, BuyerName, NamesBorne } from './words.tsx';

export interface ContractPageData {
  contract: Contract;
  responses: readonly CompanyResponse[];
  /** In the order of their numbers. */
  sources: readonly Source[];
  stand: Stand;
  /** When and why it was last corrected; null for never. */
  correction: Correction | null;
  origin: string;
  site: string;
}

/** A contract: who paid whom, under which name, from when to when, for what. */
export function contractView(teller: Teller, data: ContractPageData): PageView {
  const { t, footnotes } = teller;
  const { contract, stand, responses } = data;
  const path = `/record/contracts/${contract.slug}`;
  return {
    title: contract.title,
    description: plainExcerpt(contract.subject, 200) || contract.title,
    path,
    tags: [contract.id, contract.buyer.id, contract.company.id, 'company-name', 'response', 'source'],
    kind: 'article',
    jsonLd: [
      pageJsonLd(t, 'WebPage', contract.title, {
        dateModified: stand.changedAt?.toISOString(),
      }),
    ],
    body: (
      <Wrap>
        <RecordCrumbs
          t={t}
          list={{ path: '/record/contracts', title: t('record.contracts.title') }}
          here={contract.title}
          hereLang={contract.lang}
        />
        <Opening
          title={<FallbackText t={t} said={{ text: contract.title, lang: contract.lang }} />}
          size="title"
          say={
            <p class="label">
              {t('record.contracts.contract')} <Standing t={t} standing={contract.standing} />
            </p>
          }
        >
          {reviewNotice(t, contract.unadopted ? stand.publishedAt : null)}
          <Facts teller={teller} contract={contract} />
        </Opening>
        {contract.subject === '' ? null : (
          <Part id="subject" title={t('record.contracts.subject')}>
            <p class="lead">
              <FallbackText t={t} said={{ text: contract.subject, lang: contract.lang }} mark={false}>
                <FootnoteRefs t={t} numbers={footnotes(contract.id)} />
              </FallbackText>
            </p>
          </Part>
        )}
        <Responses teller={teller} responses={responses} />
        <SourcesPart t={t} sources={data.sources} />
        <StatementFoot
          t={t}
          title={contract.title}
          path={path}
          origin={data.origin}
          site={data.site}
          about={`contract/${contract.slug}`}
          json={`/api/v1/contracts/${contract.slug}`}
          changedAt={stand.changedAt}
          correction={data.correction}
        />
      </Wrap>
    ),
  };
}

function Facts({ teller: { t, footnotes }, contract }: { teller: Teller; contract: Contract }) {
  const { buyer, company, amount } = contract;
  const country = contract.placeCountry === null ? '' : countryName(t.lang, contract.placeCountry);
  return (
    <DescriptionList
      facts={[
        {
          term: t('record.contracts.buyer'),
          value: (
            <>
              <a href={`/${t.lang}${contractsAddress({ buyer: buyer.slug })}`}>
                <BuyerName t={t} buyer={buyer} />
              </a>{' '}
              <span class="label">
                {t(`record.contracts.buyer.${buyer.kind}`)}
                {buyer.country === null ? null : ` · ${countryName(t.lang, buyer.country)}`}
              </span>
            </>
          ),
        },
        { term: t('record.contracts.company_then'), value: <Company t={t} contract={contract} /> },
        { term: t('record.contracts.company_names'), value: presentNames(t, company) },
        {
          term: t('record.contracts.term'),
          value: (
            <>
              {periodText(t, contract)}{' '}
              {contract.ongoingSource === null ? null : (
                <FootnoteRefs t={t} numbers={footnotes(contract.ongoingSource)} />
              )}
            </>
          ),
        },
        {
          term: t('record.contracts.sum'),
          value: amount === null ? t('record.contracts.no_sum') : amountText(t, amount),
        },
        {
          term: t('record.contracts.place'),
          value:
            contract.place === '' ? (
              country
            ) : (
              <>
                <FallbackText t={t} said={{ text: contract.place, lang: contract.lang }} mark={false} />
                {country === '' ? null : ` · ${country}`}
              </>
            ),
        },
      ]}
    />
  );
}

/** The name then; a link to the company as it was on a day of the contract. */
function Company({ t, contract }: { t: Translator; contract: Contract }) {
  const day = parsePartialDate(dayOf(contract) ?? '');
  const company = `/${t.lang}/record/companies/${contract.company.slug}`;
  return (
    <>
      <NamesBorne t={t} contract={contract} href={day === null ? company : `${company}?on=${day}`} />{' '}
      {contract.underLaterName ? <span class="label block">{t('record.contracts.later')}</span> : null}
      {day === null ? null : (
        <span class="label block">
          <a href={`${company}?on=${day}`}>
            {t('record.contracts.company_on', { date: formatDate(t.lang, day) })}
          </a>
        </span>
      )}
    </>
  );
}

/** All the names of the line, as the company's own page has them; nothing where it bore only one. */
function presentNames(t: Translator, company: Contract['company']) {
  const line = nameLine(company.names);
  if (line === null || line.former.length === 0) return null;
  return (
    <Names
      t={t}
      former={line.former}
      current={line.current}
      href={`/${t.lang}/record/companies/${company.slug}`}
    />
  );
}

/** What the company answered: beside the statement, and as large. */
function Responses({ teller, responses }: { teller: Teller; responses: readonly CompanyResponse[] }) {
  const { t, footnotes } = teller;
  if (responses.length === 0) return null;
  return (
    <Part id="answers" title={t('standing.answer')}>
      <div>
        {responses.map((answer) => (
          <blockquote class="response" id={`response-${answer.id}`}>
            <p class="label">{answer.date ? formatDate(t.lang, answer.date) : t('date.unknown')}</p>
            <FallbackText t={t} as="p" said={{ text: answer.text, lang: answer.lang }}>
              <FootnoteRefs t={t} numbers={footnotes(answer.id)} />
            </FallbackText>
          </blockquote>
        ))}
      </div>
    </Part>
  );
}

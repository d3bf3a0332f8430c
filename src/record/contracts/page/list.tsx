import type { Translator } from '../../../foundation/i18n/translate.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { reviewNotice } from '../../../ui/components/notice.tsx';
import { Opening } from '../../../ui/components/opening.tsx';
import { Pages } from '../../../ui/components/pages.tsx';
import { Part, Wrap } from '../../../ui/components/part.tsx';
import type { PageView } from '../../../ui/respond.tsx';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { pageJsonLd } from '../../parts/page-json-ld.ts';
import { periodText } from '../../parts/period.ts';
import type { ContractChoices, ContractFigures, ContractSums } from '../figures-store.ts';
import { afterContract, type ContractFilter, contractsAddress } from '../filter.ts';
import type { Contract } from '../model.ts';
import { ContractFilters } from './filters.tsx';
import { Sums } from './sums.tsx';
import { WhoPays } from './who-pays.tsx';
import { amountText, BuyerName, NamesBorne } from './words.tsx';

export interface ContractListData {
  contracts: readonly Contract[];
  more: boolean;
  filter: ContractFilter;
  /** The cursor of this page; null on the first. */
  after: string | null;
  figures: ContractFigures;
  sums: ContractSums;
  choices: ContractChoices;
  /** When what came with the software was published; null where all is adopted. */
  unreviewedSince: Date | null;
}

/** The contracts, newest first: who pays, what it comes to, and each with the name that the company bore. */
export function contractListView(t: Translator, data: ContractListData): PageView {
  const { contracts, more, filter, after, sums } = data;
  const last = contracts.at(-1);
  const narrowed = contractsAddress(filter) !== contractsAddress({});
  const here = (cursor: string | null) => `/${t.lang}${contractsAddress(filter, cursor)}`;
  return {
    title: t('record.contracts.title'),
    description: t('record.contracts.stand'),
    path: contractsAddress(filter, after),
    tags: ['contract', 'buyer', 'company', 'company-name'],
    unlisted: narrowed || after !== null,
    jsonLd: [pageJsonLd(t, 'CollectionPage', t('record.contracts.title'))],
    body: (
      <Wrap>
        <RecordCrumbs t={t} here={t('record.contracts.title')} />
        <Opening title={t('record.contracts.title')} size="title" stand={t('record.contracts.stand')}>
          {reviewNotice(t, data.unreviewedSince)}
        </Opening>
        {narrowed || after !== null ? null : <WhoPays t={t} figures={data.figures} choices={data.choices} />}
        <Part
          id="contracts"
          title={narrowed ? t('record.contracts.chosen') : t('record.contracts.all')}
          note={narrowed || contracts.length > 0 ? t('record.contracts.count', { n: sums.contracts }) : null}
        >
          <div>
            {narrowed || contracts.length > 0 ? (
              <ContractFilters t={t} filter={filter} choices={data.choices} narrowed={narrowed} />
            ) : null}
            {contracts.length === 0 ? (
              <p class="empty">{t(narrowed ? 'record.contracts.none' : 'record.unresearched')}</p>
            ) : (
              <Rows t={t} contracts={contracts} />
            )}
            <Pages
              t={t}
              label={t('record.contracts.pages')}
              previous={null}
              next={more && last ? here(afterContract(last)) : null}
              first={after === null ? null : here(null)}
            />
          </div>
        </Part>
        {after === null ? <Sums t={t} sums={sums} /> : null}
      </Wrap>
    ),
  };
}

function Rows({ t, contracts }: { t: Translator; contracts: ContractListData['contracts'] }) {
  const heads = {
    company: t('record.contracts.company_then'),
    buyer: t('record.contracts.buyer'),
    term: t('record.contracts.term'),
    sum: t('record.contracts.sum'),
  };
  return (
    <table class="stack contracts">
      <caption class="vh">{t('record.contracts.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('record.contracts.contract')}</th>
          <th scope="col">{heads.company}</th>
          <th scope="col">{heads.buyer}</th>
          <th scope="col">{heads.term}</th>
          <th scope="col">{heads.sum}</th>
        </tr>
      </thead>
      <tbody>
        {contracts.map((contract) => (
          <tr id={contract.slug}>
            <th scope="row">
              <a href={`/${t.lang}/record/contracts/${contract.slug}`}>
                <FallbackText t={t} said={{ text: contract.title, lang: contract.lang }} />
              </a>{' '}
              <span class="label">{t('sources.count', { n: contract.sources })}</span>
            </th>
            <td data-label={heads.company}>
              <NamesBorne t={t} contract={contract} />
              {contract.underLaterName ? (
                <span class="label block">{t('record.contracts.later')}</span>
              ) : null}
            </td>
            <td data-label={heads.buyer}>
              <BuyerName t={t} buyer={contract.buyer} />
            </td>
            <td data-label={heads.term} class="small">
              {periodText(t, contract)}
            </td>
            <td data-label={heads.sum} class="small">
              {contract.amount === null ? t('record.contracts.no_sum') : amountText(t, contract.amount)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

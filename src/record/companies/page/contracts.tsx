import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { Part } from '../../../ui/components/part.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { NotedStanding } from '../../../ui/components/standing.tsx';
import { Answers } from './answers.tsx';
import { FromToday, NameMark, UnderName } from './marks.tsx';
import type { CompanyPage, ContractLine } from './model.ts';
import type { Teller } from './teller.ts';
import { amountText, whenText } from './texts.ts';

/** Who paid the company, for what, and under which name it was paid. */
export function ContractsPart({ teller, page }: { teller: Teller; page: CompanyPage }) {
  const { t } = teller;
  const heads = {
    under: t('record.company.under'),
    subject: t('record.contract.subject'),
    term: t('record.contract.term'),
    amount: t('record.contract.amount'),
  };
  return (
    <Part
      id="contracts"
      title={t('record.company.contracts')}
      margin={page.contracts.length > 0 ? <FromToday teller={teller} of="contracts" /> : undefined}
    >
      {page.contracts.length === 0 ? (
        <p class="empty">{t(teller.asOf === null ? 'record.company.none' : 'record.company.none_then')}</p>
      ) : (
        <table class="stack contracts">
          <caption class="vh">{t('record.company.contracts')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('record.contract.buyer')}</th>
              <th scope="col">{heads.under}</th>
              <th scope="col">{heads.subject}</th>
              <th scope="col">{heads.term}</th>
              <th scope="col">{heads.amount}</th>
            </tr>
          </thead>
          <tbody>
            {page.contracts.map((contract) => (
              <Row teller={teller} page={page} contract={contract} heads={heads} />
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}

interface RowProps {
  teller: Teller;
  page: CompanyPage;
  contract: ContractLine;
  heads: Readonly<Record<'under' | 'subject' | 'term' | 'amount', string>>;
}

function Row({ teller, page, contract, heads }: RowProps) {
  const { t } = teller;
  const { buyer } = contract;
  return (
    <tr id={`contract-${contract.slug}`}>
      <th scope="row">
        <a href={`/${t.lang}/record/contracts/${contract.slug}`}>
          <FallbackText t={t} said={{ text: buyer.name, lang: buyer.lang }} mark={false} />
          {/* One buyer may stand here several times: heard by itself, each link says which contract it leads to. */}
          <span class="vh">
            {': '}
            <FallbackText t={t} said={{ text: contract.title, lang: contract.lang }} mark={false} />
          </span>
        </a>
      </th>
      <td data-label={heads.under}>
        <UnderName teller={teller} names={page.company.names} done={contract} />
      </td>
      <td data-label={heads.subject}>
        {teller.asOf === null ? (
          <>
            <FallbackText
              t={t}
              said={{ text: contract.subject || contract.title, lang: contract.lang }}
            />{' '}
          </>
        ) : (
          <FallbackText t={t} said={{ text: contract.title, lang: contract.lang }} />
        )}{' '}
        <NotedStanding t={t} standing={contract.standing} />{' '}
        <FootnoteRefs t={t} numbers={teller.footnotes(contract.id)} />
        <Answers teller={teller} page={page} about={contract.id} />
      </td>
      <td data-label={heads.term}>
        {whenText(t, contract, contract.mark)}{' '}
        {contract.mark ? <NameMark t={t} mark={contract.mark} /> : null}
      </td>
      <td data-label={heads.amount} class="figure">
        {contract.amount === null ? t('record.contract.amount.unknown') : amountText(t, contract.amount)}
        {contract.amount !== null && contract.mark !== null && contract.mark !== 'ended' ? (
          <>
            {' '}
            <span class="then">{t('record.contract.amount.whole')}</span>
          </>
        ) : null}
      </td>
    </tr>
  );
}

import { formatMoney } from '../../../foundation/i18n/money.ts';
import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Part } from '../../../ui/components/part.tsx';
import type { ContractSums } from '../figures-store.ts';

/** What the contracts come to: currencies and kinds of sums apart, with how many are in none of them. */
export function Sums({ t, sums: { sums, withoutSum } }: { t: Translator; sums: ContractSums }) {
  if (sums.length === 0) return null;
  const heads = { is: t('record.contracts.sum.is'), contracts: t('record.contracts.contracts') };
  return (
    <Part id="sums" title={t('record.contracts.sums')} note={t('record.contracts.sums.note')}>
      <div>
        <table class="stack">
          <caption class="vh">{t('record.contracts.sums')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('record.contracts.sum')}</th>
              <th scope="col">{heads.is}</th>
              <th scope="col" class="figure">
                {heads.contracts}
              </th>
            </tr>
          </thead>
          <tbody>
            {sums.map(({ currency, is, contracts, sum }) => (
              <tr>
                <th scope="row">
                  {t(`record.contracts.sum.${is}`, { sum: formatMoney(t.lang, sum, currency) })}
                </th>
                <td data-label={heads.is}>{t(`record.contracts.sums.${is}`)}</td>
                <td data-label={heads.contracts} class="figure">
                  {formatNumber(t.lang, contracts)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {withoutSum > 0 ? <p class="label">{t('record.contracts.sums.without', { n: withoutSum })}</p> : null}
      </div>
    </Part>
  );
}

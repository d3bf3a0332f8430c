import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Part } from '../../../ui/components/part.tsx';
import type { ContractChoices, ContractFigures } from '../figures-store.ts';
import { contractsAddress } from '../filter.ts';
import { type BuyerKind, buyerKinds } from '../model.ts';
import { BuyerName } from './words.tsx';

interface WhoPaysProps {
  t: Translator;
  figures: ContractFigures;
  choices: ContractChoices;
}

/** Of each kind the buyers with the most contracts; the others in one line, that the numbers add up. The filter has them all. */
const shown = 8;
const always: readonly BuyerKind[] = ['state', 'un', 'company', 'ngo'];

/** Contracts by who pays. A kind of which no contract is known was not yet researched: it has no 0. */
export function WhoPays({ t, figures, choices }: WhoPaysProps) {
  const kinds = buyerKinds.filter((kind) => always.includes(kind) || figures.byBuyerKind[kind] !== null);
  const { count } = figures.underLaterName;
  const address = (filter: Parameters<typeof contractsAddress>[0]) => `/${t.lang}${contractsAddress(filter)}`;
  return (
    <Part id="buyers" title={t('record.contracts.who_pays')} note={t('record.contracts.who_pays.note')}>
      <div>
        <table class="buyers">
          <caption class="vh">{t('record.contracts.who_pays')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('record.contracts.buyer')}</th>
              <th scope="col" class="figure">
                {t('record.contracts.contracts')}
              </th>
            </tr>
          </thead>
          {kinds.map((kind) => {
            const n = figures.byBuyerKind[kind];
            const most = choices.buyers.filter((buyer) => buyer.kind === kind).slice(0, shown);
            const others = most.reduce((left, { contracts }) => left - contracts, n ?? 0);
            return (
              <tbody>
                <Kind t={t} kind={kind} n={n} href={address({ kind })} />
                {most.map((buyer) => (
                  <tr>
                    <td>
                      <a href={address({ buyer: buyer.slug })}>
                        <BuyerName t={t} buyer={buyer} />
                      </a>
                    </td>
                    <td class="figure">{formatNumber(t.lang, buyer.contracts)}</td>
                  </tr>
                ))}
                {others > 0 ? (
                  <tr>
                    <td>{t('record.contracts.who_pays.more')}</td>
                    <td class="figure">{formatNumber(t.lang, others)}</td>
                  </tr>
                ) : null}
              </tbody>
            );
          })}
        </table>
        {count > 0 ? (
          <p class="under-later">
            <a href={address({ later: true })}>{t('record.contracts.later.count', { n: count })}</a>{' '}
            <span class="label">{t('record.contracts.later.note')}</span>
          </p>
        ) : null}
      </div>
    </Part>
  );
}

function Kind({ t, kind, n, href }: { t: Translator; kind: BuyerKind; n: number | null; href: string }) {
  const name = t(`record.contracts.buyers.${kind}`);
  return (
    <tr>
      <th scope="rowgroup">{n === null ? name : <a href={href}>{name}</a>}</th>
      <td class="figure">{n === null ? t('record.unresearched') : formatNumber(t.lang, n)}</td>
    </tr>
  );
}

import { formatDate } from '../../../foundation/i18n/dates.ts';
import { formatMoney } from '../../../foundation/i18n/money.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { langAttribute } from '../../../ui/components/said.ts';
import { type CompanyName, hasEnded } from '../../companies/model.ts';
import { namesBorne } from '../borne.ts';
import type { Amount, Buyer, Contract } from '../model.ts';

/** A sum with what it is: 'at least 1,000,000,000 US dollars'. */
export function amountText(t: Translator, { amount, currency, is }: Amount): string {
  return t(`record.contracts.sum.${is}`, { sum: formatMoney(t.lang, amount, currency) });
}

/** A buyer by its name, isolated. */
export function BuyerName({ t, buyer }: { t: Translator; buyer: Pick<Buyer, 'name' | 'lang'> }) {
  return <bdi lang={langAttribute(buyer.lang, t.lang)}>{buyer.name}</bdi>;
}

/** A name of a company; one that the record says has ended is struck out. */
function OneName({ t, name }: { t: Translator; name: CompanyName }) {
  const text = <bdi lang={langAttribute(name.lang, t.lang)}>{name.name}</bdi>;
  return hasEnded(name) ? (
    <s>
      <span class="vh">{t('names.former')}</span>
      {text}
    </s>
  ) : (
    text
  );
}

/**
 * What the company was called when the contract began, how sure that is, and what it was renamed to while it held it.
 * @param href makes the first name a link.
 */
export function NamesBorne({ t, contract, href }: { t: Translator; contract: Contract; href?: string }) {
  const { names, slug } = contract.company;
  const { first, later } = namesBorne(contract, names);
  const known = first?.name ?? names[0];
  const doubt =
    first === null ? 'undated' : first.how === 'begun' || first.how === 'possible' ? first.how : null;
  const name = known ? <OneName t={t} name={known} /> : slug;
  return (
    <span class="names borne">
      {href ? <a href={href}>{name}</a> : name}
      {doubt === null ? null : (
        <>
          {' '}
          <span class="label">{t(`record.contracts.name.${doubt}`)}</span>
        </>
      )}
      {later.map((one) => (
        <>
          {t.dir === 'rtl' ? '، ' : ', '}
          {t('record.contracts.name.from', { date: one.from === null ? '' : formatDate(t.lang, one.from) })}{' '}
          <OneName t={t} name={one} />
        </>
      ))}
    </span>
  );
}

import { formatDate } from '../../../foundation/i18n/dates.ts';
import { formatMoney } from '../../../foundation/i18n/money.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { periodText } from '../../parts/period.ts';
import { daysOf, nameThen, type Period } from '../../then.ts';
import { type AsOf, lineThen, type Mark } from '../as-of.ts';
import { type CompanyName, nameLine } from '../model.ts';
import type { CaseLine, ContractLine, IncidentLine, Relative, Tie } from './model.ts';

/** How a link between two companies reads from where the page stands. */
export type Side = 'out' | 'in';

/** @returns the company at the other end, and from which side the page sees the link; null for one between two others. */
export function otherEnd(tie: Tie, here: string): { side: Side; other: Relative } | null {
  if (tie.fromCompany === here) return { side: 'out', other: tie.to };
  return tie.toCompany === here ? { side: 'in', other: tie.from } : null;
}

/** Whether a link says who holds the company, or from whom it was parted: the mark beside its names. */
export function isHold(tie: Tie, side: Side): boolean {
  return side === 'out' ? tie.kind !== 'spun-off' && tie.kind !== 'rebranded-local' : tie.kind === 'spun-off';
}

/**
 * What a page calls a company: its present name, or that of the time asked for. Where it had none by then, a later one, and
 * that it is later. Null for a company without a name.
 */
export function calledText(
  t: Translator,
  names: readonly CompanyName[],
  asOf: AsOf | null,
): { text: string; lang: string } | null {
  const now = nameLine(names)?.current ?? null;
  const line = asOf === null ? null : lineThen(names, asOf);
  const called = line === null ? now : (line.current ?? line.former.at(-1) ?? null);
  if (called !== null) return { text: called.name, lang: called.lang };
  const later = names[0];
  return later ? { text: t('record.then.later_name', { name: later.name }), lang: t.lang } : null;
}

/** What the record says of a time beside a period: the period itself, or, of a time asked for, since when. */
export function whenText(t: Translator, period: Period, mark: Mark | null): string {
  if (mark === null || mark === 'ended') return periodText(t, period);
  return period.from === null
    ? t('record.then.no_dates')
    : t('record.then.from', { date: formatDate(t.lang, period.from) });
}

/** A sum as its source gives it: paid, a value, or a bound. */
export function amountText(t: Translator, amount: NonNullable<ContractLine['amount']>): string {
  return t(`record.contracts.sum.${amount.is}`, {
    sum: formatMoney(t.lang, String(amount.value), amount.currency),
  });
}

/** The name under which something was done, with whether that is certain; null where no name is known for then. */
export function nameOf(
  names: readonly CompanyName[],
  done: IncidentLine | ContractLine | CaseLine,
): { name: CompanyName; sure: boolean } | null {
  if ('nameId' in done) {
    const given = names.find(({ id }) => id === done.nameId);
    if (given) return { name: given, sure: true };
  }
  const from =
    'filed' in done
      ? (done.filed ?? done.stages[0]?.date ?? done.decided)
      : 'from' in done
        ? (done.from ?? done.to)
        : done.date;
  if (from === null || from === undefined) return null;
  const borne = nameThen(names, daysOf(from, 'dateTo' in done ? done.dateTo : null));
  return borne && { name: borne.name, sure: borne.then !== 'possible' };
}

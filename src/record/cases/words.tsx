import { formatDate } from '../../foundation/i18n/dates.ts';
import { formatMoney } from '../../foundation/i18n/money.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import { NotedStanding } from '../../ui/components/standing.tsx';
import { When } from '../../ui/components/when.tsx';
import type { CourtCase, Redress } from './model.ts';

/** What was obtained, in a few words: its kind and its sum, or that none is known; nothing, and on which day that was so. */
export function redressText(
  t: Translator,
  { kind, amount, currency, date }: Pick<Redress, 'kind' | 'amount' | 'currency' | 'date'>,
): string {
  if (kind === 'nothing')
    return t('record.redress.nothing_on', { date: date === null ? '' : formatDate(t.lang, date) });
  const word = t(`record.redress.kind.${kind}`);
  if (amount !== null && currency !== null)
    return t('record.redress.of', { kind: word, sum: formatMoney(t.lang, amount, currency) });
  const hasSum =
    kind === 'compensation' || kind === 'damages' || kind === 'settlement' || kind === 'restitution';
  return hasSum ? t('record.redress.sum_unknown', { kind: word }) : word;
}

/** What kind of case it is and what came of it: "civil case · settled". How surely is said beside it. */
export function kindAndStatus(t: Translator, one: Pick<CourtCase, 'kind' | 'country' | 'status'>): string {
  return `${t(`report.case.kind.${one.kind}`, { country: one.country })} · ${t(`report.case.status.${one.status}`)}`;
}

/** The same in a list, with how surely where that is not just reported: a conviction that is contested reads as that. */
export function CaseSort(props: {
  t: Translator;
  one: Pick<CourtCase, 'kind' | 'country' | 'status' | 'standing'>;
}) {
  const { t, one } = props;
  return (
    <>
      {kindAndStatus(t, one)} <NotedStanding t={t} standing={one.standing} of="case" />
    </>
  );
}

/**
 * When a case began, and when it was decided or, settled, ended, as far as it is known: never a period, since an appeal, a
 * pardon or a payment may have come after.
 */
export function caseDates(t: Translator, one: Pick<CourtCase, 'filed' | 'decided' | 'status'>): string {
  const { filed, decided } = one;
  const begun =
    filed && filed !== decided ? t('report.case.filed', { date: formatDate(t.lang, filed) }) : null;
  const key = one.status === 'settled' ? 'report.case.ended' : 'report.case.decided';
  const done = decided ? t(key, { date: formatDate(t.lang, decided) }) : null;
  return [begun, done].filter((said) => said !== null).join(' · ') || t('date.unknown');
}

/** A day as it is known; words where it is not. */
export function Dated({ t, date }: { t: Translator; date: PartialDate | null }) {
  if (date === null) return <>{t('date.unknown')}</>;
  return <When text={formatDate(t.lang, date)} datetime={date} />;
}

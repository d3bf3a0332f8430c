import type { Id } from '../../foundation/database/id.ts';
import { formatDate } from '../../foundation/i18n/dates.ts';
import { localeOf } from '../../foundation/i18n/lang.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { CourtCase } from '../cases/model.ts';
import type { CompanyName } from '../companies/model.ts';
import type { Figure, Incident } from '../incidents/model.ts';
import { borne, isExact } from './model.ts';

/** What every part of the report needs to speak: its language, and the footnotes of each thing. */
export interface Teller {
  t: Translator;
  footnotes(id: Id): readonly number[];
}

/** A number of people in words; an unknown one says so. */
export function figureText(t: Translator, figure: Figure): string {
  if (figure === null) return t('report.figure.unknown');
  if (figure.max === 0) return t('report.figure.none');
  const [min, max] = [formatNumber(t.lang, figure.min), formatNumber(t.lang, figure.max)];
  return isExact(figure) ? max : t('report.figure.range', { min, max });
}

/** The time in which a name was borne, as a phrase. */
export function borneText(t: Translator, name: CompanyName): string {
  const dates = {
    from: name.from === null ? '' : formatDate(t.lang, name.from),
    to: name.to === null ? '' : formatDate(t.lang, name.to),
  };
  return t(`report.borne.${borne(name)}`, dates);
}

/** Who was harmed, as one list; null where nobody is recorded. */
export function harmedText(t: Translator, harmed: Incident['harmed']): string | null {
  if (harmed.length === 0) return null;
  const [only, ...others] = harmed;
  if (only !== undefined && others.length === 0) return t(`report.harmed.${only}`);
  const list = new Intl.ListFormat(localeOf(t.lang), { type: 'conjunction' });
  return list.format(harmed.map((who) => t(`report.harmed.${who}`)));
}

/** When a case ran, as far as it is known; null where neither date is. */
export function caseDates(
  t: Translator,
  { filed, decided }: Pick<CourtCase, 'filed' | 'decided'>,
): string | null {
  if (filed !== null && decided !== null) {
    const [from, to] = [formatDate(t.lang, filed), formatDate(t.lang, decided)];
    return from === to ? t('report.case.decided', { date: to }) : t('date.range', { from, to });
  }
  if (decided !== null) return t('report.case.decided', { date: formatDate(t.lang, decided) });
  return filed === null ? null : t('report.case.filed', { date: formatDate(t.lang, filed) });
}

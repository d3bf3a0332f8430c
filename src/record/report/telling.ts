import type { Id } from '../../foundation/database/id.ts';
import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { CourtCase } from '../cases/model.ts';

/** What every part of the report needs to speak: its language, and the footnotes of each thing. */
export interface Teller {
  t: Translator;
  footnotes(id: Id): readonly number[];
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

import { formatMoment } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { actorName } from '../../../staff/actor-model.ts';
import type { ClaimOnPage } from './claim-store.ts';

/** @returns by whom and when a claim was sent back. @param names of those who are named in it. */
export function returnedText(
  t: Translator,
  { reviewer, at }: NonNullable<ClaimOnPage['returned']>,
  names: ClaimOnPage['names'],
): string {
  return t('desk.claim.returned', { name: actorName(t, names, reviewer), date: formatMoment(t.lang, at) });
}

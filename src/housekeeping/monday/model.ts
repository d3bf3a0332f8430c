import { lastTimeOf } from '../../backup/schedule-model.ts';
import { dayIn } from '../../foundation/i18n/dates.ts';

/** HH:MM on Mondays. */
const at = '07:00';

/**
 * @returns the Monday (YYYY-MM-DD) whose mail is to be written now, by the clock of the site; null on other days. A
 * server that was off on Monday morning still writes until seven on Tuesday: later it would only puzzle.
 */
export function mondayDue(now: Date, timeZone: string): string | null {
  const day = dayIn(lastTimeOf(at, now, timeZone), timeZone);
  return new Date(`${day}T12:00:00Z`).getUTCDay() === 1 ? day : null;
}

import { type Lang, localeOf } from './lang.ts';
import { stripMarks } from './numbers.ts';

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago an instant was, in words: '12 minutes ago', 'yesterday', 'قبل 3 ساعات'. European digits. Nothing is in the future. */
export function formatAgo(lang: Lang, instant: Date, now: Date): string {
  const past = Math.max(0, now.getTime() - instant.getTime());
  const [unit, ms] = steps.find(([, least]) => past >= least) ?? (['minute', 60_000] as const);
  const format = new Intl.RelativeTimeFormat(localeOf(lang), { numeric: 'auto' });
  return stripMarks(format.format(-Math.floor(past / ms), unit));
}

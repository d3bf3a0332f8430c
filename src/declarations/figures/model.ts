import type { Id } from '../../foundation/database/id.ts';
import type { SignatureState } from '../signing/model.ts';

export type Kind = 'organisation' | 'person';

/** Sums over the signatures of a declaration, of all its versions. */
export interface Figures {
  /** Confirmed on a day (YYYY-MM-DD in Baghdad), by kind; days without any are left out. */
  days: { day: string; kind: Kind; n: number }[];
  /** Of signatures that stand: confirmed, or listed. */
  countries: { country: string; n: number }[];
  langs: { lang: string; n: number }[];
  /** Null: by no campaign link. */
  vias: { via: string | null; n: number }[];
  states: { state: SignatureState; kind: Kind; n: number }[];
}

/** A span of the chart over time: a day, or a week from its first day on. */
export interface Span {
  from: string;
  organisations: number;
  people: number;
}

export type By = 'day' | 'week';
export const spansShown: Readonly<Record<By, number>> = { day: 30, week: 26 };

const dayMs = 86_400_000;
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** @returns the first day of the week of a day: weeks in Iraq begin on Saturday (CLDR). */
export function weekOf(day: string): string {
  const ms = utc(day);
  return dayOf(ms - ((new Date(ms).getUTCDay() + 1) % 7) * dayMs);
}

/** @returns the last spans up to today, oldest first, those without a signature as nought. */
export function spansOf(days: Figures['days'], by: By, today: string): Span[] {
  const step = by === 'day' ? 1 : 7;
  const last = by === 'day' ? today : weekOf(today);
  const spans = new Map<string, Span>();
  for (let n = spansShown[by] - 1; n >= 0; n -= 1) {
    const from = dayOf(utc(last) - n * step * dayMs);
    spans.set(from, { from, organisations: 0, people: 0 });
  }
  for (const { day, kind, n } of days) {
    const span = spans.get(by === 'day' ? day : weekOf(day));
    if (!span) continue;
    if (kind === 'organisation') span.organisations += n;
    else span.people += n;
  }
  return [...spans.values()];
}

/** A row of a table with a bar: its part of the largest one, 0 to 1. */
export interface Bar {
  label: string;
  n: number;
  part: number;
}

/** @returns rows with their bars, the largest first; what is beyond `most` goes into one row for the rest. */
export function barsOf(rows: readonly { label: string; n: number }[], most: number, rest: string): Bar[] {
  const sorted = rows.toSorted((a, b) => b.n - a.n || (a.label < b.label ? -1 : 1));
  const shown = sorted.slice(0, most);
  const left = sorted.slice(most).reduce((sum, { n }) => sum + n, 0);
  if (left > 0) shown.push({ label: rest, n: left });
  const largest = Math.max(1, ...shown.map(({ n }) => n));
  return shown.map((row) => ({ ...row, part: row.n / largest }));
}

/** A campaign whose declaration has figures. */
export interface FiguredCampaign {
  id: Id;
  slug: string;
  name: string;
  declarationId: Id;
}

import { type Lang, languages } from '../../foundation/i18n/lang.ts';
import {
  linkAddress,
  type MenuEntry,
  menuPlaces,
  type Retention,
  retentionBounds,
  retentionNames,
} from './model.ts';

type Form = Readonly<Record<string, unknown>>;

/** One value of a posted form, without blanks at its ends and without what no keyboard types. */
export function typedIn(form: Form, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value.toWellFormed().replace(noText, '').trim() : '';
}

// Controls but for tab and line break: no column of text holds NUL, and none of the others is seen.
const noText = /(?![\t\n\r])\p{Cc}/gu;

/** Reads the days that data is kept. A name in `wrong` is out of its bounds, or (confirmDays) outlives what it confirms. */
export function parseRetention(form: Form): {
  typed: Record<keyof Retention, string>;
  wrong: (keyof Retention)[];
  days: Retention;
} {
  const typed = Object.fromEntries(retentionNames.map((name) => [name, typedIn(form, name)])) as Record<
    keyof Retention,
    string
  >; // the names are those of the record
  const days = Object.fromEntries(
    retentionNames.map((name) => [name, /^\d{1,3}$/.test(typed[name]) ? Number(typed[name]) : -1]),
  ) as unknown as Retention; // the same names
  const wrong = retentionNames.filter(
    (name) => days[name] < retentionBounds[name].min || days[name] > retentionBounds[name].max,
  );
  if (wrong.length === 0 && days.confirmDays > days.unconfirmedDays) wrong.push('confirmDays');
  return { typed, wrong, days };
}

/** A row of the menu's form as typed: one of the site's places, or a link of one's own. */
export interface MenuRow {
  place: string;
  order: string;
  shown: boolean;
  href: string;
  text: Partial<Record<Lang, string>>;
}

/** Own links that can be added at a time. */
export const freeRows = 2;

/** The menu as its form shows it, with empty rows for new links. */
export function menuRows(menu: readonly MenuEntry[], free = freeRows): MenuRow[] {
  const rows = menu.map((entry, index) => ({
    place: 'place' in entry ? entry.place : '',
    order: String(index + 1),
    shown: entry.shown,
    href: 'place' in entry ? '' : entry.href,
    text: 'place' in entry ? {} : entry.text,
  }));
  const empty = { place: '', order: '', shown: true, href: '', text: {} };
  return [...rows, ...Array.from({ length: free }, () => empty)];
}

/**
 * Reads the menu's form. Who is moved to a place comes before who stands there. A link of one's own without address and text is none: so one is taken away.
 * @returns per row what is wrong with it
 */
export function parseMenu(form: Form): {
  rows: MenuRow[];
  errors: Map<number, 'address' | 'text'>;
  menu: MenuEntry[];
} {
  const count = Math.min(Number(typedIn(form, 'rows')) || 0, 40);
  const rows: MenuRow[] = [];
  const errors = new Map<number, 'address' | 'text'>();
  const entries: { order: number; moved: boolean; entry: MenuEntry }[] = [];
  for (let at = 0; at < count; at += 1) {
    const row: MenuRow = {
      place: typedIn(form, `place-${at}`),
      order: typedIn(form, `order-${at}`),
      shown: typedIn(form, `shown-${at}`) === 'yes',
      href: typedIn(form, `href-${at}`),
      text: Object.fromEntries(
        languages.flatMap((lang) => {
          const text = typedIn(form, `text-${at}-${lang}`);
          return text ? [[lang, text.slice(0, 60)]] : [];
        }),
      ),
    };
    rows.push(row);
    const order = /^\d{1,3}$/.test(row.order) ? Number(row.order) : 999;
    const moved = order !== at + 1;
    const place = menuPlaces.find((name) => name === row.place);
    if (place) {
      entries.push({ order, moved, entry: { place, shown: row.shown } });
      continue;
    }
    if (row.href === '' && Object.keys(row.text).length === 0) continue;
    if (!linkAddress.safeParse(row.href).success) errors.set(at, 'address');
    else if (Object.keys(row.text).length === 0) errors.set(at, 'text');
    else entries.push({ order, moved, entry: { href: row.href, text: row.text, shown: row.shown } });
  }
  return {
    rows,
    errors,
    menu: entries
      .toSorted((a, b) => a.order - b.order || Number(b.moved) - Number(a.moved))
      .map(({ entry }) => entry),
  };
}

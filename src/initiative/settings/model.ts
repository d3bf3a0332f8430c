import { z } from 'zod';
import { backupPlan, noPlan } from '../../backup/schedule-model.ts';
import { terms } from '../../declarations/signing/model.ts';
import { languages } from '../../foundation/i18n/lang.ts';
import type { Hex } from './colour-model.ts';

/** How long personal data is kept, in days. */
export interface Retention {
  confirmDays: number;
  unconfirmedDays: number;
  contactDays: number;
  keptMailDays: number;
}
export const retentionNames = ['confirmDays', 'unconfirmedDays', 'contactDays', 'keptMailDays'] as const;

/** The least that works: a link has to outlive a weekend, a stranded mail a holiday. */
const leastDays: Retention = { confirmDays: 3, unconfirmedDays: 7, contactDays: 1, keptMailDays: 3 };

/** What may be set: from a least to what the privacy page has promised everybody who signed before. Never longer. */
export const retentionBounds = Object.fromEntries(
  retentionNames.map((name) => [name, { min: leastDays[name], max: terms[name] }]),
) as Record<keyof Retention, { min: number; max: number }>; // the names are those of the record

const days = (name: keyof Retention) => z.int().min(retentionBounds[name].min).max(retentionBounds[name].max);
const retention = z
  .object({
    confirmDays: days('confirmDays'),
    unconfirmedDays: days('unconfirmedDays'),
    contactDays: days('contactDays'),
    keptMailDays: days('keptMailDays'),
  })
  // A link that still works leads to a signature that is still there.
  .refine(({ confirmDays, unconfirmedDays }) => confirmDays <= unconfirmedDays);

/** What the public menu can lead to. */
export const menuPlaces = ['campaign', 'declaration', 'news', 'library', 'record', 'report', 'act'] as const;
export type MenuPlace = (typeof menuPlaces)[number];

/** An address within the site, or a web address. */
export const linkAddress = z
  .string()
  .max(500)
  .regex(/^(\/[^\s/\\][^\s\\]*|https?:\/\/[^\s]+)$/);
const menuEntry = z.union([
  z.object({ place: z.enum(menuPlaces), shown: z.boolean() }),
  z.object({
    href: linkAddress,
    text: z.partialRecord(z.enum(languages), z.string().min(1).max(60)),
    shown: z.boolean(),
  }),
]);
export type MenuEntry = z.infer<typeof menuEntry>;
export const mostMenuEntries = 12;

const hex = z.custom<Hex>((value) => typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value));

const sum = z.string().regex(/^[0-9a-f]{64}$/);
/** A picture of the library of files, and the form of it that goes out. */
const logo = z.object({ sha256: sum, shown: sum, width: z.int().min(1), height: z.int().min(1) }).nullable();
export type Logo = NonNullable<z.infer<typeof logo>>;

/** Every setting of the site that an owner changes in the desk, by its key in the database. */
export const settingSchemas = {
  /** The signal of a campaign, by its id. */
  colours: z.record(z.string(), hex),
  retention,
  /** Words of mails that differ from the standard ones, by language and message. */
  mails: z.partialRecord(z.enum(languages), z.record(z.string(), z.string().min(1).max(2_000))),
  menu: z.array(menuEntry).max(mostMenuEntries),
  'time-zone': z.string().refine(isTimeZone),
  backup: backupPlan,
  logo,
} as const;

export type SettingKey = keyof typeof settingSchemas;
export type SiteSettings = { readonly [Key in SettingKey]: z.infer<(typeof settingSchemas)[Key]> };
export type MailTexts = SiteSettings['mails'];

export const standardSettings: SiteSettings = {
  colours: {},
  retention: {
    confirmDays: terms.confirmDays,
    unconfirmedDays: terms.unconfirmedDays,
    contactDays: terms.contactDays,
    keptMailDays: terms.keptMailDays,
  },
  mails: {},
  // The report is a way of reading the record, whose front page leads to it.
  menu: menuPlaces.map((place) => ({ place, shown: place !== 'report' })),
  'time-zone': 'Asia/Baghdad',
  backup: noPlan,
  logo: null,
};

/** @returns the settings of these rows; what is absent or not as its schema says has its default. */
export function settingsOf(stored: Readonly<Record<string, unknown>>): SiteSettings {
  const pick = <Key extends SettingKey>(key: Key): SiteSettings[Key] => {
    const parsed = settingSchemas[key].safeParse(stored[key]);
    // The schema of a key gives the value of that key: the table above says so, a generic index cannot.
    return parsed.success ? (parsed.data as SiteSettings[Key]) : standardSettings[key];
  };
  return {
    colours: pick('colours'),
    retention: pick('retention'),
    mails: pick('mails'),
    menu: withAllPlaces(pick('menu')),
    'time-zone': pick('time-zone'),
    backup: pick('backup'),
    logo: pick('logo'),
  };
}

/** A place that came with a later release than the stored menu is at its end, not shown. */
function withAllPlaces(menu: readonly MenuEntry[]): MenuEntry[] {
  const named = new Set(menu.flatMap((entry) => ('place' in entry ? [entry.place] : [])));
  return [
    ...menu,
    ...menuPlaces.filter((place) => !named.has(place)).map((place) => ({ place, shown: false })),
  ];
}

/** @returns whether `Intl` knows the time zone. */
export function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name);
}

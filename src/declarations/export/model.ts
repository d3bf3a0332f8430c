import { isCountryCode } from '../../foundation/i18n/countries.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';

/** A workbook is made in memory, and the web process has others to serve: longer lists go out as CSV. */
export const mostXlsxRows = 10_000;

export type ExportFormat = 'csv' | 'xlsx';

/** What of a version's signatures is taken out. */
export interface ExportFilter {
  kind: 'organisation' | 'person' | null;
  country: string | null;
}

/** @returns the filters of a form; what is ill-formed filters nothing. */
export function readFilter(
  get: (name: string) => string | undefined,
): ExportFilter & { format: ExportFormat } {
  const kind = get('kind');
  const country = get('country');
  return {
    kind: kind === 'organisation' || kind === 'person' ? kind : null,
    country: isCountryCode(country) ? country : null,
    format: get('format') === 'xlsx' ? 'xlsx' : 'csv',
  };
}

/** Whom to write to, of a signature that stands. Secret: it leaves the site for an owner who said why. */
export interface ContactRow {
  kind: 'organisation' | 'person';
  state: string;
  /** Of an organisation; of a person what the public sees, empty for who is counted only. */
  name: string | null;
  name_ar: string | null;
  country: string;
  language: Lang;
  publicity: string;
  contact_name: string | null;
  contact_role: string | null;
  email: string;
  /** Whether they asked for news: nobody else may be sent any. */
  updates: 'yes' | 'no';
  signed_on: string;
}

export const contactColumns = [
  'kind',
  'state',
  'name',
  'name_ar',
  'country',
  'language',
  'publicity',
  'contact_name',
  'contact_role',
  'email',
  'updates',
  'signed_on',
] as const satisfies readonly (keyof ContactRow)[];

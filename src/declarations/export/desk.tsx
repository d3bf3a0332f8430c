import type { Desk } from '../../desk/desk.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { countryName } from '../../foundation/i18n/countries.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { type SheetColumn, workbookOf } from '../../foundation/sheets/workbook.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import type { Site } from '../../foundation/web/site.ts';
import { may, scopesOf } from '../../staff/model.ts';
import {
  csvOf,
  everySignatory,
  publicColumns,
  publicRow,
  rowsAtATime,
  wholeOrCut,
} from '../signatories/csv.ts';
import { listSignatories } from '../signatories/store.ts';
import { contactRows } from './contacts.ts';
import { ExportPage } from './desk-page.tsx';
import { contactColumns, mostXlsxRows, readFilter } from './model.ts';
import { type ExportableVersion, listVersions } from './store.ts';

const path = '/desk/signatures/export';
const longestReason = 300;

type Row = Record<string, string | null>;
type Get = (name: string) => string | undefined;

/**
 * Signatures as a file. The public part, for those who work with it; with contacts for owners, who say why: the line in
 * the audit log stands before the first row leaves, and nothing of it is kept on the server.
 */
export function exportDesk(desk: Desk): void {
  const { site } = desk;
  desk.get(path, 'signature.export', 'any', (c) => page(c, site, 200));

  desk.get(
    `${path}/file`,
    'signature.export',
    async (c) => (await versionOf(site, (name) => c.req.query(name)))?.campaignId ?? 'absent',
    async (c) => {
      const get: Get = (name) => c.req.query(name);
      const version = await versionOf(site, get);
      if (!version) return deskMessage(c, 404, 'missing');
      const { format, ...filter } = readFilter(get);
      const first = await listSignatories(site.slow, version.versionId, filter, { limit: rowsAtATime });
      const rows = publicRows(everySignatory(site.slow, version.versionId, filter, first));
      return send(c, site, {
        rows,
        format,
        columns: publicColumns,
        name: `signatories-${version.campaignSlug}`,
      });
    },
  );

  desk.post(
    `${path}/contacts`,
    'signature.export-contacts',
    async (c) => (await versionOf(site, await formOf(c)))?.campaignId ?? 'absent',
    async (c) => {
      const get = await formOf(c);
      const version = await versionOf(site, get);
      if (!version) return deskMessage(c, 404, 'missing');
      const reason = cleanLine(get('reason') ?? '', longestReason);
      if (!reason.ok) return page(c, site, 422, 'desk.export.error.reason_long');
      if (reason.text.length < 8) return page(c, site, 422, 'desk.export.error.reason');
      const { format, ...filter } = readFilter(get);
      c.set('audited', {
        thingId: version.declarationId,
        subject: `version:${version.versionId}`,
        detail: { reason: reason.text, format, ...filter },
      });
      const rows = strings(contactRows(site.db, site.keys, version.versionId, filter));
      return send(c, site, {
        rows,
        format,
        columns: contactColumns,
        name: `contacts-${version.campaignSlug}`,
      });
    },
  );
}

async function formOf(c: DeskContext): Promise<Get> {
  const body = await c.req.parseBody();
  return (name) => {
    const value = body[name];
    return typeof value === 'string' ? value : undefined;
  };
}

async function versionOf(site: Site, get: Get): Promise<ExportableVersion | undefined> {
  const wanted = get('version');
  if (!wanted) return undefined;
  return (await listVersions(site.db, 'all', 'en')).find(({ versionId }) => versionId === wanted);
}

async function* publicRows(rows: ReturnType<typeof everySignatory>): AsyncGenerator<Row> {
  for await (const row of rows) yield publicRow(row);
}

async function* strings(rows: ReturnType<typeof contactRows>): AsyncGenerator<Row> {
  for await (const row of rows) yield { ...row };
}

interface Sent {
  rows: AsyncGenerator<Row>;
  format: 'csv' | 'xlsx';
  columns: readonly string[];
  name: string;
}

async function send(c: DeskContext, site: Site, { rows, format, columns, name }: Sent): Promise<Response> {
  const { t } = c.var;
  const attach = (type: string) => {
    c.header('content-type', type);
    c.header('content-disposition', `attachment; filename="${name}.${format}"`);
  };
  if (format === 'csv') {
    const whole = wholeOrCut(rows, c.env?.outgoing, (error) =>
      site.log.error({ err: error, requestId: c.var.requestId }, 'an export broke off'),
    );
    attach('text/csv; charset=utf-8');
    return c.body(csvOf(whole, columns));
  }
  const held: Row[] = [];
  for await (const row of rows) {
    if (held.length === mostXlsxRows) return page(c, site, 422, 'desk.export.error.too_many');
    held.push(readable(t, row));
  }
  const workbook = await workbookOf(t, sheetColumns(t, columns), held);
  attach('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  return c.body(new Uint8Array(workbook));
}

/** In a workbook a person reads: countries and kinds in words. Machines read CSV. */
function readable(t: Translator, row: Row): Row {
  const { country, kind } = row;
  return {
    ...row,
    ...(country ? { country: countryName(t.lang, country) } : {}),
    ...(kind === 'organisation' || kind === 'person' ? { kind: t(`signatories.kind.${kind}`) } : {}),
  };
}

function sheetColumns(t: Translator, columns: readonly string[]): SheetColumn[] {
  return columns.map((key) => ({
    key,
    head: t(`desk.export.column.${key}` as MessageKey), // one message for each column of either list, by a test
    width: /name|email|website/.test(key) ? 36 : 14,
    ...(key.endsWith('_on') ? { kind: 'day' as const } : {}),
  }));
}

async function page(c: DeskContext, site: Site, status: 200 | 422, error?: MessageKey): Promise<Response> {
  const { t, lang, member } = c.var;
  const scopes = scopesOf(member, 'signature.export');
  const get = c.req.method === 'POST' ? await formOf(c) : (name: string) => c.req.query(name);
  return deskPage(c, {
    title: t('desk.export.title'),
    label: t('desk.export.stand'),
    at: 'signatures',
    status,
    body: (
      <ExportPage
        t={t}
        path={path}
        versions={await listVersions(site.db, scopes, lang)}
        chosen={{ version: get('version') ?? '', ...readFilter(get) }}
        reason={get('reason') ?? ''}
        contacts={may(member, 'signature.export-contacts', null)}
        error={error}
      />
    ),
  });
}

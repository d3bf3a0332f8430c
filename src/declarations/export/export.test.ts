import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { press } from '../../../tests/press.ts';
import { signAs, signedOrganisation } from '../../../tests/signatures.ts';
import { newId } from '../../foundation/database/id.ts';
import { translator } from '../../foundation/i18n/translate.ts';
import { workbookOf } from '../../foundation/sheets/workbook.ts';
import { seedSignatories } from '../handover/signatories.world.ts';
import { publicColumns } from '../signatories/csv.ts';
import { sealEmail } from '../signing/sign.ts';
import { contactColumns, mostXlsxRows } from './model.ts';
import { listVersions } from './store.ts';

const { db, pool } = await testDatabase({ starter: true });
const { as, site } = testDesk(db);
const [version] = await listVersions(db, 'all', 'en');
if (!version) throw new Error('the starter data has a declaration');
const { versionId } = version;
const path = '/desk/signatures/export';
const file = (query: string) => `${path}/file?version=${versionId}&${query}`;

await seedSignatories(pool, { organisations: 30, people: 20, counted: 4 });

await signedOrganisation(db, site.keys, '=HYPERLINK("http://bad.example.org")', {
  contact_name: '+Contact Example',
  email: 'first@example.org',
});
const counted = await signAs(db, site.keys, {
  kind: 'person',
  contact_name: 'Counted Example',
  email: 'second@example.org',
  publicity: 'counted',
});
await press(db, site.keys, counted.confirm);
// An organisation at risk: its name is sealed, and with it everything that leads to it.
const sealedId = newId();
await pool.query(
  `insert into signature (id, version_id, wording_sha256, lang, kind, country, publicity, updates, name_sealed, email_sealed)
   select $1, $2, sha256, 'en', 'organisation', 'IQ', 'counted', true, 'sealed', $3
   from declaration_wording where lang = 'en' and state = 'published'`,
  [sealedId, versionId, sealEmail(site.keys, sealedId, 'third@example.org')],
);
await pool.query(
  `insert into signature_event (id, signature_id, becomes, actor) values ($1, $2, 'confirmed', 'operator')`,
  [newId(), sealedId],
);

describe('the public part', () => {
  test('as CSV holds what the public list shows, and no formula', async () => {
    const editor = await as('editor');
    const answer = await editor.get(file('format=csv'));
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain(
      'signatories-stop-private-military-companies.csv',
    );
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines[0]?.replace(/^\ufeff/, '')).toBe(publicColumns.join(','));
    expect(lines).toHaveLength(1 + 30 + 20 + 1);
    expect(lines.filter((line) => line.includes('HYPERLINK'))[0]).toContain(`"'=HYPERLINK`);
    expect(lines.join('\n')).not.toMatch(/Counted Example|@example\.org|Contact Example/);
  });

  test('is filtered by kind and country', async () => {
    const editor = await as('editor');
    const people = await (await editor.get(file('format=csv&kind=person'))).text();
    expect(people.trim().split('\r\n')).toHaveLength(21);
    const spain = await (await editor.get(file('format=csv&country=ES'))).text();
    expect(spain).toContain(',ES,');
    expect(spain).not.toContain(',IQ,');
  });

  test('as XLSX is a workbook', async () => {
    const editor = await as('editor', { lang: 'ar' });
    const answer = await editor.get(file('format=xlsx'));
    expect(answer.status).toBe(200);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  test('too long for a workbook goes out as CSV, a page in memory at a time', async () => {
    const big = await testDatabase({ starter: true });
    await seedSignatories(big.pool, { organisations: 0, people: 12_000, counted: 0 });
    const desk = testDesk(big.db);
    const [only] = await listVersions(big.db, 'all', 'en');
    const editor = await desk.as('editor');
    const before = process.memoryUsage().rss;
    const answer = await editor.get(`${path}/file?version=${only?.versionId}&format=csv`);
    let lines = 0;
    for await (const chunk of answer.body ?? [])
      lines += Buffer.from(chunk).toString('latin1').split('\r\n').length - 1;
    expect(lines).toBe(12_001);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    const refused = await editor.get(`${path}/file?version=${only?.versionId}&format=xlsx`);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('more than 10,000 rows');
    expect(mostXlsxRows).toBe(10_000);
  });
});

describe('with contacts', () => {
  const form = { version: versionId, format: 'csv', reason: 'invitation to the conference' };

  test('an owner who says why gets the addresses; the audit log knows, without any of them', async () => {
    const owner = await as('owner');
    const answer = await owner.post(`${path}/contacts`, form);
    expect(answer.status).toBe(200);
    const csv = await answer.text();
    expect(csv.replace(/^\ufeff/, '').split('\r\n')[0]).toBe(contactColumns.join(','));
    expect(csv).toContain('first@example.org');
    expect(csv).toContain(`'+Contact Example`);
    expect(csv).toContain('second@example.org');
    const { rows } = await pool.query(
      `select actor, subject, detail from audit where action = 'signature.export-contacts'`,
    );
    expect(rows).toEqual([
      {
        actor: `staff:${owner.id}`,
        subject: `version:${versionId}`,
        detail: { reason: 'invitation to the conference', format: 'csv', kind: null, country: null },
      },
    ]);
    expect((await owner.post(`${path}/contacts`, { ...form, format: 'xlsx' })).status).toBe(200);
  });

  test('without a reason there is nothing', async () => {
    const owner = await as('owner');
    for (const reason of ['', 'why', 'x'.repeat(301)]) {
      const answer = await owner.post(`${path}/contacts`, { ...form, reason });
      expect(answer.status).toBe(422);
      expect(await answer.text()).not.toContain('first@example.org');
    }
  });

  test('a sealed organisation is never among them', async () => {
    const owner = await as('owner');
    const contacts = await (await owner.post(`${path}/contacts`, form)).text();
    expect(contacts).not.toMatch(/third@example\.org/);
  });

  test('nobody else, and of the public part only those of the campaign', async () => {
    for (const role of ['editor', 'moderator', 'translator', 'researcher', 'reviewer'] as const)
      expect((await (await as(role)).post(`${path}/contacts`, form)).status).toBe(403);
    for (const role of ['translator', 'researcher', 'reviewer'] as const)
      expect((await (await as(role)).get(file('format=csv'))).status).toBe(403);
    const other = newId();
    await pool.query(
      `insert into thing (id, kind, slug, primary_lang) values ($1, 'campaign', 'another', 'en')`,
      [other],
    );
    await pool.query(`insert into campaign (id, position) values ($1, 9)`, [other]);
    const elsewhere = await as('moderator', { campaignId: other });
    expect((await elsewhere.get(file('format=csv'))).status).toBe(403);
    expect((await elsewhere.get(`${path}/file?version=${newId()}`)).status).toBe(404);
    expect(await (await elsewhere.get(path)).text()).toContain('There is no declaration');
    expect(await (await (await as('editor')).get(path)).text()).not.toContain('name="reason"');
  });
});

test('every column of a workbook has its heading, in both languages', () => {
  for (const lang of ['en', 'ar'] as const)
    for (const column of [...publicColumns, ...contactColumns])
      expect(translator(lang)(`desk.export.column.${column}`)).not.toBe('');
});

test('whatever was typed, a workbook opens and stores it as text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', ''),
      async (typed, first) => {
        const t = translator('en');
        const bytes = await workbookOf(
          t,
          [{ key: 'name', head: 'Name', width: 10 }],
          [{ name: first + typed }],
        );
        expect(bytes.subarray(0, 2).toString()).toBe('PK');
      },
    ),
    { numRuns: 12 },
  );
});

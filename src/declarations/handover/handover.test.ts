import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testDesk } from '../../../tests/desk.ts';
import { type ReadPdf, readPdf } from '../../../tests/pdf.ts';
import { newId } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { createLog } from '../../foundation/log.ts';
import { makeWaitingHandovers, readHandoverData, typesetHandover } from './make.ts';
import { seedSignatories } from './signatories.world.ts';
import { askHandover, listDeliverable, listHandovers, takeWaiting } from './store.ts';

const { db, pool } = await testDatabase({ starter: true });
const dataDir = await mkdtemp(join(tmpdir(), 'tadamun-handover-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const { as, site } = testDesk(db, { DATA_DIR: dataDir });
const origin = 'https://campaign.example.org';
const logged: string[] = [];
const log = createLog('info', 'jobs', { write: (line: string) => void logged.push(line) });
const make = () => makeWaitingHandovers({ db, dataDir: site.settings.dataDir, origin, log });

const [declaration] = await listDeliverable(db, 'all', 'en');
if (!declaration) throw new Error('the starter data has a declaration');
const { campaignSlug } = declaration;
const wish = (lang: Lang, addressee: string | null = null) => ({
  declarationId: declaration.declarationId,
  lang,
  datedOn: '2026-10-09',
  addressee,
});
/** Letters and digits only: where a line breaks, and how wide a space is, says nothing of who signed. */
const bare = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{Nd}]/gu, '');
const said = (pdf: ReadPdf) => bare(pdf.lines.join(' '));
/** How often a name stands in a document on a line, or on two that follow each other. */
function timesOf(lines: readonly string[], name: string): number {
  return lines.filter(
    (line, index) => line === name || (line !== '' && line + (lines[index + 1] ?? '') === name),
  ).length;
}
async function typeset(lang: Lang): Promise<ReadPdf> {
  const data = await readHandoverData(db, { campaignSlug, ...wish(lang, 'مجلس النواب العراقي') }, origin);
  if (data === null) throw new Error('no text in this language');
  const { bytes, undrawn } = typesetHandover(data, new Date('2026-10-09T08:00:00Z'));
  expect(undrawn).toBe('');
  return readPdf(bytes);
}

describe('with 2,000 signatories', () => {
  let names: { name: string; ar: string | null }[] = [];
  let hidden: string[] = [];
  beforeAll(async () => {
    await seedSignatories(pool, { organisations: 800, people: 1_190, counted: 10 });
    await pool.query(`
      alter table signature disable trigger user;
      insert into signature (id, version_id, wording_sha256, lang, kind, state, organisation_name, country, publicity, updates)
        select gen_random_uuid(), version_id, sha256, 'en', 'organisation', state, 'Unlisted ' || state, 'IQ', 'name', false
        from (select version_id, sha256 from declaration_wording where state = 'published' limit 1) v,
          unnest(array['pending', 'confirmed', 'suspect', 'rejected', 'withdrawn']) state;
      alter table signature enable trigger user;`);
    names = (
      await pool.query(
        `select public_name as name, organisation_name_ar as ar from signature where public_name is not null`,
      )
    ).rows;
    hidden = ['Unlisted'];
  });

  test.each(['en', 'ar'] as const)('%s: everyone stands in it exactly once, and soon', async (lang) => {
    const begun = performance.now();
    const pdf = await typeset(lang);
    expect(performance.now() - begun).toBeLessThan(60_000);
    const lines = pdf.lines.map(bare);
    const wrong = names
      .flatMap(({ name, ar }) => (ar === null ? [name] : [name, ar]))
      .filter((name) => timesOf(lines, bare(name)) !== 1);
    expect(wrong).toEqual([]);
    expect(names).toHaveLength(1_990);
    for (const name of hidden) expect(said(pdf)).not.toContain(bare(name));
    expect(pdf.pages).toBeGreaterThan(15);
    const last = lang === 'en' ? `Page ${pdf.pages} of ${pdf.pages}` : `الصفحة ${pdf.pages} من ${pdf.pages}`;
    expect(said(pdf)).toContain(bare(last));
  });
});

describe('what it says', () => {
  test('in Arabic: the text, the date with the months of Iraq, whom it is for, the counts, the sum', async () => {
    const pdf = await typeset('ar');
    const { rows } = await pool.query(
      `select title, articles, closing, encode(sha256, 'hex') as sum from declaration_wording where lang = 'ar' and state = 'published'`,
    );
    const [wording] = rows;
    expect(pdf).toMatchObject({ title: wording.title, lang: 'ar', tagged: true });
    const letters = (text: string) => bare(text).replace(/\p{M}/gu, '');
    const all = letters(pdf.lines.join(' '));
    for (const article of wording.articles) expect(all).toContain(letters(article.title));
    expect(all).toContain(letters('ندعو كل فرد ومنظمة ممن يشاركوننا هذه الأهداف'));
    expect(all).toContain(letters('تشرين الأول 2026'));
    expect(all).toContain(letters('مجلس النواب العراقي'));
    expect(all).toContain(wording.sum);
    expect(all).toContain(letters('وقّع 10 أشخاص آخرين'));
  });

  test('both counts, where versions are apart', async () => {
    await pool.query(`insert into declaration_version (id, declaration_id, number, declared_on, change_of_meaning, actor)
      values (gen_random_uuid(), '${declaration.declarationId}', 2, '2026-08-01', '{"en": "Another article."}', 'operator')`);
    await pool.query(`insert into declaration_wording (sha256, version_id, lang, state, title, preamble, articles, closing, canonical)
      select sha256(convert_to('two', 'UTF8')), v.id, 'en', 'published', 'A second declaration', 'We say:', '[]', 'Sign it.', 'two'
      from declaration_version v where number = 2`);
    const pdf = await typeset('en');
    expect(pdf.lines).toContain('A second declaration');
    expect(said(pdf)).toContain(bare('Who has signed version 2 (1 August 2026)'));
    expect(said(pdf)).toContain(bare('Who has signed version 1'));
    expect(said(pdf)).toContain(bare('800 organisations and 1,200 people have signed.'));
    await pool.query(`alter table declaration_wording disable trigger user; alter table declaration_version disable trigger user;
      delete from declaration_wording where canonical = 'two'; delete from declaration_version where number = 2;
      alter table declaration_wording enable trigger user; alter table declaration_version enable trigger user;`);
  });

  test('nothing that a signatory wrote is markup', async () => {
    const name = '#panic("x") *bold* $x$ \\ [a](b) <script> @ref _u_ `raw` "q"';
    await pool.query(
      `insert into signature (id, version_id, wording_sha256, lang, kind, country, publicity, updates, organisation_name)
       select $1, version_id, sha256, 'en', 'organisation', 'IQ', 'name', false, $2 from declaration_wording where state = 'published' limit 1`,
      [newId(), name],
    );
    await pool.query(
      `insert into signature_event (id, signature_id, becomes, actor, public_name, search_key)
       select $1, id, 'confirmed', 'operator', null, null from signature where organisation_name = $2`,
      [newId(), name],
    );
    await pool.query(
      `insert into signature_event (id, signature_id, becomes, actor, public_name, search_key)
       select $1, id, 'listed', 'operator', $2, 'x' from signature where organisation_name = $2`,
      [newId(), name],
    );
    expect(said(await typeset('en'))).toContain(bare(name));
  });

  test('a letter that no face has, here two of nobody at all, is said, and the document is made', async () => {
    const data = await readHandoverData(
      db,
      { campaignSlug, ...wish('en', 'Office \u{f8fe}\u{f8fd}') },
      origin,
    );
    const pdf = typesetHandover(data as NonNullable<typeof data>, new Date()); // the starter has English
    expect([...pdf.undrawn].sort()).toEqual(['\u{f8fd}', '\u{f8fe}']);
    expect(readPdf(pdf.bytes)).toMatchObject({ tagged: true });
  });
});

describe('in the desk', () => {
  const ask = { declaration: declaration.declarationId, lang: 'ar', dated_on: '2026-10-09', addressee: '' };

  test('it is asked for, made in the background, listed and downloaded', async () => {
    const owner = await as('owner', { name: 'Sample Owner' });
    expect(await (await owner.get('/desk/handover')).text()).toContain('value="ar"');
    const answer = await owner.post('/desk/handover', ask);
    expect(answer.status).toBe(303);
    expect(await (await owner.get('/desk/handover')).text()).toContain('9 October 2026: being made');
    expect(await make()).toBe(1);
    const list = await (await owner.get('/desk/handover')).text();
    expect(list).toContain('Sample Owner');
    expect(list).toMatch(/9 October 2026, PDF, \d+ pages/);
    const href = /href="(\/desk\/handover\/[0-9a-f-]+\/file)"/.exec(list)?.[1] ?? '';
    const file = await owner.get(href);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toBe(
      'attachment; filename="stop-private-military-companies-ar-2026-10-09.pdf"',
    );
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(readPdf(bytes).lang).toBe('ar');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await readdir(join(dataDir, 'files', sha256.slice(0, 2)))).toContain(sha256.slice(2));
    const { rows } = await pool.query(
      `select action, detail from audit where subject like 'handover:%' and outcome = 'done'`,
    );
    expect(rows).toEqual([{ action: 'handover.make', detail: { lang: 'ar', dated_on: '2026-10-09' } }]);
  });

  test('a form with mistakes comes back with what was typed, and asks for nothing', async () => {
    const editor = await as('editor');
    const before = (await listHandovers(db, 'all', 100)).length;
    const cases = [
      [{ lang: 'fr' }, 'no text in this language'],
      [{ dated_on: '2026-02-30' }, 'Enter a day'],
      [{ dated_on: 'soon' }, 'Enter a day'],
      [{ addressee: 'x'.repeat(201) }, 'Shorten this'],
      [{ declaration: '' }, 'Choose a declaration'],
    ] as const;
    for (const [wrong, words] of cases) {
      const answer = await editor.post('/desk/handover', { ...ask, ...wrong });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(words);
    }
    expect((await listHandovers(db, 'all', 100)).length).toBe(before);
  });

  test('roles that may not, and those of another campaign, are refused', async () => {
    const [made] = await listHandovers(db, 'all', 1);
    const file = `/desk/handover/${made?.id}/file`;
    for (const role of ['translator', 'researcher', 'reviewer'] as const) {
      const member = await as(role);
      expect((await member.get('/desk/handover')).status).toBe(403);
      expect((await member.post('/desk/handover', ask)).status).toBe(403);
      expect((await member.get(file)).status).toBe(403);
    }
    const other = await anotherCampaign();
    const elsewhere = await as('moderator', { campaignId: other });
    expect((await elsewhere.get('/desk/handover')).status).toBe(200);
    expect(await (await elsewhere.get('/desk/handover')).text()).not.toContain('/file"');
    expect((await elsewhere.post('/desk/handover', ask)).status).toBe(403);
    expect((await elsewhere.get(file)).status).toBe(403);
    expect((await elsewhere.get(`/desk/handover/${newId()}/file`)).status).toBe(404);
  });

  test('what three processes died on has failed; a lease keeps others away', async () => {
    await askHandover(db, wish('en'), 'operator');
    expect(await takeWaiting(db)).not.toBeNull();
    expect(await takeWaiting(db)).toBeNull();
    await pool.query(
      `update handover set attempts = 3, leased_until = now() - interval '1 second' where state = 'asked'`,
    );
    expect(await takeWaiting(db)).toBeNull();
    expect((await listHandovers(db, 'all', 1))[0]).toMatchObject({ state: 'failed', failure: 'typesetting' });
  });

  test('no name is logged', async () => {
    expect(logged.join('')).not.toMatch(/Example|المثال/);
    expect((await readFile(join(import.meta.dirname, 'make.ts'), 'utf8')).includes('err:')).toBe(false);
  });
});

async function anotherCampaign() {
  const id = newId();
  await pool.query(
    `insert into thing (id, kind, slug, primary_lang) values ($1, 'campaign', 'another', 'en')`,
    [id],
  );
  await pool.query(`insert into campaign (id, position) values ($1, 9)`, [id]);
  return id;
}

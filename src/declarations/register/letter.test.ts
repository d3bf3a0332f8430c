import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../../tests/desk.ts';
import { campaignSlug, signedOrganisation } from '../../../tests/signatures.ts';
import { testSite } from '../../../tests/site.ts';
import { lookIntoAll } from '../../files/jobs.ts';
import { uploadsFolder } from '../../files/places.ts';
import { runIn } from '../../files/processing/run.ts';
import { listOfferedFiles, noteFileUse } from '../../files/store.ts';
import { photograph, report } from '../../files/testing.ts';
import { tidyFiles } from '../../files/tidy.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { checkBlob } from '../../foundation/files/blobs.ts';
import { createLog } from '../../foundation/log.ts';
import { reject } from '../moderation/decide.ts';
import { withdraw } from '../signing/decide.ts';
import { eraseByAddress } from '../signing/person.ts';
import { eraseExpired } from '../signing/retention-store.ts';

const { db } = await testDatabase({ starter: true });
const dataDir = await mkdtemp(join(tmpdir(), 'tadamun-letter-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const { as, site } = testDesk(db, { DATA_DIR: dataDir });
const { app } = testSite(db, { DATA_DIR: dataDir });
const { keys } = site;
const moderator = await as('moderator');
const lookInto = () =>
  lookIntoAll({
    db,
    dataDir,
    clamdUrl: null,
    worker: runIn(join(import.meta.dirname, '../../files/processing/worker.ts')),
    log: createLog('fatal', 'test'),
    stop: new AbortController().signal,
  });

const typed = {
  seen_on: '2026-05-03',
  officer_1: 'Amal Officer',
  officer_2: 'Basim Officer',
  reason: 'seen',
};
let copies = 0;
/** A letter that is like no other: the same bytes twice are one file. */
const letter = (): Buffer => Buffer.concat([report(), Buffer.from(`\n% ${copies++}\n`)]);
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function send(who: DeskAsker, id: string, bytes: Buffer | null, name = 'Amal Officer.pdf', fields = typed) {
  const body = new FormData();
  for (const [key, value] of Object.entries(fields)) body.append(key, value);
  body.append('file', new File(bytes ? [new Uint8Array(bytes)] : [], bytes ? name : ''));
  return who.ask(`/desk/register/${id}/letter`, { method: 'POST', body });
}

/** An organisation with a letter that was looked into. */
async function withLetter(name: string, bytes: Buffer = letter()) {
  const signed = await signedOrganisation(db, keys, name);
  expect((await send(moderator, signed.id, bytes)).status).toBe(303);
  await lookInto();
  const { rows } = await sql<{ id: string; document: string | null }>`
    select id, encode(document_sha256, 'hex') as document from verification where signature_id = ${signed.id} and kind = 'letter'`.execute(
    db,
  );
  expect(rows[0]?.document).toMatch(/^[0-9a-f]{64}$/);
  return { ...signed, bytes, step: rows[0]?.id ?? '', document: rows[0]?.document ?? '' };
}

/** Whether anything of a letter is left: row, names, upload, and, after the time for loose bytes, the bytes. */
async function leftOf({ step, document }: { step: string; document: string }) {
  const { rows } = await sql<{ files: number; names: number; uploads: number }>`select
    (select count(*)::int from file where sha256 = decode(${document}, 'hex')) as files,
    (select count(*)::int from verification where id = ${step} and officers_sealed is not null) as names,
    (select count(*)::int from upload where letter_of = ${step}) as uploads`.execute(db);
  await tidyFiles(db, dataDir, new Date(Date.now() + 2 * 86_400_000));
  return { ...rows[0], bytes: await checkBlob(dataDir, document) };
}
const nothing = { files: 0, names: 0, uploads: 0, bytes: 'missing' };

describe('a letter that is sent along', () => {
  test('waits to be looked into, and is opened by a moderator, with a line in the log before it', async () => {
    const { id } = await signedOrganisation(db, keys, 'Sending Union');
    const bytes = letter();
    const form = await (await moderator.get(`/desk/register/${id}`)).text();
    expect(form).toMatch(/action="\/desk\/register\/[^"]+\/letter" enctype="multipart\/form-data"/);
    expect((await send(moderator, id, bytes)).status).toBe(303);
    const waiting = await (await moderator.get(`/desk/register/${id}`)).text();
    expect(waiting).not.toContain('Open the letter');
    await lookInto();
    const page = await (await moderator.get(`/desk/register/${id}`)).text();
    expect(page).toContain('Open the letter');
    const open = /action="([^"]+\/steps\/[^"]+\/letter)"/.exec(page)?.[1] ?? '';
    expect((await moderator.get(open)).status).toBe(405);
    const opened = await moderator.post(open);
    expect(Buffer.from(await opened.arrayBuffer()).equals(bytes)).toBe(true);
    expect(opened.headers.get('content-disposition')).toBe('attachment; filename="letter.pdf"');
    expect(opened.headers.get('cache-control')).toBe('no-store');
    const { rows } = await sql`select actor, detail from audit where action = 'signature.contact'
      and subject = ${`signature:${id}`}`.execute(db);
    expect(rows).toEqual([{ actor: `staff:${moderator.id}`, detail: { opened: 'letter' } }]);
  });

  test('is refused to a translator, to a moderator of another campaign, and to strangers', async () => {
    const { id, step, document } = await withLetter('Guarded Letter Union');
    const elsewhere = await db.transaction().execute(async (tx) => {
      const other = newId();
      await sql`insert into thing (id, kind, slug, primary_lang) values (${other}, 'campaign', 'another-campaign', 'en')`.execute(
        tx,
      );
      await sql`insert into campaign (id) values (${other})`.execute(tx);
      return other;
    });
    const path = `/desk/register/${id}/steps/${step}/letter`;
    for (const who of [
      await as('translator'),
      await as('editor'),
      await as('moderator', { campaignId: elsewhere }),
    ]) {
      expect((await who.post(path)).status).toBe(403);
      expect((await send(who, id, letter())).status).toBe(403);
    }
    // A step of another organisation does not open through this one.
    const other = await signedOrganisation(db, keys, 'Other Letter Union');
    expect((await moderator.post(`/desk/register/${other.id}/steps/${step}/letter`)).status).toBe(404);
    expect(document).toMatch(/^[0-9a-f]{64}$/);
    expect(await readdir(uploadsFolder(dataDir))).toEqual([]);
  });

  test('is in no list, no chooser and no text, and never public', async () => {
    const { document } = await withLetter('Hidden Letter Union');
    const photo = await withLetter('Photographed Letter Union', await photograph(300, 200));
    const { rows: forms } = await sql<{ sha256: string }>`select encode(sha256, 'hex') as sha256
      from picture_variant where picture = decode(${photo.document}, 'hex')`.execute(db);
    expect(forms.length).toBeGreaterThan(0);
    const owner = await as('owner');
    const waiting = await signedOrganisation(db, keys, 'Waiting Letter Union');
    await send(moderator, waiting.id, letter());
    for (const who of [owner, moderator, await as('editor')]) {
      for (const list of ['', '?show=arriving', '?show=refused', '/pick', '/pick.json']) {
        const html = await (await who.get(`/desk/files${list}`)).text();
        for (const hash of [document, photo.document]) expect(html, list).not.toContain(hash);
        expect(html).not.toMatch(/Amal|letter\.(pdf|jpg)/);
      }
      for (const hash of [document, photo.document, ...forms.map(({ sha256 }) => sha256)])
        for (const path of [
          `/desk/files/${hash}`,
          `/desk/files/${hash}/original`,
          `/desk/files/shown/${hash}/letter.pdf`,
        ])
          expect((await who.get(path)).status, path).toBe(404);
    }
    await lookInto();
    expect(await listOfferedFiles(db, 'en', { limit: 100 })).toEqual([]);
    const { rows: items } = await sql<{ id: string }>`select id from item limit 1`.execute(db);
    const used = sql`update item set file_sha256 = decode(${document}, 'hex') where id = ${items[0]?.id}`;
    await expect(used.execute(db)).rejects.toMatchObject({ code: 'TD009' });
    const { rows: things } = await sql<{
      id: Id;
    }>`select id from thing where kind = 'campaign' limit 1`.execute(db);
    const thing = things[0]?.id ?? newId();
    const text = `![](/files/${document}/letter.pdf) ![](/files/${photo.document}/letter.jpg)`;
    const unknown = await db.transaction().execute((tx) => noteFileUse(tx, thing, 'body en', [text]));
    expect(unknown.sort()).toEqual([document, photo.document].sort());
    for (const hash of [document, photo.document, ...forms.map(({ sha256 }) => sha256)])
      expect((await app.request(`/files/${hash}/letter.pdf`)).status).toBe(404);
  });

  test('the wrong kind of file is refused, and the page says why', async () => {
    const { id } = await signedOrganisation(db, keys, 'Wrong File Union');
    await send(moderator, id, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'letter.pdf');
    await lookInto();
    const page = await (await moderator.get(`/desk/register/${id}`)).text();
    expect(page).not.toContain('Open the letter');
    expect(page).toMatch(/not taken in|browser|run/i);
  });

  test('a mistake in the form keeps what was typed and leaves nothing on the disk', async () => {
    const { id } = await signedOrganisation(db, keys, 'Mistaken Letter Union');
    const answer = await send(moderator, id, letter(), 'a.pdf', { ...typed, seen_on: '2999-01-01' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="Amal Officer"');
    const broken = await moderator.ask(`/desk/register/${id}/letter`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'multipart/form-data' },
    });
    expect(broken.status).toBe(422);
    expect((await send(moderator, id, null)).status).toBe(303);
    expect((await send(moderator, id, letter())).status).toBe(422);
    expect(await readdir(uploadsFolder(dataDir))).toEqual([]);
  });
});

describe('erased with the officers', () => {
  test('when the step ends', async () => {
    const one = await withLetter('Ending Union');
    expect(await checkBlob(dataDir, one.document)).toBe('whole');
    await moderator.post(`/desk/register/${one.id}/steps/${one.step}/end`, { reason: 'it was forged' });
    expect(await leftOf(one)).toEqual(nothing);
    expect((await moderator.post(`/desk/register/${one.id}/steps/${one.step}/letter`)).status).toBe(404);
  });

  test('when the organisation withdraws', async () => {
    const one = await withLetter('Leaving Letter Union');
    await withdraw(db, one.withdraw);
    expect(await leftOf(one)).toEqual(nothing);
  });

  test('when erasing is asked for, and the step stands', async () => {
    const { id } = await signedOrganisation(db, keys, 'Asking Union', { email: 'asking@example.org' });
    const bytes = letter();
    await send(moderator, id, bytes);
    await lookInto();
    expect(await eraseByAddress(db, keys, 'asking@example.org')).toEqual({ signatures: 0, contacts: 1 });
    const { rows } = await sql<{ id: string }>`select id from verification
      where signature_id = ${id} and kind = 'letter' and ended_at is null`.execute(db);
    expect(rows).toHaveLength(1);
    expect(await leftOf({ step: rows[0]?.id ?? '', document: hashOf(bytes) })).toEqual(nothing);
  });

  test('with the whole signature, and 30 days after a rejection', async () => {
    const gone = await withLetter('Deleted Letter Union');
    await sql`delete from signature where id = ${gone.id}`.execute(db);
    expect(await leftOf(gone)).toEqual(nothing);
    const rejected = await withLetter('Rejected Letter Union');
    await reject(db, keys, rejected.id, { actor: 'operator', mailAfterS: 0 }, 'not known');
    await eraseExpired(db);
    expect(await leftOf(rejected)).toMatchObject({ files: 1, names: 1, bytes: 'whole' });
    await sql`alter table signature_event disable trigger user`.execute(db);
    await sql`update signature_event set at = at - interval '31 days' where signature_id = ${rejected.id}`.execute(
      db,
    );
    await sql`alter table signature_event enable trigger user`.execute(db);
    await eraseExpired(db);
    expect(await leftOf(rejected)).toEqual(nothing);
  });

  test('while it is on its way in: nothing is made of it', async () => {
    const { id, withdraw: token } = await signedOrganisation(db, keys, 'Hasty Union');
    const bytes = letter();
    await send(moderator, id, bytes);
    await withdraw(db, token);
    await lookInto();
    const { rows } =
      await sql`select from file where sha256 = ${createHash('sha256').update(bytes).digest()}`.execute(db);
    expect(rows).toEqual([]);
  });

  test('what the staff has openly stays', async () => {
    const bytes = letter();
    const one = await withLetter('Shared Letter Union', bytes);
    const body = new FormData();
    body.append('file', new File([new Uint8Array(bytes)], 'open.pdf'));
    const editor = await as('editor');
    expect((await editor.ask('/desk/uploads', { method: 'POST', body })).status).toBe(303);
    await lookInto();
    expect((await editor.get(`/desk/files/${one.document}`)).status).toBe(200);
    await moderator.post(`/desk/register/${one.id}/steps/${one.step}/end`, { reason: 'no more' });
    expect(await leftOf(one)).toMatchObject({ files: 1, names: 0, bytes: 'whole' });
  });
});

test('the public list names the steps by their codes', async () => {
  const name = '=HYPERLINK("x")&Union';
  const { id } = await signedOrganisation(db, keys, name, { website: 'https://example.org' });
  await moderator.post(`/desk/register/${id}/letter`, typed);
  const csv = await (await app.request(`/en/campaigns/${campaignSlug}/signatories.csv`)).text();
  expect(csv.split('\r\n')[0]).toMatch(/,listed_on,verified_by$/);
  const row = csv.split('\r\n').find((line) => line.includes('HYPERLINK'));
  expect(row).toMatch(/mail;domain;letter$|mail;letter$/);
  expect(row).toContain(`"'=HYPERLINK`);
  expect(csv).not.toContain('Amal');
});

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { type DeskAsker, testDesk } from '../../tests/desk.ts';
import { keepPreviewLink } from '../desk/editing/preview/preview-store.ts';
import { hashToken, newToken } from '../foundation/crypto/token.ts';
import { write } from '../foundation/history/history.ts';
import { createLog } from '../foundation/log.ts';
import { lookIntoAll } from './jobs.ts';
import { uploadsFolder } from './places.ts';
import { runIn } from './processing/run.ts';
import { listOfferedFiles, noteFileUse } from './store.ts';
import { photograph } from './testing.ts';

let data: TestDatabase;
let dataDir: string;
let world: ReturnType<typeof testDesk>;
let editor: DeskAsker;
let other: DeskAsker;

beforeAll(async () => {
  data = await testDatabase({ starter: false });
  dataDir = await mkdtemp(join(tmpdir(), 'tadamun-desk-files-'));
  world = testDesk(data.db, { DATA_DIR: dataDir });
  editor = await world.as('editor', { name: 'Sample Editor' });
  other = await world.as('editor');
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const worker = runIn(join(import.meta.dirname, 'processing', 'worker.ts'));
const lookInto = () =>
  lookIntoAll({
    db: data.db,
    dataDir,
    clamdUrl: null,
    worker,
    log: createLog('fatal', 'test'),
    stop: new AbortController().signal,
  });

async function ask(who: DeskAsker, method: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = {
    'x-test-member': who.id,
    origin: world.origin,
    'tus-resumable': '1.0.0',
    ...init.headers,
  };
  return world.desk.app.request(world.origin + path, { ...init, method, headers });
}

const encoded = (text: string) => Buffer.from(text).toString('base64');
const begin = (who: DeskAsker, name: string, length: number) =>
  ask(who, 'POST', '/desk/uploads/tus', {
    headers: {
      'upload-length': String(length),
      'upload-metadata': `filename ${encoded(name)},discreet ${encoded('no')}`,
    },
  });
const piece = (who: DeskAsker, address: string, offset: number, bytes: Buffer) =>
  ask(who, 'PATCH', address, {
    headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });

/** Sends files as a browser without a script does. */
async function sendForm(who: DeskAsker, files: readonly { name: string; bytes: Buffer }[], discreet = false) {
  const form = new FormData();
  if (discreet) form.set('discreet', 'yes');
  for (const { name, bytes } of files) form.append('file', new File([new Uint8Array(bytes)], name));
  return ask(who, 'POST', '/desk/uploads', { body: form });
}

const largestStaged = async () => {
  const folder = uploadsFolder(dataDir);
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return Math.max(0, ...(await Promise.all(sizes)));
};
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const auditOf = async (who: DeskAsker) =>
  (
    await sql<{
      route: string;
    }>`select route from audit where actor = ${`staff:${who.id}`} order by at`.execute(data.db)
  ).rows.map(({ route }) => route);

describe('an upload in pieces', () => {
  const bytes = Buffer.from('First half, second half. '.repeat(4000));
  const half = 50_000;

  test('goes on where it was cut, and is told in the audit log once at its beginning and once at its end', async () => {
    const begun = await begin(editor, 'notes.txt', bytes.length);
    expect(begun.status).toBe(201);
    const address = begun.headers.get('location') ?? '';
    expect(address).toMatch(/^\/desk\/uploads\/tus\/[0-9a-f-]{36}$/);
    expect((await piece(editor, address, 0, bytes.subarray(0, half))).status).toBe(204);
    const head = await ask(editor, 'HEAD', address);
    expect([head.status, head.headers.get('upload-offset')]).toEqual([200, String(half)]);
    // What was sent before is not sent again, nor overwritten.
    expect((await piece(editor, address, 0, bytes.subarray(0, 10))).status).toBe(409);
    expect((await piece(editor, address, half, bytes.subarray(half, half + 1000))).status).toBe(204);
    expect((await piece(editor, address, half + 1000, bytes.subarray(half + 1000))).status).toBe(204);
    expect((await auditOf(editor)).slice(-2)).toEqual([
      'POST /desk/uploads/tus',
      'PATCH /desk/uploads/tus/:id',
    ]);
    const state = `${address.replace('/tus', '')}/state`;
    expect(await (await editor.get(state)).json()).toMatchObject({ state: 'received' });
    // Whoever lost the last answer is told that all is there.
    expect((await ask(editor, 'HEAD', address)).headers.get('upload-offset')).toBe(String(bytes.length));
    await lookInto();
    expect(await (await editor.get(state)).json()).toMatchObject({
      state: 'ready',
      href: `/desk/files/${hashOf(bytes)}`,
    });
    const original = await editor.get(`/desk/files/${hashOf(bytes)}/original`);
    expect(original.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(Buffer.from(await original.arrayBuffer())).toEqual(bytes);
  });

  test('is its owner’s alone: nobody else continues it, ends it, or reads of it', async () => {
    const address = (await begin(editor, 'own.txt', 100)).headers.get('location') ?? '';
    await piece(editor, address, 0, Buffer.from('secret'));
    expect((await piece(other, address, 6, Buffer.from('x'))).status).toBe(404);
    expect((await ask(other, 'HEAD', address)).status).toBe(404);
    expect((await ask(other, 'DELETE', address)).status).toBe(404);
    expect((await other.get(`${address.replace('/tus', '')}/state`)).status).toBe(404);
    // Not even its owner gets out what nobody has looked into.
    expect((await editor.get(address)).status).toBe(404);
    expect((await ask(editor, 'DELETE', address)).status).toBe(204);
    expect((await ask(editor, 'HEAD', address)).status).toBe(404);
    const reviewer = await world.as('reviewer');
    expect((await begin(reviewer, 'a.txt', 5)).status).toBe(403);
  });

  test('is bounded: in size, in number, and in what it may claim', async () => {
    expect((await begin(editor, 'film.mp4', 3 * 1024 ** 3)).status).toBe(413);
    expect((await begin(editor, 'empty.txt', 0)).status).toBe(400);
    expect(
      (await ask(editor, 'POST', '/desk/uploads/tus', { headers: { 'upload-defer-length': '1' } })).status,
    ).toBe(400);
    const many = await world.as('translator');
    const answers = [];
    for (let n = 0; n < 41; n += 1) answers.push((await begin(many, `${n}.txt`, 10)).status);
    expect(answers.filter((status) => status === 201)).toHaveLength(40);
    expect(answers.at(-1)).toBe(429);
    const address = (await begin(editor, 'longer.txt', 10)).headers.get('location') ?? '';
    expect((await piece(editor, address, 0, Buffer.alloc(11))).status).toBe(413);
    const elsewhere = await ask(editor, 'POST', '/desk/uploads/tus', {
      headers: { 'upload-length': '5', origin: 'https://evil.example.org' },
    });
    expect(elsewhere.status).toBe(403);
  });

  test('with a name that is none becomes one that is', async () => {
    const names = [
      '../../../etc/passwd',
      `${'n'.repeat(300)}.txt`,
      'a\u202etxt.exe',
      '\u0000\u0001.txt',
      '',
      '<b>.txt',
    ];
    for (const name of names) expect((await begin(other, name, 5)).status).toBe(201);
    const { rows } = await sql<{
      name: string;
    }>`select name from upload where staff_id = ${other.id} order by begun_at, id`.execute(data.db);
    expect(rows.map(({ name }) => name)).toEqual([
      'passwd',
      `${'n'.repeat(116)}.txt`,
      'atxt.exe',
      'txt',
      'file',
      'b.txt',
    ]);
    expect(await readdir(dataDir)).not.toContain('etc');
  });
});

describe('an upload by a form, without a script', () => {
  test('takes several files, and says of each what became of it', async () => {
    const writer = await world.as('editor');
    const sent = await sendForm(writer, [
      { name: 'one.txt', bytes: Buffer.from('one') },
      { name: 'page.png', bytes: Buffer.from('<html>') },
    ]);
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      '/desk/files?show=arriving&done=received',
    ]);
    expect(await (await writer.get('/desk/files?show=arriving')).text()).toContain('one.txt');
    await lookInto();
    const refused = await (await writer.get('/desk/files?show=refused')).text();
    expect(refused).toContain('page.png');
    expect(refused).toContain('HTML, SVG, XML');
    expect(await (await writer.get('/desk/files?q=one')).text()).toContain('one.txt');
    expect(
      await readdir(uploadsFolder(dataDir)).then((names) => names.filter((name) => name.endsWith('.out'))),
    ).toEqual([]);
  });

  test('without a file, or with nonsense in its place, is answered in words', async () => {
    for (const body of [new FormData(), new URLSearchParams({ file: 'a' })]) {
      const answer = await ask(editor, 'POST', '/desk/uploads', { body });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('Choose a file.');
    }
    const cut = await ask(editor, 'POST', '/desk/uploads', {
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(cut.status).toBe(422);
  });

  test('streams: the first of twenty megabytes are on the disk before the last have come', async () => {
    let early = 0;
    const size = 20 * 1024 * 1024;
    let sent = 0;
    const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\n';
    const body = new ReadableStream({
      async pull(controller) {
        if (sent === size / 2) early = await largestStaged();
        if (sent === 0) controller.enqueue(Buffer.from(head));
        if (sent >= size) {
          controller.enqueue(Buffer.from('\r\n--x--\r\n'));
          controller.close();
          return;
        }
        controller.enqueue(Buffer.alloc(65_536, 1));
        sent += 65_536;
      },
    });
    const init = { body, duplex: 'half', headers: { 'content-type': 'multipart/form-data; boundary=x' } };
    const answer = await ask(editor, 'POST', '/desk/uploads', init);
    expect(answer.status).toBe(303);
    expect(early).toBeGreaterThan(size / 4);
    await sql`update upload set state = 'refused', reason = 'type', done_at = now() where bytes = ${size}`.execute(
      data.db,
    );
  });
});

describe('a picture in the desk', () => {
  let sha256: string;
  beforeAll(async () => {
    const bytes = await photograph(600, 400);
    sha256 = hashOf(bytes);
    await sendForm(editor, [{ name: 'شارع.jpg', bytes }]);
    await lookInto();
  });

  test('warns until it is described, per language, and cannot be put into a text before', async () => {
    const page = await (await editor.get(`/desk/files/${sha256}`)).text();
    expect(page).toContain('Not described in:');
    const pick = async (lang: string) =>
      (await (await editor.get(`/desk/files/pick.json?q=شارع&lang=${lang}`)).json()).items[0];
    expect(await pick('ar')).toMatchObject({ sha256, alt: '' });
    expect(await (await editor.get('/desk/files/pick?q=شارع')).text()).toContain('Describe it first');
    const saved = await editor.post(`/desk/files/${sha256}`, {
      alt_en: ' A street\r\nat night ',
      alt_ar: 'شارع في الليل',
      credit_en: 'Sample Photographer',
      focal_x: '20',
      focal_y: '80.4',
    });
    expect(saved.headers.get('location')).toBe(`/desk/files/${sha256}?done=saved`);
    expect(await pick('ar')).toMatchObject({ alt: 'شارع في الليل' });
    const choice = await (await editor.get('/desk/files/pick?q=night')).text();
    expect(choice).toContain(`![A street at night](/files/${sha256}/${encodeURIComponent('شارع.jpg')})`);
    const after = await (await editor.get(`/desk/files/${sha256}`)).text();
    expect(after).not.toContain('Not described in:');
    expect(after).toMatch(/name="focal_x"[^>]*value="20"/);
    expect(after).toMatch(/name="focal_y"[^>]*value="80"/);
  });

  test('is seen by the staff before it is public, in its forms; its own bytes only by those who add files', async () => {
    const { thumb: thumbnail } = (await (await editor.get('/desk/files/pick.json?q=شارع')).json()).items[0];
    const reviewer = await world.as('reviewer');
    const form = await reviewer.get(thumbnail);
    expect([form.status, form.headers.get('content-type'), form.headers.get('cache-control')]).toEqual([
      200,
      'image/webp',
      'no-store',
    ]);
    expect((await reviewer.get(`/desk/files/${sha256}/original`)).status).toBe(403);
    for (const path of [`${sha256}/1.webp`, `${'0'.repeat(64)}`, `${sha256}/400.svg`])
      expect((await editor.get(`/desk/files/${path}`)).status).toBe(404);
    expect((await world.desk.app.request(world.origin + thumbnail)).status).toBe(303);
  });

  test('says where it is used, cannot be put away while it is, and can be afterwards', async () => {
    const thing = await data.db.transaction().execute(async (tx) => {
      const history = write('staff:tester', 'test', tx);
      const id = await history.begin({ kind: 'news', slug: 'uses-a-picture', primaryLang: 'en' });
      await history.revise(id, 'news', 'en', { title: 'Night <b>& day' });
      await noteFileUse(tx, id, 'draft body en', [`![a](/files/${sha256}/x.jpg)`]);
      return id;
    });
    const page = await (await editor.get(`/desk/files/${sha256}`)).text();
    expect(page).toContain(`href="/desk/news/${thing}"`);
    expect(page).toContain('Night &lt;b&gt;&amp; day');
    expect((await editor.post(`/desk/files/${sha256}/put-away`)).status).toBe(409);
    const translator = await world.as('translator');
    expect((await translator.post(`/desk/files/${sha256}/put-away`)).status).toBe(403);
    await data.db.transaction().execute((tx) => noteFileUse(tx, thing, 'draft body en', []));
    expect((await editor.post(`/desk/files/${sha256}/put-away`)).status).toBe(303);
    expect(await (await editor.get('/desk/files?q=شارع')).text()).not.toContain(sha256);
    expect(await (await editor.get('/desk/files?show=put-away')).text()).toContain(sha256);
    await editor.post(`/desk/files/${sha256}/bring-back`);
    expect(await (await editor.get('/desk/files?q=شارع')).text()).toContain(sha256);
  });

  test('goes in once more to come out without who made it', async () => {
    const asked = await editor.post(`/desk/files/${sha256}/discreet`);
    expect(asked.status).toBe(303);
    await lookInto();
    const { rows } = await sql<{
      sha256: string;
    }>`select encode(sha256, 'hex') as sha256 from file where discreet`.execute(data.db);
    expect(rows).toHaveLength(1);
    const clean = rows[0]?.sha256 ?? '';
    const bytes = await readFile(join(dataDir, 'files', clean.slice(0, 2), clean.slice(2)));
    expect(bytes.toString('latin1')).not.toMatch(/Sample|GPS/);
    expect(await (await editor.get(`/desk/files/${clean}`)).text()).toContain(
      'were taken out of the original, too',
    );
  });
});

test('the list goes on page by page, by kind, without a gap', async () => {
  for (let n = 0; n < 60; n += 1)
    await sql`insert into file (sha256, bytes, media_type, name, uploaded_by) values (sha256(${Buffer.from(`f${n}`)}), 5, 'audio/mpeg', ${`sound-${n}.mp3`}, ${`staff:${editor.id}`})`.execute(
      data.db,
    );
  // What the program keeps for itself is not the staff's.
  await sql`insert into file (sha256, bytes, media_type, name) values (sha256('letter'), 5, 'audio/mpeg', 'sound-letter.mp3')`.execute(
    data.db,
  );
  const seen: string[] = [];
  let path: string | undefined = '/desk/files?kind=video&q=sound-';
  while (path) {
    const html: string = await (await editor.get(path)).text();
    seen.push(...[...html.matchAll(/sound-(\w+)\.mp3/g)].map(([, n = '']) => n));
    path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(new Set(seen).size).toBe(60);
  expect(seen).toHaveLength(60);
  const offered = await listOfferedFiles(data.db, 'en', { q: 'sound-1', kind: 'video', limit: 20 });
  expect(offered.map(({ name }) => name)).toContain('sound-17.mp3');
  expect(offered).toHaveLength(11);
  expect((await editor.get(`/desk/files?after=${'f'.repeat(64)}&q=%25_`)).status).toBe(200);
});

test('a preview shows the pictures of what is not public: to the staff, and by a living link those of its thing only', async () => {
  const bytes = await photograph(500, 300);
  await sendForm(editor, [{ name: 'draft.jpg', bytes }]);
  await lookInto();
  const sha256 = hashOf(bytes);
  const hidden = await world.as('editor');
  const shown = await hidden.get(`/desk/files/shown/${sha256}/draft.jpg`);
  expect(shown.status).toBe(302);
  const form = await hidden.get(shown.headers.get('location') ?? '');
  expect([form.status, form.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const token = newToken(randomBytes);
  const [mine, others] = await data.db.transaction().execute(async (tx) => {
    const history = write('staff:tester', 'test', tx);
    const ids = [];
    for (const slug of ['previewed', 'not-previewed'])
      ids.push(await history.begin({ kind: 'news', slug, primaryLang: 'en' }));
    return ids;
  });
  if (!mine || !others) throw new Error('not begun');
  await keepPreviewLink(data.db, {
    hash: hashToken(token),
    thingId: mine,
    lang: 'en',
    actor: 'staff:tester',
    now: new Date(),
  });
  const outsider = (path: string) =>
    world.desk.app.request(`${world.origin}/desk/preview/${token}/files/${path}`);
  const use = (id: typeof mine) =>
    data.db.transaction().execute((tx) => noteFileUse(tx, id, 'draft body en', [sha256]));
  await use(others);
  expect((await outsider(`${sha256}/draft.jpg`)).status).toBe(404);
  await use(mine);
  const seen = await outsider(`${sha256}/draft.jpg`);
  expect(seen.headers.get('location')).toMatch(new RegExp(`^/desk/preview/${token}/files/[0-9a-f]{64}$`));
  await sql`update preview_link set made_at = made_at - interval '8 days', expires_at = now() - interval '1 day'`.execute(
    data.db,
  );
  expect((await outsider(`${sha256}/draft.jpg`)).status).toBe(404);
});

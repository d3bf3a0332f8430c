import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/database.ts';
import { type Id, newId } from '../foundation/database/id.ts';
import { checkBlob, putBlob } from '../foundation/files/blobs.ts';
import { write } from '../foundation/history/history.ts';
import { createLog } from '../foundation/log.ts';
import { type FilesWork, lookIntoAll } from './jobs.ts';
import { openUploadsFolder, uploadPath, uploadsFolder } from './places.ts';
import { runIn, type Worker } from './processing/run.ts';
import { noteFileUse, readPictures } from './store.ts';
import { fakeClamd, photograph, report } from './testing.ts';
import { tidyFiles } from './tidy.ts';
import { beginUpload, readUpload, takeUpload, uploadReceived } from './upload-store.ts';

const real = runIn(join(import.meta.dirname, 'processing', 'worker.ts'));
let data: TestDatabase;
let dataDir: string;
const staffId = newId();

beforeAll(async () => {
  data = await testDatabase({ starter: false });
  await data.db
    .insertInto('staff')
    .values({ id: staffId, name: 'Sample Member', email: 'member@example.org' })
    .execute();
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tadamun-files-'));
  await openUploadsFolder(dataDir);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** As the web process leaves an upload that is whole. */
async function uploaded(name: string, bytes: Buffer, discreet = false): Promise<Id> {
  const id = newId();
  await beginUpload(data.db, { id, staffId, name, bytes: bytes.length, discreet });
  await writeFile(uploadPath(dataDir, id), bytes);
  await uploadReceived(data.db, id, bytes.length);
  return id;
}

function work(more: Partial<FilesWork> = {}): FilesWork {
  const stop = new AbortController().signal;
  return {
    db: data.db,
    dataDir,
    clamdUrl: null,
    worker: real,
    log: createLog('fatal', 'test'),
    stop,
    ...more,
  };
}

const state = (id: Id) => readUpload(data.db, id, staffId);
const later = (days: number) => new Date(Date.now() + days * 86_400_000);
/** Lets time pass for what waits. */
const wait = () =>
  sql`update upload set leased_until = null where state in ('received', 'checked')`.execute(data.db);

async function aThing(options: { published: boolean }): Promise<Id> {
  return data.db.transaction().execute(async (tx) => {
    const history = write('staff:tester', 'test', tx);
    const id = await history.begin({
      kind: 'news',
      slug: `n-${randomBytes(6).toString('hex')}`,
      primaryLang: 'en',
    });
    await history.revise(id, 'news', 'en', { title: 'A title' });
    if (options.published) await history.publish(id);
    return id;
  });
}
const noteUse = (thing: Id, field: string, texts: string[]) =>
  data.db.transaction().execute((tx) => noteFileUse(tx, thing, field, texts));

describe('what was uploaded', () => {
  test('becomes a file, a picture with its forms; its staged bytes are gone', async () => {
    const id = await uploaded('holiday.jpg', await photograph(700, 500));
    await lookIntoAll(work());
    const upload = await state(id);
    expect(upload).toMatchObject({ state: 'ready', reason: null });
    const picture = (await readPictures(data.db, [upload?.sha256 ?? ''])).get(upload?.sha256 ?? '');
    expect(picture).toMatchObject({
      name: 'holiday.jpg',
      width: 500,
      height: 700,
      focal: { x: 50, y: 50 },
      alt: {},
    });
    expect(picture?.variants).toHaveLength(5);
    for (const { sha256 } of picture?.variants ?? []) expect(await checkBlob(dataDir, sha256)).toBe('whole');
    expect(await readdir(uploadsFolder(dataDir))).toEqual([]);
  });

  test('twice the same bytes are one file, under its first name, and bring back what was put away', async () => {
    const bytes = report();
    const first = await uploaded('one.pdf', bytes);
    await lookIntoAll(work());
    await sql`update file set put_away_at = now(), put_away_by = 'staff:a' where name = 'one.pdf'`.execute(
      data.db,
    );
    const second = await uploaded('two.pdf', bytes);
    await lookIntoAll(work());
    expect((await state(second))?.sha256).toBe((await state(first))?.sha256);
    const { rows } =
      await sql`select name, put_away_at from file where name in ('one.pdf', 'two.pdf')`.execute(data.db);
    expect(rows).toEqual([{ name: 'one.pdf', put_away_at: null }]);
  });

  test('is refused with a reason, and then nothing of it is kept', async () => {
    const id = await uploaded('a.svg', Buffer.from('<svg/>'));
    await lookIntoAll(work());
    expect(await state(id)).toMatchObject({ state: 'refused', reason: 'active', sha256: null });
    expect(await readdir(uploadsFolder(dataDir))).toEqual([]);
    expect(await readdir(dataDir)).not.toContain('files');
  });

  test('whose bytes are lost is refused', async () => {
    const id = await uploaded('a.txt', Buffer.from('a'));
    await rm(uploadPath(dataDir, id));
    await lookIntoAll(work());
    expect(await state(id)).toMatchObject({ state: 'refused', reason: 'missing' });
  });
});

describe('a file that kills the process', () => {
  test('is given up after three tries, and others pass meanwhile', async () => {
    let tries = 0;
    const worker: Worker = async (task, ...rest) => {
      if (task.name !== 'killer.txt') return real(task, ...rest);
      tries += 1;
      return 'died';
    };
    const killer = await uploaded('killer.txt', Buffer.from('a'));
    const other = await uploaded('other.txt', Buffer.from('b'));
    for (let round = 0; round < 6; round += 1) {
      await lookIntoAll(work({ worker }));
      await wait();
    }
    expect(tries).toBe(3);
    expect(await state(killer)).toMatchObject({ state: 'refused', reason: 'fatal' });
    expect(await state(other)).toMatchObject({ state: 'ready' });
  });

  test('one whose jobs process was killed is taken again when its lease is over, not before', async () => {
    const id = await uploaded('a.txt', Buffer.from('taken twice'));
    expect((await takeUpload(data.db))?.id).toBe(id);
    await lookIntoAll(work());
    expect((await state(id))?.state).toBe('received');
    await sql`update upload set leased_until = now() - interval '1 second' where id = ${id}`.execute(data.db);
    await lookIntoAll(work());
    expect((await state(id))?.state).toBe('ready');
  });

  test('a stop in the middle is no try', async () => {
    const stop = new AbortController();
    const id = await uploaded('a.txt', Buffer.from('stopped'));
    const worker: Worker = async () => {
      stop.abort();
      return 'died';
    };
    await lookIntoAll(work({ worker, stop: stop.signal }));
    const { rows } = await sql<{ tries: number }>`select tries from upload where id = ${id}`.execute(data.db);
    expect(rows[0]?.tries).toBe(0);
    await lookIntoAll(work());
    expect((await state(id))?.state).toBe('ready');
  });
});

describe('a virus scanner', () => {
  test('holds back what it has not seen, refuses what it finds, lets the rest pass', async () => {
    const good = await uploaded('good.txt', Buffer.from('all is well'));
    for (let round = 0; round < 5; round += 1) {
      await lookIntoAll(work({ clamdUrl: 'tcp://127.0.0.1:1' }));
      await wait();
    }
    // However often: no try is counted, and nothing passes.
    expect(await state(good)).toMatchObject({ state: 'received', held: true });
    const scanner = await fakeClamd();
    onTestFinished(scanner.close);
    const bad = await uploaded('bad.txt', Buffer.from('a VIRUS'));
    await lookIntoAll(work({ clamdUrl: scanner.url }));
    expect(await state(good)).toMatchObject({ state: 'ready', held: false });
    expect(await state(bad)).toMatchObject({ state: 'refused', reason: 'virus' });
    scanner.says = 'INSTREAM size limit exceeded. ERROR\0';
    const large = await uploaded('large.txt', Buffer.from('large'));
    await lookIntoAll(work({ clamdUrl: scanner.url }));
    expect(await state(large)).toMatchObject({ state: 'refused', reason: 'scan_limit' });
  });
});

describe('tidying', () => {
  test('abandoned uploads go after seven days; one that goes on stays', async () => {
    const [old, going] = [newId(), newId()];
    for (const id of [old, going]) {
      await beginUpload(data.db, { id, staffId, name: 'a.mp4', bytes: 10, discreet: false });
      await writeFile(uploadPath(dataDir, id), 'half');
      await writeFile(`${uploadPath(dataDir, id)}.json`, '{}');
    }
    await sql`update upload set touched_at = now() - interval '8 days' where id = ${old}`.execute(data.db);
    await tidyFiles(data.db, dataDir, later(8));
    expect((await readdir(uploadsFolder(dataDir))).sort()).toEqual([going, `${going}.json`]);
    expect(await state(old)).toBeNull();
  });

  test('what is in use cannot vanish: not by the desk, not by time, not by SQL', async () => {
    const id = await uploaded('used.txt', Buffer.from('in use'));
    await lookIntoAll(work());
    const sha256 = (await state(id))?.sha256 ?? '';
    const thing = await aThing({ published: false });
    expect(
      await noteUse(thing, 'body en', [`![a](/files/${sha256}/used.txt) [b](/files/${'0'.repeat(64)})`]),
    ).toEqual(['0'.repeat(64)]);
    const putAway = sql`update file set put_away_at = now() - interval '91 days', put_away_by = 'staff:a' where sha256 = decode(${sha256}, 'hex')`;
    await expect(putAway.execute(data.db)).rejects.toMatchObject({ code: 'TD009' });
    await expect(
      sql`delete from file where sha256 = decode(${sha256}, 'hex')`.execute(data.db),
    ).rejects.toMatchObject({
      constraint: 'file_use_sha256_fkey',
    });
    // Used no more, put away, used again: it is back.
    await noteUse(thing, 'body en', ['nothing']);
    await putAway.execute(data.db);
    await noteUse(thing, 'draft body en', [sha256]);
    await tidyFiles(data.db, dataDir, later(3));
    expect(await checkBlob(dataDir, sha256)).toBe('whole');
    // Used by nothing, its time over: gone, its bytes with the next look.
    await noteUse(thing, 'draft body en', []);
    await putAway.execute(data.db);
    await tidyFiles(data.db, dataDir, later(3));
    expect(await checkBlob(dataDir, sha256)).toBe('missing');
    expect(
      (await sql`select from file where sha256 = decode(${sha256}, 'hex')`.execute(data.db)).rows,
    ).toEqual([]);
  });

  test('bytes that no row names go after a day: they may be waiting for theirs', async () => {
    const { sha256 } = await putBlob(dataDir, Buffer.from('loose'));
    await tidyFiles(data.db, dataDir, new Date());
    expect(await checkBlob(dataDir, sha256)).toBe('whole');
    const id = await uploaded('kept.jpg', await photograph(300, 200));
    await lookIntoAll(work());
    await tidyFiles(data.db, dataDir, later(2));
    expect(await checkBlob(dataDir, sha256)).toBe('missing');
    const kept = (await state(id))?.sha256 ?? '';
    const picture = (await readPictures(data.db, [kept])).get(kept);
    for (const one of [kept, ...(picture?.variants ?? []).map((form) => form.sha256)])
      expect(await checkBlob(dataDir, one)).toBe('whole');
    // A folder that is not ours stays.
    await writeFile(join(uploadsFolder(dataDir), 'note.txt'), '');
    await utimes(join(uploadsFolder(dataDir), 'note.txt'), new Date(), new Date());
    await tidyFiles(data.db, dataDir, later(2));
    expect(await readdir(uploadsFolder(dataDir))).toContain('note.txt');
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import fc from 'fast-check';
import { type KyselyPlugin, sql } from 'kysely';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testAssets, testSite } from '../../../tests/site.ts';
import { createApp } from '../../app.ts';
import { openDatabase } from '../../foundation/database/database.ts';
import { createLog } from '../../foundation/log.ts';
import { searchKey } from '../../foundation/text/normalise.ts';
import { readCursor, searchWords } from './model.ts';
import { holdsWord } from './store.ts';

const { db, pool, url } = await testDatabase({ starter: true });
const { app, site } = testSite(db);
const list = '/en/campaigns/stop-private-military-companies/signatories';
const listed = 1_200;

await pool.query(`
  alter table signature disable trigger user;
  insert into signature (id, version_id, wording_sha256, lang, kind, state, organisation_name, country, publicity, updates,
      public_name, search_key, confirmed_at, listed_at)
    select gen_random_uuid(), v.version_id, v.sha256, 'en', 'organisation', 'listed', name, 'IQ', 'name', false,
      name, lower(name), now(), now() - n * interval '1 hour'
    from (select version_id, sha256 from declaration_wording where state = 'published' limit 1) as v,
      generate_series(1, ${listed}) as n,
      lateral (select case n when 7 then 'Karim and Abdul' else 'Example Association ' || n end as name) as named;
  alter table signature enable trigger user;`);

afterEach(() => vi.restoreAllMocks());

describe('a search by name', () => {
  const found = async (q: string) => {
    const answer = await app.request(`${list}.json?q=${encodeURIComponent(q)}`);
    const { signatories } = (await answer.json()) as { signatories: { name: string }[] }; // our own shape
    return signatories.map(({ name }) => name);
  };

  test('finds a name by its words, in any order, however often they are typed', async () => {
    for (const q of ['abdul', 'karim abdul', 'Abdul KARIM abdul abdul', 'dul ari', 'al abdul']) {
      expect(await found(q)).toEqual(['Karim and Abdul']);
    }
    expect(await found('karim nobody')).toEqual([]);
  });

  test('finds an Arabic word by the index, as a Latin one', async () => {
    await pool.query(`
      alter table signature disable trigger user;
      insert into signature (id, version_id, wording_sha256, lang, kind, state, organisation_name, country, publicity, updates,
          public_name, search_key, confirmed_at, listed_at)
        select gen_random_uuid(), version_id, wording_sha256, 'ar', 'organisation', 'listed', 'جمعية نموذجية', 'IQ', 'name', false,
          'جمعية نموذجية', case when public_name like '% 77' then 'جمعيه الفرات' else 'جمعيه نموذجيه' end, now(), now() - interval '90 days'
        from signature where state = 'listed';
      alter table signature enable trigger user`);
    await pool.query('vacuum analyze signature');
    expect(await found('الفرات جمعيّة')).toHaveLength(1);
    for (const [word, most] of [
      ['فرات', 1],
      ['غاءب', 0],
      ['karim', 1],
    ] as const) {
      const { rows } = await db.transaction().execute(async (tx) => {
        await sql`set local enable_seqscan = off`.execute(tx);
        return sql<{ 'QUERY PLAN': string }>`explain (analyze, costs off, timing off) select from signature s
          where s.public_name is not null and ${holdsWord(word)}`.execute(tx);
      });
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      const scan = /Bitmap Index Scan on signature_public_search \(actual rows=(\d+)/.exec(plan);
      expect(Number(scan?.[1]), `${word}\n${plan}`).toBeLessThanOrEqual(most);
    }
    await pool.query(`
      alter table signature disable trigger user;
      delete from signature where lang = 'ar';
      alter table signature enable trigger user`);
  });

  test('too short for the index asks for more, and is no search', async () => {
    for (const q of ['a', 'ka', 'ال', 'ka ri']) {
      const html = await (await app.request(`${list}?q=${encodeURIComponent(q)}`)).text();
      expect(html).toContain('at least three letters');
      expect(html).toContain('Example Association 1');
    }
    expect(await (await app.request(`${list}?q=abdul`)).text()).not.toContain('at least three letters');
  });

  test('of whatever is typed is at most four words, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (typed) => {
        const words = searchWords(searchKey(typed));
        expect(words.length).toBeLessThanOrEqual(4);
        expect(new Set(words).size).toBe(words.length);
        for (const word of words) expect(word).not.toMatch(/[%_\\\s]/);
      }),
    );
  });

  test('ends at 300 an hour for a network; the list itself does not', async () => {
    const fresh = testSite(db).app;
    const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
    const ask = async (query: string, remote: string) =>
      (await fresh.request(list + query, {}, from(remote))).status;
    const answers = [];
    for (let n = 0; n < 301; n += 1) answers.push(await ask('.json?q=nobody', '198.51.100.7'));
    expect(answers.filter((status) => status === 200)).toHaveLength(300);
    expect(answers.at(-1)).toBe(429);
    expect(await ask('?q=nobody', '198.51.100.7')).toBe(429);
    expect(await ask('?q=nobody', '198.51.100.8')).toBe(200);
    expect(await ask('?country=IQ', '198.51.100.7')).toBe(200);
  });

  test('that takes too long is given up, and the visitor told to search more exactly', async () => {
    const slow = openDatabase(url, { max: 3, statementTimeout: 100 });
    const busy = createApp({ ...site, slow: slow.db }, testAssets);
    const lock = await pool.connect();
    try {
      await lock.query('begin; lock table signature in access exclusive mode');
      for (const [address, words] of [
        [`${list}?q=abdul`, 'Search more exactly'],
        [`${list.replace('/en/', '/ar/')}?q=abdul`, 'ابحثوا بدقة أكبر'],
        [`${list}.csv?q=abdul`, 'Search more exactly'],
        [`${list}.json?q=abdul`, 'Search more exactly'],
      ] as const) {
        const answer = await busy.request(address);
        expect(answer.status).toBe(400);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(await answer.text()).toContain(words);
      }
    } finally {
      await lock.query('rollback');
      lock.release();
      await slow.close();
    }
  });
});

describe('the whole list as CSV', () => {
  test('has every signature, over several pages', async () => {
    const csv = await (await app.request(`${list}.csv`)).text();
    expect(csv.trim().split('\r\n')).toHaveLength(listed + 1);
  });

  test('breaks off where the database fails in the middle, is logged, and ends nothing else', async () => {
    const lines: string[] = [];
    const log = createLog('info', 'web', { write: (line: string) => void lines.push(line) });
    const said = [vi.spyOn(console, 'error'), vi.spyOn(console, 'info')];
    const failing = createApp({ ...site, log, slow: db.withPlugin(failAfter(1)) }, testAssets);
    const server = createServer(getRequestListener((request, env) => failing.fetch(request, env)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    const origin = `http://127.0.0.1:${port}`;
    try {
      const answer = await fetch(`${origin}${list}.csv`);
      expect(answer.status).toBe(200);
      await expect(answer.text()).rejects.toThrow();
      expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    } finally {
      server.closeAllConnections();
      server.close();
    }
    expect(lines.filter((line) => line.includes('broke off'))).toHaveLength(1);
    for (const spy of said) expect(spy).not.toHaveBeenCalled();
  });

  test('whose first page fails is answered with a page that says so', async () => {
    const failing = createApp({ ...site, slow: db.withPlugin(failAfter(0)) }, testAssets);
    expect((await failing.request(`${list}.csv`)).status).toBe(503);
  });
});

test('a place in the list is one that the database takes, whatever an address says', async () => {
  const id = '01900000-0000-7000-8000-000000000000';
  for (const day of ['0000-01-01', '0001-01-01', '1899-12-31', '2023-02-29', '2026-04-31', '10000-01-01']) {
    expect(readCursor(`${day}.${id}`)).toBeNull();
  }
  const two = (n: number) => String(n).padStart(2, '0');
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      async (year, month, day) => {
        const cursor = readCursor(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}.${id}`);
        if (cursor) await pool.query('select $1::date, $2::uuid', [cursor.listedOn, cursor.publicId]);
      },
    ),
  );
});

/** A database that breaks after so many queries, as one does that is stopped. */
function failAfter(queries: number): KyselyPlugin {
  let left = queries;
  return {
    transformQuery: ({ node }) => {
      left -= 1;
      if (left < 0) throw new Error('Connection terminated unexpectedly');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { comesOutAs } from '../../../tests/claims.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { keyOfPage } from '../../app.ts';
import type { Id } from '../../foundation/database/id.ts';
import { apiPath } from './address.ts';
import { toldKinds } from './kinds/kinds.ts';
import { make, makeCompany, makeSource, withdraw } from './record.world.ts';

const { db } = await testDatabase({ starter: false });
const { app, site } = testSite(db);
const { origin } = site.settings.publicUrl;
const get = (path: string, headers: Record<string, string> = {}) => app.request(origin + path, { headers });
const read = async (path: string) => (await get(path)).json();

describe('only what is public', () => {
  test('no draft, nor what hangs on one, nor the source of one, is told anywhere', async () => {
    const secret = 'Entwurf-Geheim';
    const source = await makeSource(db, 'secret-source', `${secret} source`);
    const draft = await makeCompany(db, 'secret-company', `${secret} company`, true);
    const shown = await makeCompany(db, 'shown-company', 'Shown Example');
    const buyer = await make(db, {
      kind: 'buyer',
      slug: 'shown-buyer',
      table: 'buyer',
      own: { kind: 'state' },
      texts: { en: { name: 'Shown Buyer' } },
    });
    // Public itself, and about a company that is not.
    const contract = await make(db, {
      kind: 'contract',
      slug: 'secret-contract',
      table: 'contract',
      own: { buyer_id: buyer, company_id: draft, end_is: 'unknown', standing: 'reported' },
      texts: { en: { title: `${secret} contract` } },
      source,
    });
    await make(db, {
      kind: 'company-name',
      table: 'company_name',
      own: {
        company_id: draft,
        name: `${secret} name`,
        lang: 'en',
        end_is: 'unknown',
        parallel: false,
        standing: 'reported',
        position: 1,
      },
      source,
    });
    // A draft part of a public company, and a draft text of a public thing.
    await make(db, {
      kind: 'company-name',
      table: 'company_name',
      own: {
        company_id: shown,
        name: `${secret} other name`,
        lang: 'en',
        end_is: 'unknown',
        parallel: false,
        standing: 'reported',
        position: 1,
      },
      draft: true,
      source,
    });
    await sql`insert into company_text (thing_id, lang, state, summary) values (${shown}, 'ar', 'draft', ${secret})`.execute(
      db,
    );
    const incident = await make(db, {
      kind: 'incident',
      slug: 'shown-incident',
      table: 'incident',
      own: { date: '2007', kinds: ['other'], harmed: [], accountability: 'none', standing: 'reported' },
      texts: { en: { title: 'A shown incident', summary: 'Something.' } },
    });
    await db.transaction().execute(async (tx) => {
      await sql`insert into incident_company (incident_id, company_id) values (${incident}, ${draft}), (${incident}, ${shown})`.execute(
        tx,
      );
      const involved = [draft, shown].map((company) => `${company} involved reported`);
      await comesOutAs(tx, { kind: 'incident', id: incident }, { involved });
    });
    for (const { kind } of toldKinds)
      for (const order of ['made', 'changed']) {
        const answer = await (await get(`${apiPath(kind)}?limit=100&order=${order}`)).text();
        expect(answer, kind.plural).not.toContain(secret);
        expect(answer, kind.plural).not.toContain(draft);
      }
    expect((await read('/api/v1/incidents/shown-incident')).data.companies).toHaveLength(1);
    for (const path of [
      `/api/v1/companies/secret-company`,
      `/api/v1/companies/${draft}`,
      `/api/v1/contracts/secret-contract`,
      `/api/v1/contracts/${contract}`,
      '/api/v1/sources/secret-source',
    ])
      expect((await get(path)).status, path).toBe(404);
    expect(JSON.stringify(await read('/api/v1/changes?limit=1000'))).not.toMatch(/secret/);
  });
});

describe('addresses', () => {
  test('a former slug leads on, what is gone is gone, what never was is not found', async () => {
    const id = await makeCompany(db, 'old-slug', 'Slug Example');
    await sql`update thing set slug = 'new-slug' where id = ${id}`.execute(db);
    const moved = await get('/api/v1/companies/old-slug');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/api/v1/companies/new-slug']);
    await withdraw(db, id);
    for (const name of ['old-slug', 'new-slug', id])
      expect((await get(`/api/v1/companies/${name}`)).status, name).toBe(410);
    for (const name of [
      'never-was',
      '..',
      'A%00B',
      '%FF',
      "' or 1=1",
      'x'.repeat(300),
      crypto.randomUUID(),
    ]) {
      const answer = await get(`/api/v1/companies/${encodeURI(name)}`);
      expect(answer.status, name).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
    expect((await get('/api/v1/nothing')).headers.get('content-type')).toBe('application/problem+json');
  });

  test('the same id as another kind is not found', async () => {
    const id = await makeCompany(db, 'a-company', 'Kind Example');
    expect((await get(`/api/v1/incidents/${id}`)).status).toBe(404);
  });
});

describe('hostile queries', () => {
  test('whatever is asked is answered, or refused as a problem that names what is wrong', async () => {
    const names = ['country', 'after', 'limit', 'order', 'from', 'to', 'type', 'company', 'x', 'since'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...toldKinds.map(({ kind }) => apiPath(kind)), '/api/v1/changes'),
        fc.array(fc.tuple(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 40 })), {
          maxLength: 3,
        }),
        async (path, pairs) => {
          const answer = await get(`${path}?${new URLSearchParams(pairs)}`);
          expect([200, 400]).toContain(answer.status);
          if (answer.status === 400) {
            expect(answer.headers.get('content-type')).toBe('application/problem+json');
            expect((await answer.json()).detail).not.toBe('');
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=1e2',
    'limit=٥',
    'order=random',
    'country=Iraq',
    'unknown=1',
    'country=IQ&country=US',
    'after=AAAA',
    `after=${Buffer.from('made 1').toString('base64url')}`,
    'order=changed&after=bWFkZSAwMTkzODRkMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDE',
  ])('%s is refused', async (query) => {
    const answer = await get(`/api/v1/companies?${query}`);
    expect(answer.status).toBe(400);
  });

  test.each(['since=-1', 'since=yesterday', 'since=2026-13-01', 'since=99999999999999999', 'limit=1001'])(
    'changes with %s are refused',
    async (query) => expect((await get(`/api/v1/changes?${query}`)).status).toBe(400),
  );

  test('an address that is too long is refused in the form of every other fault', async () => {
    const answer = await get(`/api/v1/incidents?after=${'A'.repeat(2_500)}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([414, 'application/problem+json']);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('it is for reading, by every origin', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await app.request(`${origin}/api/v1/companies`, { method });
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([
        method,
        405,
        'GET, HEAD, OPTIONS',
      ]);
    }
    const preflight = await app.request(`${origin}/api/v1/companies`, { method: 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    const answer = await get('/api/v1/companies');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('caching and politeness', () => {
  test('what was seen already is answered by 304', async () => {
    const first = await get('/api/v1/laws?limit=5');
    const etag = first.headers.get('etag') ?? '';
    const again = await get('/api/v1/laws?limit=5', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('the page cache keeps single things and whole lists, and nothing that anybody can invent', () => {
    const key = (path: string) => keyOfPage(new URL(origin + path))?.key ?? null;
    expect(key('/api/v1/companies')).toBe('/api/v1/companies');
    expect(key('/api/v1/companies/example')).toBe('/api/v1/companies/example');
    for (const path of ['/api/v1/companies?country=IQ', '/api/v1/companies/example?x=1', '/api/v1/changes'])
      expect(key(path), path).toBeNull();
  });

  test('who asks without end is asked to wait', async () => {
    const { app: own } = testSite(db);
    let refused: Response | undefined;
    for (let n = 0; n < 3_001; n += 1) refused = await own.request(`${origin}/api/v1/none`);
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused?.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('paging', () => {
  test('tells everything that stays public exactly once, whatever comes and goes meanwhile', async () => {
    const stays: Id[] = [];
    for (let n = 0; n < 12; n += 1) stays.push(await makeCompany(db, `paged-${n}`, `Paged Example ${n}`));
    const seen: string[] = [];
    let path: string | null = '/api/v1/companies?limit=3';
    for (let n = 0; path !== null; n += 1) {
      const page: { data: { id: string }[]; next: string | null } = await read(path);
      seen.push(...page.data.map(({ id }) => id));
      path = page.next === null ? null : page.next.slice(origin.length);
      const other = await makeCompany(db, `meanwhile-${n}`, `Meanwhile Example ${n}`);
      await withdraw(db, other);
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of stays) expect(seen).toContain(id);
  });
});

import { describe, expect, test } from 'vitest';
import type { KeyRing } from '../src/foundation/crypto/keys.ts';
import type { Db } from '../src/foundation/database/database.ts';
import { newId } from '../src/foundation/database/id.ts';
import { testDatabase } from './database.ts';
import { type DeskAsker, testDesk } from './desk.ts';
import { type Form, formsOf } from './desk-forms.ts';
import { signAs, signedOrganisation } from './signatures.ts';

// Whatever is sent to the staff side, by whoever may do everything there: an answer that a person can read, never a failure.
// Each route is reached by ids of things that are there, and its own forms are sent back with values that nobody typed.

const minute = 60_000;
/** One run ends in this time at the latest, however slow the machine is. */
const longest = 2 * minute;

/** A generator of our own, so that a failure comes back with its seed (mulberry32). */
function dice(seed: number) {
  let state = seed;
  const roll = (sides: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * sides);
  };
  const one = <T>(of: readonly T[]): T => {
    const found = of[roll(of.length)];
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found;
  };
  return { roll, one };
}

const uuid = newId();
/** What forms and addresses are sent instead of what they ask for. */
const nasty: readonly string[] = [
  '',
  ' ',
  'x\u0000y',
  'lone \ud800 surrogate',
  '\u202eabc\u202c',
  'a'.repeat(5_000),
  '١٢٣',
  '-1',
  '0',
  '1e309',
  '99999999999999999999',
  '9'.repeat(400),
  'NaN',
  'null',
  '[]',
  '{"a":1}',
  '2026-02-31',
  '275760-09-13',
  '-000001-01-01',
  '9999-12-31T23:59',
  '0000-00-00',
  "'; drop table thing; --",
  '%',
  '\\',
  '../../etc/passwd',
  'javascript:alert(1)',
  'http://[::1',
  'https://example.org/\u0000',
  'https://user:pass@example.org:99999/',
  '<script>alert(1)</script>',
  '[^a]: x\n\n[^a][^a]',
  '$& $1 {name} {{x}}',
  '__proto__',
  'constructor',
  'toString',
  uuid,
  uuid.toUpperCase(),
  '00000000-0000-0000-0000-000000000000',
  'f'.repeat(64),
  'zz',
  'en',
  'ar',
  'Ⅷ',
  '\u00ad\u200b',
  '\ufeff',
];

/** Ids of things of every kind that the database holds, by the table that they stand in. */
async function idsThere(db: Db): Promise<string[]> {
  const things = await db.selectFrom('thing').select(['id', 'kind']).execute();
  const kinds = new Map<string, string[]>();
  for (const { id, kind } of things) kinds.set(kind, [...(kinds.get(kind) ?? []), id]);
  return [...kinds.values()].flatMap((ids) => ids.slice(0, 4));
}

async function signSome(db: Db, keys: KeyRing): Promise<string[]> {
  const made = [
    await signedOrganisation(db, keys, 'Sample Association'),
    await signedOrganisation(db, keys, 'Sample Centre', {}, false),
    await signAs(db, keys, {
      kind: 'organisation',
      organisation_name: 'Sample Union',
      email: 'u@example.org',
    }),
    await signAs(db, keys, {
      kind: 'person',
      name: 'Sample Person',
      email: 'p@example.org',
      publicity: 'name',
    }),
  ];
  return made.map(({ id }) => id);
}

/** Leads out of the session of who asks; tested on its own. */
const leftOut = new Set(['/desk/sign-out']);

async function answersOf(asker: DeskAsker, path: string, init: RequestInit, wrong: string[], said: string) {
  const answer = await asker.ask(path, init);
  const html = await answer.text();
  if (answer.status >= 500) wrong.push(`${answer.status} ${said}`);
  return html;
}

describe('whatever is sent to the desk', () => {
  test.each([1, 2])(
    'seed %i: no route fails',
    async (seed) => {
      const { roll, one } = dice(seed);
      const { db } = await testDatabase({ starter: true });
      const { desk, site, as } = testDesk(db);
      const owner = await as('owner');
      const ids = [...(await idsThere(db)), ...(await signSome(db, site.keys)), owner.id, uuid];
      const address = (path: string) =>
        path
          .replace(/:\w+\{\(?([a-z]+)\|[^}]*\}/g, '$1')
          .replace(/:\w+\{\[0-9a-f\]\{64\}\}/g, () => 'f'.repeat(64))
          .replace(/:\w+\{[^/]*\}/g, () => one(ids))
          .replace(/:\w+\?/g, 'x')
          .replace(/:lang\b/g, () => one(['en', 'ar', 'fr', '%00', 'zz']))
          .replace(/:\w+/g, () => one([...ids, ...ids, encodeURIComponent(one(nasty).toWellFormed())]));
      const junk = () => {
        const value = one(nasty);
        return roll(6) === 0 ? value + one(nasty) : value;
      };
      const wrong: string[] = [];
      const started = Date.now();
      const query = () =>
        ['q', 'page', 'after', 'before', 'lang', 'state', 'in', 'sort', 'kind', 'show', 'done', 'back', 'to']
          .concat(['campaign', 'campaign_id', 'id', 'version', 'by', 'from', 'until', 'who', 'action', 'tab'])
          .concat(['name', 'left', 'not', 'list', 'hold', 'country', 'format', 'flag', 'mail', 'person'])
          .map((name) => [name, roll(3) === 0 ? one(ids) : junk().toWellFormed()])
          .filter(() => roll(3) > 0) as [string, string][]; // pairs, as made above

      const forms = new Map<string, Form>();
      for (const { method, path } of desk.routes) {
        if (leftOut.has(path)) continue;
        for (let round = 0; round < 3 && Date.now() - started < longest; round += 1) {
          const at = address(path);
          if (method === 'GET') {
            const asked = round === 0 ? at : `${at}?${new URLSearchParams(query())}`;
            const html = await answersOf(owner, asked, {}, wrong, `GET ${asked.slice(0, 300)}`);
            for (const form of formsOf(html)) {
              const key = form.action.replace(/[0-9a-f-]{36}|[0-9a-f]{64}/g, '*') + form.fields.length;
              if (!forms.has(key)) forms.set(key, form);
            }
            continue;
          }
          const fields = query();
          const body = [
            new URLSearchParams(fields),
            one(['{"a":', '[]', '\u0000', 'a'.repeat(70_000), '%', '=&=&']),
            (() => {
              const data = new FormData();
              for (const [name, value] of fields)
                data.append(name, roll(2) === 0 ? value : new File(['x\u0000'], 'x.txt'));
              return data;
            })(),
          ][round];
          const type = one(['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'x/\u00e9']);
          await answersOf(
            owner,
            at,
            {
              method,
              body: body ?? null,
              ...(typeof body === 'string' && { headers: { 'content-type': type } }),
            },
            wrong,
            `${method} ${at} (round ${round})`,
          );
        }
      }

      // Where the time was over before all routes were asked, the pages that were seen have what forms they have.
      if (Date.now() - started < longest) expect(forms.size).toBeGreaterThan(30);

      // The forms as they stand in the pages, one or two of their fields at a time not as anybody would fill them in.
      for (const [key, { action, fields }] of forms) {
        if (leftOut.has(action.split('?')[0] ?? '') || /\/staff\/.*\/(end|reset)$/.test(action)) continue;
        const names = [...new Set(fields.map(([name]) => name))];
        for (let round = 0; round < Math.min(40, 4 + names.length * 3); round += 1) {
          if (Date.now() - started > longest) break;
          const changed = new Map(
            Array.from({ length: 1 + roll(2) }, () => [names.length > 0 ? one(names) : 'x', junk()] as const),
          );
          const body = roll(5) === 0 ? new FormData() : new URLSearchParams();
          for (const [name, value] of fields) {
            const sent = changed.get(name) ?? value;
            if (body instanceof FormData && changed.has(name) && roll(2) === 0)
              body.append(name, new File([sent], 'x'));
            else body.append(name, sent);
          }
          const sent = JSON.stringify([...changed]).slice(0, 200);
          await answersOf(owner, action, { method: 'POST', body }, wrong, `form ${key} with ${sent}`);
        }
      }
      expect([...new Set(wrong)]).toEqual([]);
    },
    longest + 5 * minute,
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newId } from '../src/foundation/database/id.ts';
import { root } from '../src/foundation/paths.ts';
import { type Action, actions, may, roles } from '../src/staff/model.ts';
import { testDatabase } from './database.ts';
import { testDesk } from './desk.ts';

// Every address of the staff side is behind the one guard: there is no way in beside it.

const { db } = await testDatabase({ starter: true });
const { desk, as, origin } = testDesk(db);

/** All that a stranger can reach, by name: signing in, coming in by a link, a shared preview. A new one is added here or not at all. */
const outside = [
  'GET /desk/auth/passkey/generate-authenticate-options',
  'GET /desk/invitation/:token',
  'GET /desk/return/:token',
  'GET /desk/sign-in',
  'GET /desk/sign-in/code',
  'GET /desk/sign-in/device/:token',
  'POST /desk/auth/passkey/verify-authentication',
  'POST /desk/invitation/:token',
  'POST /desk/return/:token',
  'POST /desk/sign-in',
  'POST /desk/sign-in/code',
  'POST /desk/sign-in/device',
  'POST /desk/sign-in/device/:token',
];

const named = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

test('every route that exists was registered with the guard, or is on the list of those outside', () => {
  const exist = desk.app.routes.filter(({ method, path }) => method !== 'ALL' && path !== '/*').map(named);
  expect(new Set(exist)).toEqual(new Set(desk.routes.map(named)));
  const strangers = desk.routes.filter(({ action }) => action === null).map(named);
  expect(strangers.filter((route) => !previews.test(route)).sort()).toEqual([...outside].sort());
});

test('every action of the role table is asked for: by the guard of a route, or by a handler', () => {
  const demanded = new Set(desk.routes.map(({ action }) => action));
  const handlers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\./.test(path) && path !== join('staff', 'model.ts'))
    .map((path) => readFileSync(join(root, 'src', path), 'utf8'));
  const asked = (action: Action) =>
    handlers.some((text) =>
      new RegExp(`\\b(may|scopesOf)\\([^;]*'${action.replace('.', '\\.')}'`).test(text),
    );
  expect(actions.filter((action) => !demanded.has(action) && !asked(action))).toEqual([]);
});

/** A shared preview: its token is the proof; tests/… of the editing engine hold it to what it shows. */
const previews = /^GET \/desk\/preview\/:token/;

/** An address of a route with ids that nothing has. */
const addressOf = (path: string) =>
  path
    .replace(/:\w+\{((?:[^{}]|\{[^{}]*\})*)\}\??/g, (_all, pattern: string) => sampleOf(pattern))
    .replace(/:\w*id\b/gi, newId())
    .replace(/:lang\b/g, 'en')
    .replace(/:\w+\??/g, 'sample')
    .replace(/\*/g, 'sample');
/** What a pattern of an address takes: one of a choice, a hash, an id. */
const sampleOf = (pattern: string) => {
  const samples = ['wide.png', '480.webp', 'a'.repeat(64), newId(), pattern.split('|')[0] ?? ''];
  return samples.find((sample) => new RegExp(`^(?:${pattern})$`).test(sample)) ?? 'sample';
};

const guarded = desk.routes.filter(({ action }) => action !== null);

describe('nobody', () => {
  test('is led to the sign-in from pages, and refused elsewhere', async () => {
    const wrong: string[] = [];
    for (const { method, path } of guarded) {
      const answer = await desk.app.request(origin + addressOf(path), { method, headers: { origin } });
      const right =
        method === 'GET' || method === 'HEAD'
          ? answer.status === 303 && answer.headers.get('location')?.startsWith('/desk/sign-in?to=')
          : answer.status === 401;
      if (!right) wrong.push(`${method} ${path}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });
});

test('an address asked in a way that it does not have says in which it is, to whoever asks', async () => {
  const wrong: string[] = [];
  for (const { method, path } of desk.routes) {
    const address = origin + addressOf(path);
    const answer = await desk.app.request(address, { method: 'PUT', headers: { origin } });
    const allow = answer.headers.get('allow') ?? '';
    const options = await desk.app.request(address, { method: 'OPTIONS' });
    const right = answer.status === 405 && allow.split(', ').includes(method);
    if (!right || options.status !== 204 || options.headers.get('allow') !== allow)
      wrong.push(`${method} ${path}: ${answer.status} ${allow}, ${options.status}`);
  }
  expect(wrong).toEqual([]);
});

describe.each(roles)('%s', (role) => {
  test('is refused everywhere that their role does not reach, and nowhere else', async () => {
    const person = await as(role);
    const member = { grants: [{ role, campaignId: null }] };
    const wrong: string[] = [];
    for (const { method, path, action } of guarded) {
      if (path === '/desk/sign-out') continue;
      const allowed = may(member, action as Action, 'any'); // those without an action are outside
      const address = addressOf(path);
      const answer = await person.ask(address, {
        method,
        ...(method === 'POST' && { body: new URLSearchParams() }),
      });
      // What is absent is absent for everybody; a refusal is only for those who may not.
      const refused = answer.status === 403;
      if (allowed ? refused && !ownRefusals.has(path) : !refused && answer.status !== 404)
        wrong.push(`${method} ${path} (${action}): ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** Refusals of an own kind, which come after the role: sessions that are too old, names that are sealed. */
const ownRefusals = new Set<string>(
  guarded
    .filter(({ action }) => action === 'account.own' || action === 'signature.sealed')
    .map(({ path }) => path),
);

describe('a change', () => {
  test('from another site, or of unknown origin, reaches no route', async () => {
    const owner = await as('owner');
    const wrong: string[] = [];
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'same-site' },
    ];
    for (const { method, path } of desk.routes) {
      if (method === 'GET' || method === 'HEAD') continue;
      for (const headers of elsewhere) {
        const answer = await owner.ask(addressOf(path), {
          method,
          headers,
          body: method === 'POST' ? 'x=1' : null,
        });
        if (answer.status !== 403) wrong.push(`${method} ${path}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

import { createHmac } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { testAssets, testSite } from '../../tests/site.ts';
import { publicPages } from '../app.ts';
import { createDeskApp } from '../desk-app.ts';
import type { Db } from '../foundation/database/database.ts';
import { inviteByLink } from './invitations/first-owner.ts';
import type { DeskLang, Grant } from './model.ts';

export const password = 'four sample words together';

/** The desk with the product's own sessions, and browsers that keep its cookies. */
export function realDesk(db: Db, env: Record<string, string> = {}) {
  const { site } = testSite(db, env);
  const desk = createDeskApp(site, { assets: testAssets, pages: publicPages(site, testAssets) });
  const { origin } = site.settings.publicUrl;
  let networks = 0;
  /** A browser, in a network of its own unless one is given. */
  const open = (network = `198.51.${++networks >> 8}.${networks & 255}`) => {
    // Of node:http's bindings the desk reads the address alone.
    const bindings = { incoming: { socket: { remoteAddress: network } } } as unknown as HttpBindings;
    return openBrowser(origin, async (request) => desk.app.fetch(request, bindings));
  };
  return {
    site,
    desk,
    origin,
    open,
    /** Somebody new who comes in by a link, with a password. */
    async enter(
      email: string,
      grants: readonly Grant[],
      options: { lang?: DeskLang; network?: string } = {},
    ) {
      const browser = open(options.network);
      const path = await inviteByLink(db, { email, lang: options.lang ?? 'en', grants, by: 'operator' });
      const answer = await browser.post(path, {
        name: 'Sample Member',
        lang: options.lang ?? 'en',
        way: 'password',
        password,
      });
      return { browser, answer, email };
    },
  };
}

export type TestBrowser = ReturnType<typeof openBrowser>;

function openBrowser(origin: string, fetch: (request: Request) => Promise<Response>) {
  const jar = new Map<string, string>();
  const set: string[] = [];
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers({ cookie, origin, 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const answer = await fetch(new Request(origin + path, { redirect: 'manual', ...init, headers }));
    for (const line of answer.headers.getSetCookie()) {
      set.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    jar,
    /** Every Set-Cookie so far. */
    set,
    get: (path: string) => ask(path),
    post: (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form), headers }),
    json: (path: string, body: unknown) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    ask,
  };
}

/** Sets an authenticator app up. @returns its secret and the recovery codes. */
export async function setUpApp(browser: TestBrowser): Promise<{ secret: string; codes: string[] }> {
  const page = await (await browser.post('/desk/account/totp', { current: password })).text();
  const uri = /name="uri" value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  if (!uri) throw new Error('no app to set up');
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const done = await browser.post('/desk/account/totp/confirm', { uri, code: totp(secret) });
  if (done.status !== 200) throw new Error(`the code was not taken: ${done.status}`);
  const codes = [...(await done.text()).matchAll(/<code dir="ltr">([^<]+)</g)].map(([, code = '']) => code);
  return { secret, codes };
}

/** The six digits that an app shows (RFC 6238). @param steps half minutes from now */
export function totp(secret: string, steps = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

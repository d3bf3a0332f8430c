import { randomBytes } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import type { DeskContext } from '../../desk/model.ts';
import { hashToken, newToken, parseToken, type Token } from '../../foundation/crypto/token.ts';
import type { Id } from '../../foundation/database/id.ts';
import { queueMail } from '../../foundation/mail/outbox-store.ts';
import { networkOf } from '../../foundation/web/network.ts';
import type { Site } from '../../foundation/web/site.ts';
import { deviceName } from './device-name.ts';
import { isDeviceOurs, noteDevice } from './device-store.ts';

/** What signing in reads of a request and sets on its answer. */
export interface Browser {
  /** The network that the limits know it by. */
  network(c: DeskContext): string;
  /** The cookie by which a browser is known; null in one where nobody signed in before. */
  device(c: DeskContext): Token | null;
  /** Makes the browser known to a person, and tells them by mail where it was not (unless this is their first). */
  remember(c: DeskContext, staffId: Id, options?: { tell: boolean }): Promise<void>;
}

const deviceDays = 400;

/** How a browser is known again, and from which network it asks. */
export function browserOf(site: Site): Browser {
  const { publicUrl, trustProxy } = site.settings;
  const secure = publicUrl.protocol === 'https:';
  const cookie = secure ? '__Secure-tadamun.device' : 'tadamun.device';
  const network = networkOf(trustProxy);
  const device = (c: DeskContext) => parseToken(getCookie(c, cookie));
  return {
    device,
    network: (c) => network(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for')),
    async remember(c, staffId, { tell } = { tell: true }) {
      const given = device(c);
      const token =
        given !== null && (await isDeviceOurs(site.db, hashToken(given))) ? given : newToken(randomBytes);
      const name = deviceName(c.req.header('user-agent'));
      const fresh = await noteDevice(site.db, hashToken(token), staffId, name);
      if (fresh && tell) await queueMail(site.db, 'staff-new-device', 'staff_id', staffId);
      setCookie(c, cookie, token, {
        path: '/desk',
        httpOnly: true,
        sameSite: 'Lax',
        secure,
        maxAge: deviceDays * 86_400,
      });
    },
  };
}

/** Where a sign-in leads to: a page of the desk, never elsewhere. */
export function destination(to: unknown): string {
  return typeof to === 'string' && /^\/desk(?:[/?][^\\\p{Cc}]*)?$/u.test(to) && !to.includes('//')
    ? to
    : '/desk';
}

/** Passes the cookies of an answer of better-auth on. */
export function passCookies(c: DeskContext, from: Headers): void {
  for (const cookie of from.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}

/** Headers for better-auth with the cookies but the session's: who signs in does so as nobody. */
export function asNobody(headers: Headers): Headers {
  const kept = (headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    // A blank before the equals sign is none to who reads the cookie.
    .filter((pair) => !/^(?:__Secure-)?tadamun\.session_token\s*=/.test(pair));
  const clean = new Headers(headers);
  clean.set('cookie', kept.join('; '));
  return clean;
}

/** Whether a request says that its body is JSON, as our scripts do. */
export function isJson(c: DeskContext): boolean {
  return /^application\/json\b/.test(c.req.header('content-type') ?? '');
}

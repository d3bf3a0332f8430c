import { z } from 'zod';
import type { Desk, Sessions } from '../../desk/desk.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { hashToken, parseToken } from '../../foundation/crypto/token.ts';
import { parseId } from '../../foundation/database/id.ts';
import { queueMail } from '../../foundation/mail/outbox-store.ts';
import { audit } from '../audit/store.ts';
import { endSession, findByEmail } from './account-store.ts';
import type { Auth } from './auth.ts';
import { openLink, readLink, useLink } from './device-store.ts';
import { asNobody, browserOf, destination, isJson, passCookies } from './request.ts';
import { codePage, deviceLinkPage, proofPage, sentPage, signInPage } from './sign-in-pages.tsx';
import { judge, type Verdict } from './throttle.ts';

const credentials = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().min(1).max(1_000),
});
/** Mails with a link that makes a browser known, asked for from one network in an hour. */
const linksPerNetwork = 20;
const cookieOfCode = /(?:^|;\s*)(?:__Secure-)?tadamun\.two_factor=/;

/** Signing in by a password and a code, without any script; and making a browser known by mail. */
export function signInDesk(desk: Desk, auth: Auth, sessions: Sessions): void {
  const { site } = desk;
  const browser = browserOf(site);

  /** Who signs in leaves behind whatever session this browser had: nobody can plant one. */
  const leaveSession = async (c: DeskContext) => {
    const member = await sessions.read(c.req.raw.headers);
    if (member) await endSession(site.db, member.id, member.sessionId);
  };
  const welcome = async (c: DeskContext, staffId: string, to: string) => {
    const id = parseId(staffId);
    if (id === null) throw new Error('a person without an id has signed in');
    await browser.remember(c, id);
    await audit(site.db, { actor: `staff:${id}`, action: 'account.sign-in', subject: `staff:${id}` });
    return c.redirect(to, 303);
  };
  const refusal = (c: DeskContext, email: string, verdict: Exclude<Verdict, { may: 'go' }>) =>
    verdict.may === 'slow' ? deskMessage(c, 429, 'too_many_tries') : proofPage(c, email);

  desk.outside('GET', '/desk/sign-in', async (c) => {
    const to = destination(c.req.query('to'));
    if (await sessions.read(c.req.raw.headers)) return c.redirect(to, 303);
    return signInPage(c, { to, origin: site.settings.publicUrl });
  });

  desk.outside('POST', '/desk/sign-in', async (c) => {
    const form = await c.req.parseBody();
    const to = destination(form.to);
    const given = credentials.safeParse(form);
    const view = { to, origin: site.settings.publicUrl, email: String(form.email ?? '').slice(0, 254) };
    if (!given.success) return signInPage(c, { ...view, wrong: true });
    const { email, password } = given.data;
    const verdict = await judge(site, { email, network: browser.network(c), device: browser.device(c) });
    if (verdict.may !== 'go') return refusal(c, email, verdict);
    await leaveSession(c);
    const answer = await auth.api.signInEmail({
      body: { email, password },
      headers: asNobody(c.req.raw.headers),
      asResponse: true,
    });
    if (!answer.ok) return signInPage(c, { ...view, wrong: true });
    await verdict.succeeded();
    passCookies(c, answer.headers);
    const said = signedIn.parse(await answer.json());
    if (said.twoFactorRedirect) {
      const lang = c.req.query('lang') ? `&lang=${c.var.lang}` : '';
      return c.redirect(`/desk/sign-in/code?to=${encodeURIComponent(to)}${lang}`, 303);
    }
    return welcome(c, said.user?.id ?? '', to);
  });

  desk.outside('GET', '/desk/sign-in/code', (c) => {
    if (!cookieOfCode.test(c.req.header('cookie') ?? '')) return c.redirect('/desk/sign-in', 303);
    return codePage(c, { to: destination(c.req.query('to')) });
  });

  desk.outside('POST', '/desk/sign-in/code', async (c) => {
    const form = await c.req.parseBody();
    const to = destination(form.to);
    const code = String(form.code ?? '').replace(/[\s\u200e\u200f]/g, '');
    const headers = await onlyChallenge(auth, c.req.raw.headers);
    const email = await emailOfChallenge(auth, headers);
    if (email === null) return c.redirect(`/desk/sign-in?to=${encodeURIComponent(to)}`, 303);
    const verdict = await judge(site, { email, network: browser.network(c), device: browser.device(c) });
    if (verdict.may !== 'go') return refusal(c, email, verdict);
    const body = { code: latinDigits(code) };
    // A code lives for half a minute and its neighbours; whoever saw it being typed does not use it a second time.
    if (!site.limits.take('desk-code', `${email} ${body.code}`, 1)) return codePage(c, { to, wrong: true });
    const answer = /^\d{6}$/.test(body.code)
      ? await auth.api.verifyTOTP({ body, headers, asResponse: true })
      : await auth.api.verifyBackupCode({ body, headers, asResponse: true });
    if (!answer.ok) {
      // After five tries the challenge is used up: the password is asked for again.
      if ((await emailOfChallenge(auth, headers)) === null) {
        passCookies(c, answer.headers);
        return c.redirect(`/desk/sign-in?to=${encodeURIComponent(to)}`, 303);
      }
      return codePage(c, { to, wrong: true });
    }
    await verdict.succeeded();
    passCookies(c, answer.headers);
    const said = signedIn.parse(await answer.json());
    return welcome(c, said.user?.id ?? '', to);
  });

  desk.outside('POST', '/desk/sign-in/device', async (c) => {
    const form = await c.req.parseBody();
    if (!site.limits.take('desk-device-link', browser.network(c), linksPerNetwork))
      return deskMessage(c, 429, 'too_many_tries');
    const email = String(form.email ?? '')
      .trim()
      .toLowerCase()
      .slice(0, 254);
    const person = await findByEmail(site.db, email);
    if (person && (await openLink(site.db, person.id, 'device')))
      await queueMail(site.db, 'staff-device-link', 'staff_id', person.id);
    return sentPage(c);
  });

  desk.outside('GET', '/desk/sign-in/device/:token', async (c) => {
    c.header('referrer-policy', 'no-referrer');
    const token = parseToken(c.req.param('token'));
    const found = token && (await readLink(site.db, 'device', hashToken(token)));
    return found ? deviceLinkPage(c) : deskMessage(c, 410, 'expired');
  });

  desk.outside('POST', '/desk/sign-in/device/:token', async (c) => {
    c.header('referrer-policy', 'no-referrer');
    const token = parseToken(c.req.param('token'));
    const staffId = token && (await useLink(site.db, 'device', hashToken(token)));
    if (!staffId) return deskMessage(c, 410, 'expired');
    await browser.remember(c, staffId);
    return c.redirect('/desk/sign-in', 303);
  });

  desk.post('/desk/sign-out', 'account.own', 'any', async (c) => {
    const { id, sessionId } = c.var.member;
    await endSession(site.db, id, sessionId);
    const answer = await auth.api.signOut({ headers: c.req.raw.headers, asResponse: true });
    passCookies(c, answer.headers);
    return c.redirect('/desk/sign-in', 303);
  });

  // Passkeys: the two steps of signing in with one are the only addresses of better-auth that a stranger reaches.
  desk.outside('GET', '/desk/auth/passkey/generate-authenticate-options', (c) => {
    if (!site.limits.take('desk-passkey', browser.network(c), 600))
      return deskMessage(c, 429, 'too_many_tries');
    return auth.handler(c.req.raw);
  });
  desk.outside('POST', '/desk/auth/passkey/verify-authentication', async (c) => {
    if (!site.limits.take('desk-passkey', browser.network(c), 600))
      return deskMessage(c, 429, 'too_many_tries');
    if (!isJson(c)) return c.json({ signedIn: false }, 400);
    await leaveSession(c);
    const headers = asNobody(c.req.raw.headers);
    const answer = await auth.handler(new Request(c.req.raw, { headers }));
    if (!answer.ok) return c.json({ signedIn: false }, 401);
    const said = signedIn.parse(await answer.json());
    passCookies(c, answer.headers);
    await welcome(c, said.user?.id ?? '', '/desk');
    return c.json({ signedIn: true });
  });
}

/** What better-auth answers to a right password, code or passkey. */
const signedIn = z.object({
  twoFactorRedirect: z.boolean().optional(),
  user: z.object({ id: z.string() }).optional(),
});

/**
 * Headers for better-auth whose only cookie is the challenge that {@link emailOfChallenge} reads: of two that a request
 * holds it must not try the code on another than the one whose failures are counted.
 */
async function onlyChallenge(auth: Auth, headers: Headers): Promise<Headers> {
  const { name } = (await auth.$context).createAuthCookie('two_factor');
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const only = new Headers(headers);
  only.set('cookie', pairs.find((pair) => pair.startsWith(`${name}=`) && isDecodable(pair)) ?? '');
  return only;
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}

/** Whose code is waited for, by headers of {@link onlyChallenge}; null when nobody's, or when it was tried too often. */
async function emailOfChallenge(auth: Auth, headers: Headers): Promise<string | null> {
  const context = await auth.$context;
  const { name } = context.createAuthCookie('two_factor');
  // The value is signed; better-auth checks that when it verifies. Here it only says whose failures are counted.
  const value = (headers.get('cookie') ?? '').slice(name.length + 1);
  const identifier = decodeURIComponent(value).split('.')[0];
  if (!identifier) return null;
  const waiting = await context.internalAdapter.findVerificationValue(identifier);
  if (!waiting || waiting.expiresAt < new Date()) return null;
  const user = await context.internalAdapter.findUserById(waiting.value);
  return user?.email ?? null;
}

/** Digits of any keyboard as authenticator apps mean them. */
function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

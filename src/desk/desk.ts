import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import { takesFiles } from '../files/model.ts';
import type { Db } from '../foundation/database/database.ts';
import { isUnavailable } from '../foundation/database/unavailable.ts';
import { errorCode } from '../foundation/errors.ts';
import { translator } from '../foundation/i18n/translate.ts';
import { newRequestId } from '../foundation/log.ts';
import { unanswered } from '../foundation/web/methods.ts';
import type { Site } from '../foundation/web/site.ts';
import { audit } from '../staff/audit/store.ts';
import { type Action, type DeskLang, type Member, may, needsTwoFactors } from '../staff/model.ts';
import type { DeskAssets } from './document.tsx';
import { deskMessage } from './message.tsx';
import type { DeskContext, DeskEnv, DeskHandler, Waiting, Where } from './model.ts';

/** Knows who asks. Made of better-auth in the product. */
export interface Sessions {
  /** @returns who is signed in by the request's cookies; null for nobody. */
  read(headers: Headers): Promise<Member | null>;
}

/** Answers a public page's address over a database of one's own: the pages of the site, rendered within a transaction. */
export type PublicPages = (db: Db, path: string) => Promise<Response>;

/** A route of the desk, as the role table of the tests reads it. `action` null: open to those who are not signed in. */
export interface DeskRoute {
  method: string;
  path: string;
  action: Action | null;
}

/** The staff side: the only way to add a route to it asks for the action that the guard then demands. */
export interface Desk {
  readonly site: Site;
  readonly pages: PublicPages;
  readonly app: Hono<DeskEnv>;
  readonly routes: readonly DeskRoute[];
  get(path: string, action: Action, where: Where, handler: DeskHandler): void;
  post(path: string, action: Action, where: Where, handler: DeskHandler): void;
  /** A route for a protocol of its own (uploads), under the same guard. */
  on(method: string, path: string, action: Action, where: Where, handler: DeskHandler): void;
  /** A route for those who are not signed in: signing in, accepting an invitation. */
  outside(method: 'GET' | 'POST', path: string, handler: DeskHandler): void;
}

/** An article with its tables fits; what is larger goes by upload. */
const largestForm = 2 * 1024 * 1024;
/** Requests that change something, by one person in an hour. A thousand decisions fit many times over. */
const changesPerHour = 6_000;

/** What the desk stands on besides the site. */
export interface DeskParts {
  assets: DeskAssets;
  sessions: Sessions;
  pages: PublicPages;
  /** The numbers beside the menu; the frame knows no slice, so it is told. */
  waiting?: Waiting;
}

/** The staff side without any slice: its guard, its headers, its errors. */
export function createDesk(
  site: Site,
  { assets, sessions, pages, waiting = async () => ({}) }: DeskParts,
): Desk {
  const app = new Hono<DeskEnv>({ strict: true });
  const routes: DeskRoute[] = [];
  app.use(async (c, next) => {
    c.set('requestId', newRequestId());
    c.set('assets', assets);
    c.set('audited', {});
    c.set('waiting', waiting);
    speak(c, langAsked(c));
    await next();
    const headers = c.res.headers;
    headers.set('cache-control', 'no-store');
    headers.set('x-robots-tag', 'noindex');
    headers.set('content-language', c.var.lang);
    if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'same-origin');
    headers.set('x-request-id', c.var.requestId);
  });
  app.use(bodyLimitOf(largestForm));
  app.use(async (c, next) =>
    isSameOrigin(c, site.settings.publicUrl) ? next() : deskMessage(c, 403, 'origin'),
  );
  app.use(async (c, next) => ((await isReadable(c)) ? next() : deskMessage(c, 400, 'ill_formed')));

  const guarded = (method: string, path: string, action: Action, where: Where, handler: DeskHandler) => {
    routes.push({ method, path, action });
    app.on(method, path, async (c) => {
      const member = await sessions.read(c.req.raw.headers);
      if (member === null) return askToSignIn(c);
      c.set('member', member);
      speak(c, member.lang);
      if (needsTwoFactors(member) && !member.twoFactors && action !== 'account.own')
        return c.redirect('/desk/account/second-factor', 303);
      const scope = typeof where === 'function' ? await where(c) : where;
      if (scope === 'absent') return deskMessage(c, 404, 'missing');
      const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
      if (!may(member, action, scope)) {
        if (site.limits.take('desk-refused', member.id, 100)) await log(c, member, action, 'refused');
        return deskMessage(c, 403, 'refused');
      }
      // A PATCH is one piece of an upload, which is bounded by its bytes and told in the log by what begins and ends it.
      const piece = c.req.method === 'PATCH';
      if (changes && !piece && !site.limits.take('desk', member.id, changesPerHour))
        return deskMessage(c, 429, 'too_many');
      c.set('scope', scope);
      const answer = await handler(c);
      if (changes && answer.status < 400 && c.var.audited !== null) await log(c, member, action, 'done');
      return answer;
    });
  };
  const log = (c: DeskContext, member: Member, action: Action, outcome: 'done' | 'refused') =>
    audit(site.db, {
      actor: `staff:${member.id}`,
      action,
      route: `${c.req.method} ${routePath(c, -1)}`,
      outcome,
      ...(outcome === 'done' && c.var.audited),
    });

  app.notFound(
    unanswered(app, {
      refused: (c) => deskMessage(c, 405, 'method'),
      missing: (c) => deskMessage(c, 404, 'missing'),
    }),
  );
  app.onError((error, c) => {
    site.log.error({ err: error, requestId: c.var.requestId }, 'a request of the desk failed');
    if (isUnavailable(error)) return deskMessage(c, 503, 'busy');
    if (errorCode(error) === 'TD004') return deskMessage(c, 409, 'claim');
    // Integrity (class 23) and rules of ours (TD): what was asked for does not go with what is there. Nothing was changed.
    if (/^(23|TD)/.test(errorCode(error))) return deskMessage(c, 409, 'does_not_fit');
    // Data that no column holds (class 22): half a character, a day in a year that no calendar reaches.
    if (errorCode(error).startsWith('22')) return deskMessage(c, 400, 'ill_formed');
    return deskMessage(c, 500, 'failure');
  });
  return {
    site,
    pages,
    app,
    routes,
    get: (path, action, where, handler) => guarded('GET', path, action, where, handler),
    post: (path, action, where, handler) => guarded('POST', path, action, where, handler),
    on: guarded,
    outside(method, path, handler) {
      routes.push({ method, path, action: null });
      app.on(method, path, (c) => handler(c));
    },
  };
}

function speak(c: DeskContext, lang: DeskLang): void {
  c.set('lang', lang);
  c.set('t', translator(lang));
}

/** Before anybody is known: what the address says, else what the browser prefers. */
function langAsked(c: DeskContext): DeskLang {
  const asked = c.req.query('lang');
  if (asked === 'ar' || asked === 'en') return asked;
  const wanted = (c.req.header('accept-language') ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((lang) => lang === 'ar' || lang === 'en') === 'ar' ? 'ar' : 'en';
}

/** Uploads have their own bounds. */
function bodyLimitOf(maxSize: number) {
  const limit = bodyLimit({ maxSize, onError: (c) => deskMessage(c as DeskContext, 413, 'too_large') }); // same app, same environment
  return (c: DeskContext, next: () => Promise<void>) =>
    takesFiles(c.req.path) && (isInParts(c) || c.req.path.startsWith('/desk/uploads'))
      ? next()
      : limit(c, next);
}

function isInParts(c: DeskContext): boolean {
  return /^multipart\//i.test(c.req.header('content-type') ?? '');
}

/** Whether a body in parts can be read; our own forms, but for uploads, come in the usual encoding, which always can. */
async function isReadable(c: DeskContext): Promise<boolean> {
  if (!isInParts(c) || takesFiles(c.req.path)) return true;
  return c.req.raw
    .clone()
    .formData()
    .then(
      () => true,
      () => false,
    );
}

/**
 * Whatever acts on a session comes from a page of ours: the browser says so in `Sec-Fetch-Site` or `Origin`, and one
 * that says neither is not believed.
 */
function isSameOrigin(c: DeskContext, publicUrl: URL): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return true;
  const origin = c.req.header('origin');
  // A page whose address holds a token sends no referrer, and its form the origin `null`.
  if (origin !== undefined && origin !== 'null') return origin === publicUrl.origin;
  return c.req.header('sec-fetch-site') === 'same-origin';
}

/** A page leads to the sign-in and back; what was posted is refused, and the browser still has what was typed. */
function askToSignIn(c: DeskContext): Promise<Response> | Response {
  if (c.req.method !== 'GET') return deskMessage(c, 401, 'signed_out');
  const to = new URL(c.req.url);
  return c.redirect(`/desk/sign-in?to=${encodeURIComponent(to.pathname + to.search)}`, 303);
}

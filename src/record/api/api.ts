import { type Context, Hono } from 'hono';
import { isUnavailable } from '../../foundation/database/unavailable.ts';
import { findFormerSlug } from '../../foundation/history/slugs.ts';
import { dayIn } from '../../foundation/i18n/dates.ts';
import type { Day } from '../../foundation/text/partial-date.ts';
import { renderHeader } from '../../foundation/web/listener.ts';
import { longestAddress } from '../../foundation/web/longest-address.ts';
import { networkOf } from '../../foundation/web/network.ts';
import type { Site } from '../../foundation/web/site.ts';
import type { PageEnv } from '../../ui/respond.tsx';
import { datasetApi } from '../exports/files-api.ts';
import { apiPath, pagePath, slugShape } from './address.ts';
import { document, problem, termsOf } from './answer.ts';
import { type On, readOn } from './at/time.ts';
import { isGone, listChanges, newestChange } from './changes-store.ts';
import { type Told, toldKinds } from './kinds/kinds.ts';
import { findTold, listTold, type Told1 } from './lists-store.ts';
import { openApi } from './openapi/openapi.ts';
import { placeAfter, readChangesQuery, readListQuery } from './query.ts';

/** Requests of one network in an hour that reach the database: a copy of the record takes a few hundred. */
const perHour = 3_000;
const retryAfterSeconds = 600;
/** What each of its addresses answers to. */
const methods = 'GET, HEAD, OPTIONS';

/** The record for machines: read-only, open to every origin, documented by itself in `/api/v1/openapi.json`. */
export function recordApi(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const { origin } = site.settings.publicUrl;
  const network = networkOf(site.settings.trustProxy);

  app.use('/api/v1/*', async (c, next) => {
    c.header('access-control-allow-origin', '*');
    c.header('access-control-expose-headers', 'etag, retry-after');
    if (c.req.method === 'OPTIONS')
      return c.body(null, 204, {
        allow: methods,
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': 'if-none-match',
        'access-control-max-age': '86400',
        'cache-control': 'no-store',
      });
    if (c.req.url.length > longestAddress)
      return problem(c, {
        status: 414,
        detail: `An address has ${longestAddress} characters at most: ask for less at once.`,
      });
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      c.header('allow', methods);
      return problem(c, { status: 405, detail: 'This interface is for reading: ask by GET or HEAD.' });
    }
    // What the page cache asks for it asks for once, for everybody.
    if (c.req.header(renderHeader) === undefined) {
      const from = network(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'));
      if (!site.limits.take('api', from, perHour)) {
        c.header('retry-after', String(retryAfterSeconds));
        return problem(c, {
          status: 429,
          detail: `More than ${perHour} requests within an hour. To keep a copy, read /api/v1/changes or take the whole dataset.`,
        });
      }
    }
    return next();
  });

  app.get('/api/v1/openapi.json', (c) => document(c, openApi(origin), []));

  app.get('/api/v1/changes', async (c) => {
    const read = readChangesQuery(new URL(c.req.url).searchParams);
    if (!read.ok) return problem(c, { status: 400, detail: read.detail });
    const { since, limit } = read.value;
    const rows = await listChanges(site.slow, since, limit + 1);
    const data = rows.slice(0, limit);
    const last = data.at(-1)?.number ?? ('number' in since ? since.number : await newestChange(site.slow));
    return document(
      c,
      {
        data: data.map((change) => ({ ...change, api: addressOf(change) })),
        next: `${origin}/api/v1/changes?since=${last}${limit === 200 ? '' : `&limit=${limit}`}`,
        more: rows.length > limit,
        ...(await termsOf(site, `${origin}/api/v1/changes`)),
      },
      null,
    );
  });

  for (const told of toldKinds) {
    const path = apiPath(told.kind);
    app.get(path, async (c) => {
      const { searchParams, search } = new URL(c.req.url);
      const read = readListQuery(told.kind, searchParams, today());
      if (!read.ok) return problem(c, { status: 400, detail: read.detail });
      const { limit, order, asOf } = read.value;
      const rows = await listTold(site.slow, told, { ...read.value, limit: limit + 1 });
      const data = rows.slice(0, limit);
      const last = rows.length > limit ? data.at(-1) : undefined;
      const after = last ? placeAfter(last, order) : null;
      return document(
        c,
        {
          data: data.map((one) => addressed(told, one)),
          next: after === null ? null : nextOf(path, searchParams, after),
          ...of(asOf),
          ...(await termsOf(site, origin + path + queryOf(asOf))),
        },
        search === '' ? tagsOf(told) : null,
      );
    });
    app.get(`${path}/:name`, (c) => single(c, told, c.req.param('name')));
  }

  datasetApi(app, site);

  app.all('/api/v1/*', (c) =>
    problem(c, { status: 404, detail: 'There is nothing at this address: see /api/v1/openapi.json.' }),
  );
  app.onError((error, c) => {
    site.log.error({ err: error, requestId: c.var.requestId }, 'a request of the API failed');
    c.header('access-control-allow-origin', '*');
    if (!isUnavailable(error)) return problem(c, { status: 500, detail: 'That failed. It was noted.' });
    c.header('retry-after', '5');
    return problem(c, {
      status: 503,
      detail: 'That took too long. Ask for fewer at a time, or again later.',
    });
  });

  async function single(c: Context<PageEnv>, told: Told, name: string): Promise<Response> {
    const { kind } = told;
    const missing = () =>
      problem(c, {
        status: 404,
        detail: `There is no such thing: see ${apiPath(kind)} for those there are.`,
      });
    if (!slugShape.test(name) || name.length > 120) return missing();
    const on = readOn(kind, new URL(c.req.url).searchParams, today());
    if (!on.ok) return problem(c, { status: 400, detail: on.detail });
    const asOf = on.value;
    const found = await findTold(site.slow, told, name, asOf);
    if (found) {
      const data = addressed(told, found);
      const cited = asOf === null ? (data.page ?? data.api) : data.api + queryOf(asOf);
      return document(c, { data, ...of(asOf), ...(await termsOf(site, cited)) }, asOf ? null : tagsOf(told));
    }
    if (asOf !== null && (await findTold(site.slow, told, name)))
      return problem(c, { status: 404, detail: `This was yet to come at the time asked for (${asOf.on}).` });
    const now = await findFormerSlug(site.slow, kind.kind, name);
    if (now !== null && now !== name && (await findTold(site.slow, told, now))) {
      return c.redirect(apiPath(kind, now) + queryOf(asOf), 301);
    }
    if (await isGone(site.slow, kind.kind, now ?? name))
      return problem(c, { status: 410, detail: 'This was public once and is not any more.' });
    return missing();
  }

  function today(): Day {
    return dayIn(site.now(), 'Asia/Baghdad');
  }

  function addressed(told: Told, one: Told1) {
    const page = pagePath(told.kind, one.slug);
    return {
      ...one,
      api: origin + apiPath(told.kind, one.slug ?? one.id),
      page: page === null ? null : origin + page,
    };
  }

  function addressOf({ kind, slug, id }: { kind: string; slug: string | null; id: string }): string | null {
    const told = toldKinds.find((one) => one.kind.kind === kind);
    return told ? origin + apiPath(told.kind, slug ?? id) : null;
  }

  function nextOf(path: string, query: URLSearchParams, after: string): string {
    const kept = new URLSearchParams(query);
    kept.set('after', after);
    return `${origin}${path}?${kept}`;
  }

  return app;
}

/** The time of an answer, as it says it and as addresses ask for it; nothing of one of today. */
const of = (asOf: On) => (asOf === null ? {} : { on: asOf.on });
const queryOf = (asOf: On) => (asOf === null ? '' : `?on=${asOf.on}`);

/** The kinds of all that a thing is told with: when one of them changes, what is kept is made anew. */
function tagsOf({ kind, parts }: Told): string[] {
  const named = kind.fields.flatMap(({ of = [] }) => of);
  const linked = kind.links.flatMap(({ fields }) => fields.flatMap(({ of = [] }) => of));
  const kinds = [kind.kind, ...parts.map((part) => part.kind.kind), ...named, ...linked];
  return [
    ...new Set([...kinds, 'company', 'company-name', 'buyer', 'incident', 'case', 'source', 'initiative']),
  ];
}

/** Under which key the page cache keeps an answer: single things, and whole lists from their beginning. */
export function keyOfApi({ pathname, search }: URL): { key: string } | null {
  if (!pathname.startsWith('/api/v1/') || /^\/api\/v1\/(changes$|dataset\/)/.test(pathname)) return null;
  return search === '' ? { key: pathname } : null;
}

import type { HttpBindings } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CacheStats } from './cache/stats.ts';
import type { SiteEnv } from './site.ts';

/** Figures of the web process for Prometheus: none of them names a visitor or a page's address. */
export interface Metrics {
  /** Times the requests that reach the application. */
  measure: MiddlewareHandler<SiteEnv>;
  /** `/metrics`, for this machine only: what a proxy or an onion service forwards is answered as a missing page. */
  routes: Hono<SiteEnv>;
  watchCache(stats: CacheStats): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'tadamun_request_seconds',
    help: 'Time to answer a request that reached the application',
    labelNames: ['method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const errors = new Counter({
    name: 'tadamun_errors_total',
    help: 'Requests answered with 5xx',
    registers: [registry],
  });
  const routes = new Hono<SiteEnv>();
  routes.get('/metrics', async (c) => {
    if (!isFromHere(c.env?.incoming)) return c.notFound();
    return c.body(await registry.metrics(), 200, {
      'content-type': registry.contentType,
      'cache-control': 'no-store',
    });
  });
  return {
    routes,
    measure: async (c, next) => {
      const end = duration.startTimer();
      await next();
      const status = c.res.status;
      end({ method: c.req.method === 'POST' ? 'POST' : 'GET', status: `${Math.floor(status / 100)}xx` });
      if (status >= 500) errors.inc();
    },
    watchCache: (stats) => {
      for (const [name, value] of Object.entries(stats)) {
        if (typeof value !== 'number') continue;
        new Gauge({
          name: `tadamun_cache_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
          help: `Page cache: ${name}`,
          registers: [registry],
          collect() {
            this.set(Number(Object.entries(stats).find(([key]) => key === name)?.[1] ?? 0));
          },
        });
      }
    },
  };
}

/**
 * Whether a request was made on this machine, by its address and to it by name: the application itself sees every
 * request under PUBLIC_URL, so the Host header is read as it came.
 */
function isFromHere(incoming: HttpBindings['incoming'] | undefined): boolean {
  const remote = incoming?.socket.remoteAddress ?? '';
  if (remote !== '::1' && !/^(::ffff:)?127\./.test(remote)) return false;
  const { host = '', forwarded, 'x-forwarded-for': forwardedFor } = incoming?.headers ?? {};
  if (forwarded !== undefined || forwardedFor !== undefined) return false;
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}

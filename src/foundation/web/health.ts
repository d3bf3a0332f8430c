import { Hono } from 'hono';
import { sql } from 'kysely';
import { within } from './cache/within.ts';
import type { Site, SiteEnv } from './site.ts';

/** A database that answers no sooner is as good as none to those who wait for a page. */
const answerWithinMs = 3_000;

/** `/healthz`: the process answers. `/readyz`: it can serve, that is, the database answers. */
export function health(site: Site): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/healthz', (c) => c.text('ok\n', 200, { 'cache-control': 'no-store' }));
  app.get('/readyz', async (c) => {
    const ready = await within(answerWithinMs, () =>
      sql`select 1 from language limit 1`.execute(site.db),
    ).then(
      () => true,
      () => false,
    );
    return c.text(ready ? 'ready\n' : 'the database does not answer\n', ready ? 200 : 503, {
      'cache-control': 'no-store',
    });
  });
  return app;
}

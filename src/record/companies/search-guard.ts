import type { Context } from 'hono';
import { isStatementTimeout } from '../../foundation/database/unavailable.ts';
import { networkOf } from '../../foundation/web/network.ts';
import type { Site } from '../../foundation/web/site.ts';
import { broadSearchPage, tooManyPage } from '../../ui/errors.tsx';
import type { PageEnv } from '../../ui/respond.tsx';

/** Per network and hour: no cache keeps a search. */
const searchesPerNetwork = 300;

/** @returns what answers a search by `read`, or says that there were too many, or that it was too broad. */
export function guardNameSearch(site: Site) {
  const network = networkOf(site.settings.trustProxy);
  return async (c: Context<PageEnv>, read: () => Promise<Response>): Promise<Response> => {
    const from = network(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'));
    if (!site.limits.take('name-search', from, searchesPerNetwork)) return tooManyPage(c);
    try {
      return await read();
    } catch (error) {
      if (isStatementTimeout(error)) return broadSearchPage(c);
      throw error;
    }
  };
}

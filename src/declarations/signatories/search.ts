import type { Context } from 'hono';
import { isStatementTimeout } from '../../foundation/database/unavailable.ts';
import { networkOf } from '../../foundation/web/network.ts';
import type { Site } from '../../foundation/web/site.ts';
import { broadSearchPage, tooManyPage } from '../../ui/errors.tsx';
import type { PageEnv } from '../../ui/respond.tsx';
import type { SignatoryQuery } from './query.ts';

/** Per network and hour. A search is kept by no cache, and costs the database more than any other page. */
const searchesPerNetwork = 300;

/**
 * Guards what a search by name costs.
 * @returns a function that answers by `read`: without it where the network has searched too much, and with the advice to
 * search more exactly where the database ended the search for its length (`site.slow`). What searches nothing passes.
 */
export function guardSearch(site: Site) {
  const network = networkOf(site.settings.trustProxy);
  return async (
    c: Context<PageEnv>,
    query: SignatoryQuery,
    read: () => Promise<Response>,
  ): Promise<Response> => {
    if (query.q === '') return read();
    const from = network(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'));
    if (!site.limits.take('search', from, searchesPerNetwork)) return tooManyPage(c);
    try {
      return await read();
    } catch (error) {
      if (isStatementTimeout(error)) return broadSearchPage(c);
      throw error;
    }
  };
}

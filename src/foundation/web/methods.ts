import type { Context, Env, Hono } from 'hono';
import { METHODS } from 'hono/router';

/** What is asked of the router of an application: where a path leads. */
type Routes = Pick<Hono<Env>, 'router'>;

/**
 * What an address answers to, by the patterns of the routes, asked only where nothing answered: so it costs no request that something did.
 * @returns the methods that the application has at a path, HEAD beside GET and OPTIONS always; null where it has none, or
 * has this one: whatever is missing then is missing for another reason.
 */
export function otherMethods({ router }: Routes, method: string, path: string): string[] | null {
  const asked = method === 'HEAD' ? 'GET' : method;
  // What stands for all methods is middleware, or the word that nothing is there.
  const has = (name: string) => router.match(name, path)[0].some(([[, route]]) => route.method !== 'ALL');
  if (has(asked)) return null;
  const names = METHODS.map((name) => name.toUpperCase()).filter(has);
  if (names.length === 0) return null;
  return [...names.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : name)), 'OPTIONS'];
}

/**
 * The answer where no handler was found: of an address that answers to other methods which these are (RFC 9110, sections
 * 9.3.7 and 15.5.6), else that nothing is there.
 * @param refused the words of a 405; missing those of a 404.
 */
export function unanswered<E extends Env>(
  app: Hono<E>,
  { refused, missing }: Record<'refused' | 'missing', (c: Context<E>) => Response | Promise<Response>>,
): (c: Context<E>) => Response | Promise<Response> {
  return (c) => {
    // Safe: the environment of an application is no part of its routes.
    const methods = otherMethods(app as unknown as Routes, c.req.method, c.req.path);
    if (methods === null) return missing(c);
    c.header('allow', methods.join(', '));
    return c.req.method === 'OPTIONS' ? c.body(null, 204, { 'cache-control': 'no-store' }) : refused(c);
  };
}

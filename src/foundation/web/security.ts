import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { newRequestId } from '../log.ts';
import type { Site, SiteEnv } from './site.ts';

/** Nothing inline, nothing from elsewhere, framed by nobody. Pictures may be data: the icons of the style sheet are. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Headers that every answer carries, and the request's id. Says once where a proxy is in front that nobody has named. */
export function security(site: Site): MiddlewareHandler<SiteEnv> {
  const secure = site.settings.publicUrl.protocol === 'https:';
  let warned = site.settings.trustProxy.length > 0;
  const warnOfProxy = () => {
    warned = true;
    site.log.warn(
      'a request came through a proxy (X-Forwarded-For), but TRUST_PROXY is not set: the limits see all visitors as one; set TRUST_PROXY to the network of the proxy',
    );
  };
  return async (c, next) => {
    if (!warned && (c.req.header('x-forwarded-for') || c.req.header('forwarded'))) warnOfProxy();
    const requestId = newRequestId();
    c.set('requestId', requestId);
    const start = performance.now();
    await next();
    // The pattern of the address, never the address: that may hold a token or a search.
    const ms = Math.round(performance.now() - start);
    site.log.debug(
      { requestId, method: c.req.method, route: routePath(c, -1), status: c.res.status, ms },
      'request',
    );
    const headers = c.res.headers;
    headers.set('content-security-policy', policy);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), interest-cohort=()');
    if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'same-origin');
    if (secure) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (site.settings.onionUrl && headers.get('content-type')?.startsWith('text/html')) {
      headers.set('onion-location', site.settings.onionUrl + new URL(c.req.url).pathname);
    }
    // A page from the cache is many people's: an id would be the first one's.
    if (!headers.has('x-cache')) headers.set('x-request-id', requestId);
  };
}

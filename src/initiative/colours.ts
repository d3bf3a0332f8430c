import { Hono } from 'hono';
import type { SiteEnv } from '../foundation/web/site.ts';
import { parseColour, refusalOf, styleSheetOf, styleSheetPath } from './settings/colour-model.ts';

/**
 * The style sheets of campaigns that have another signal: made from the address alone, which names the colour and the
 * sum of what it gives. A colour that nobody could read, or a sum of another release, is not found.
 */
export function colours(): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/colours/:name{[0-9a-f]{6}-[0-9a-f]{10}\\.css}', (c) => {
    const colour = parseColour(c.req.param('name').slice(0, 6));
    if (colour === null || refusalOf(colour) !== null || styleSheetPath(colour) !== c.req.path)
      return c.text('Not found', 404);
    c.header('content-type', 'text/css; charset=utf-8');
    c.header('cache-control', 'public, max-age=31536000, immutable');
    return c.body(styleSheetOf(colour));
  });
  return app;
}

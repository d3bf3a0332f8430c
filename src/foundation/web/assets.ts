import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { z } from 'zod';
import { root } from '../paths.ts';
import type { SiteEnv } from './site.ts';

const client = join(root, 'dist', 'client');
const manifest = z.record(z.string(), z.object({ file: z.string(), css: z.array(z.string()).optional() }));

/** @returns the addresses of the built style sheets and scripts, with the hashes of this build in their names. */
export async function readAssets(): Promise<BuiltAssets> {
  const [site, desk] = await Promise.all(
    ['manifest.json', 'desk-manifest.json'].map(async (name) =>
      manifest.parse(JSON.parse(await readFile(join(client, '.vite', name), 'utf8'))),
    ),
  );
  const entries = { ...site, ...desk };
  const css = entries['src/ui/styles/look.css']?.file;
  const js = entries['src/ui/browser/main.ts']?.file;
  const deskCss = entries['src/ui/styles/desk.css']?.file;
  const deskJs = entries['src/ui/browser/desk/main.ts']?.file;
  if (!css || !js || !deskCss || !deskJs) throw new Error('the build lacks a style sheet or a script');
  return { css: `/${css}`, js: `/${js}`, deskCss: `/${deskCss}`, deskJs: `/${deskJs}`, icon: '/icon.svg' };
}

/** The site's own, and those that only the desk links. */
interface BuiltAssets {
  css: string;
  js: string;
  deskCss: string;
  deskJs: string;
  icon: string;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * The built files: names carry their hash, so browsers keep them for a year. Only names that the build can have made;
 * a style sheet or script goes out as the brotli or gzip file that the build laid beside it, where the browser takes it.
 */
export function serveAssets(): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/assets/:name{[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.(css|js|woff2)}', async (c) => {
    const name = c.req.param('name');
    const type = types[extname(name)];
    const accepts = c.req.header('accept-encoding') ?? '';
    const codings = [
      { suffix: '.br', coding: 'br' },
      { suffix: '.gz', coding: 'gzip' },
    ].filter(({ coding }) => new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\b)`).test(accepts));
    for (const { suffix, coding } of [...codings, { suffix: '', coding: '' }]) {
      const path = join(client, 'assets', name + suffix);
      const found = await stat(path).catch(() => null);
      if (!found?.isFile() || !type) continue;
      c.header('content-type', type);
      c.header('content-length', String(found.size));
      c.header('cache-control', 'public, max-age=31536000, immutable');
      c.header('vary', 'accept-encoding');
      if (coding) c.header('content-encoding', coding);
      if (c.req.method === 'HEAD') return c.body(null);
      // Node's stream type and the web's differ only in name here.
      return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream);
    }
    return c.text('Not found', 404);
  });
  app.get('/icon.svg', async (c) => {
    c.header('content-type', 'image/svg+xml');
    c.header('cache-control', 'public, max-age=86400');
    return c.body(await readFile(join(client, 'icon.svg'), 'utf8'));
  });
  return app;
}

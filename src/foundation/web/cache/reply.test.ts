import { expect, test } from 'vitest';
import { readReply } from './reply.ts';

const response = (status: number, headers: Record<string, string> = {}) =>
  readReply(
    new Response(status === 204 ? null : 'page', { status, headers: { 'x-cache': 'public', ...headers } }),
  );

test.each([200, 301, 302, 303, 307, 308, 410])(
  '%i may be kept when the application says so',
  async (status) => {
    expect((await response(status)).cacheable).toBe(true);
    expect((await response(status, { 'x-cache': 'no' })).cacheable).toBe(false);
  },
);

test.each([204, 400, 401, 403, 404, 422, 429, 500, 503])('%i is never kept', async (status) => {
  expect((await response(status)).cacheable).toBe(false);
});

test.each<Record<string, string>>([
  { 'set-cookie': 'a=b' },
  { 'cache-control': 'no-store' },
  { 'cache-control': 'max-age=5, Private' },
  { 'content-encoding': 'gzip' },
  { vary: '*' },
])('a page with %o is never kept, whatever x-cache says', async (headers) => {
  expect((await response(200, headers)).cacheable).toBe(false);
});

test('takes the tags apart, and lets no internal header through', async () => {
  const reply = await response(200, {
    'x-cache-tags': 'news, news:1,,news',
    'x-frame-options': 'DENY',
    etag: '"x"',
  });
  expect(reply.tags).toEqual(['news', 'news:1']);
  expect([...reply.headers.keys()].sort()).toEqual(['content-type', 'x-frame-options']);
});

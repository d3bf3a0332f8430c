import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { unanswered } from './methods.ts';

const inner = new Hono().get('/inner/:id', (c) =>
  c.req.param('id') === 'gone' ? c.notFound() : c.text('in'),
);
const app = new Hono();
app.use('*', (_c, next) => next());
app.use('/things/*', (_c, next) => next());
app.get('/things/:id', (c) => c.text('one'));
app.post('/things/:id', (c) => (c.req.param('id') === 'gone' ? c.notFound() : c.text('done')));
app.delete('/things/:id{[0-9]+}', (c) => c.text('taken'));
app.route('/', inner);
app.all('/all/*', (c) => c.text('whatever'));
app.notFound(
  unanswered(app, {
    refused: (c) => c.text('not so', 405),
    missing: (c) => c.text('nothing', 404),
  }),
);

test.each([
  ['PUT', '/things/a', 405, 'GET, HEAD, POST, OPTIONS'],
  ['PUT', '/things/1', 405, 'GET, HEAD, POST, DELETE, OPTIONS'],
  ['DELETE', '/things/a', 405, 'GET, HEAD, POST, OPTIONS'],
  ['PROPFIND', '/inner/1', 405, 'GET, HEAD, OPTIONS'],
  ['POST', '/inner/gone', 405, 'GET, HEAD, OPTIONS'],
  ['OPTIONS', '/things/a', 204, 'GET, HEAD, POST, OPTIONS'],
  ['OPTIONS', '/nowhere', 404, null],
  ['POST', '/nowhere', 404, null],
  ['POST', '/things', 404, null],
  // There is such a method: what is missing is the thing.
  ['GET', '/inner/gone', 404, null],
  ['HEAD', '/inner/gone', 404, null],
  ['POST', '/things/gone', 404, null],
  ['GET', '/things/a', 200, null],
  ['HEAD', '/things/a', 200, null],
  ['PUT', '/all/a', 200, null],
])('%s %s: %i, allow %s', async (method, path, status, allow) => {
  const answer = await app.request(path, { method });
  expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow]);
  if (status === 204 || method === 'HEAD') expect(await answer.text()).toBe('');
});

import { expect, test } from 'vitest';
import { Pages, retryMs, standInMs } from './pages.ts';
import { world } from './pages.world.ts';
import { emptyStats } from './stats.ts';

async function kept(key = '/a') {
  const w = world();
  w.hear(true);
  await w.ask(key);
  w.pending[0]?.end('page');
  await w.settle();
  return w;
}

test('a hundred who ask at once share one render', async () => {
  const w = world();
  w.hear(true);
  for (let i = 0; i < 100; i++) await w.ask('/a');
  w.pending[0]?.end('page');
  await w.settle();
  expect(w.renders).toHaveLength(1);
  expect(w.answers).toHaveLength(100);
  expect(w.stats).toMatchObject({ misses: 100, renders: 1, hits: 0 });
});

test('after a change the old page is shown at once for a second, while one render runs; then all wait for it', async () => {
  const w = await kept();
  w.commit('a');
  w.report();
  await w.ask('/a');
  await w.ask('/a');
  w.wait(1000);
  await w.ask('/a');
  expect(w.answers.map(({ render }) => render?.versions.a)).toEqual([0, 0, 0, 0]);
  expect(w.renders).toHaveLength(2);
  w.wait(1);
  await w.ask('/a');
  expect(w.answers).toHaveLength(4);
  w.pending[0]?.end('page');
  await w.settle();
  expect(w.answers.at(-1)?.render?.versions.a).toBe(1);
});

test('a change that is reported during a render makes its page stale at once', async () => {
  const w = world();
  w.hear(true);
  await w.ask('/a');
  w.commit('a');
  w.report();
  w.pending[0]?.end('page');
  await w.settle();
  await w.ask('/a');
  expect(w.pending).toHaveLength(1);
  w.pending[0]?.end('page');
  await w.settle();
  await w.ask('/a');
  expect(w.answers.at(-1)?.render?.versions.a).toBe(1);
});

test('who joined a render that turns out too old gets the next one', async () => {
  const w = world();
  w.hear(true);
  await w.ask('/a');
  w.commit('a');
  w.report();
  w.wait(1001);
  await w.ask('/a');
  w.pending[0]?.end('page');
  await w.settle();
  expect(w.answers.map(({ render }) => render?.versions.a)).toEqual([0]);
  w.pending[0]?.end('page');
  await w.settle();
  expect(w.answers.map(({ render }) => render?.versions.a)).toEqual([0, 1]);
});

test('a change of something else leaves a page alone', async () => {
  const w = await kept();
  w.commit('b');
  w.report();
  w.wait(5000);
  await w.ask('/a');
  expect(w.stats).toMatchObject({ hits: 1, renders: 1 });
});

test('where renders fail the old page stands in for a minute, tried again once a second; then the error shows', async () => {
  const w = await kept();
  w.commit('a');
  w.report();
  w.wait(2000);
  await w.ask('/a');
  w.pending[0]?.end('throw');
  await w.settle();
  for (let i = 0; i < 10; i++) await w.ask('/a');
  expect(w.renders).toHaveLength(2);
  w.wait(retryMs);
  for (let i = 0; i < 10; i++) await w.ask('/a');
  expect(w.renders).toHaveLength(3);
  w.pending[0]?.end('error');
  await w.settle();
  expect(w.answers.every(({ kind, render }) => kind === 'page' && render?.versions.a === 0)).toBe(true);
  w.wait(standInMs);
  await w.ask('/a');
  w.pending[0]?.end('error');
  await w.settle();
  expect(w.answers.at(-1)?.kind).toBe('failed');
  await w.ask('/a');
  w.pending[0]?.end('page');
  await w.settle();
  expect(w.answers.at(-1)?.render?.versions.a).toBe(1);
  expect(w.stats.failures).toBe(3);
});

test('when the connection is lost no page is shown unrendered, but one whose render fails still stands in', async () => {
  const w = await kept();
  w.hear(false);
  await w.ask('/a');
  expect(w.answers).toHaveLength(1);
  w.pending[0]?.end('page');
  await w.settle();
  w.wait(999);
  await w.ask('/a');
  expect(w.renders).toHaveLength(2);
  w.wait(1);
  await w.ask('/a');
  expect(w.renders).toHaveLength(3);
  w.pending[0]?.end('throw');
  await w.settle();
  expect(w.answers.at(-1)).toMatchObject({ kind: 'page' });
  w.hear(true);
  w.wait(60_000);
  await w.ask('/a');
  w.pending[0]?.end('page');
  await w.settle();
  w.wait(1e9);
  await w.ask('/a');
  expect(w.renders).toHaveLength(4);
});

test('a page that is gone is forgotten, and a missing one is rendered each time', async () => {
  const w = await kept();
  w.commit('a');
  w.report();
  await w.ask('/a');
  w.pending[0]?.end('missing');
  await w.settle();
  await w.ask('/a');
  w.pending[0]?.end('missing');
  await w.settle();
  expect(w.answers.at(-1)?.kind).toBe('passing');
  expect(w.stats.entries).toBe(0);
});

test('a render that never ends is given up', async () => {
  const pages = new Pages({
    stats: emptyStats(),
    now: () => performance.now(),
    maxBytes: 1e6,
    renderTimeoutMs: 20,
    log: { warn() {}, error() {} },
    onAsked() {},
    render: () => new Promise(() => {}),
  });
  expect(await pages.rendered('/a')).toMatchObject({ kind: 'failed', reply: { status: 503 } });
});

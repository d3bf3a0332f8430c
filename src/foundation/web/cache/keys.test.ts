import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Keys, pageKey } from './keys.ts';

const origin = 'https://tadamun.example.org';
const keys = () =>
  new Keys(origin, (url) => (url.pathname.startsWith('/desk') ? null : pageKey(url, ['q', 'after'])));

test.each([
  ['/en/', '/en/'],
  ['/en/?utm_source=x&fbclid=y', '/en/'],
  ['/en/?q=', '/en/'],
  ['/en/?q=b&after=a', '/en/?after=a&q=b'],
  ['/en/?after=a&q=b&q=c', '/en/?after=a&q=b'],
  ['/en/?q=%D8%B9', '/en/?q=%D8%B9'],
  ['/en/?q=\u0639', '/en/?q=%D8%B9'],
  ['/en/#part', '/en/'],
  ['/en/../ar/', '/ar/'],
  ['//', '//'],
  ['//evil.example/en', '//evil.example/en'],
  ['/%', '/%'],
  ['/desk', null],
  ['/en/../desk', null],
  ['/en/%2e%2e/desk', null],
  ['', null],
  ['*', null],
  ['http://evil.example/en', null],
  ['evil.example:443', null],
  [`/${'a'.repeat(20_000)}`, null],
])('%s is kept as %s', (target, key) => {
  const under = keys();
  expect(under.of(target)).toBe(key);
  expect(under.of(target)).toBe(key);
});

test('a rule that throws keeps nothing', () => {
  const throwing = new Keys(origin, (url) => ({ key: decodeURIComponent(url.pathname) }));
  expect(throwing.of('/%')).toBeNull();
});

test('no target throws, and no other host gets into a key', () => {
  const seen: string[] = [];
  const under = new Keys(origin, (url) => {
    seen.push(url.host);
    return pageKey(url);
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((path) => `/${path}`),
        fc.webUrl(),
      ),
      (target) => {
        const key = under.of(target);
        expect(key === null || key.startsWith('/')).toBe(true);
      },
    ),
  );
  expect(new Set(seen)).toEqual(new Set(['tadamun.example.org']));
});

test('parameters that do not count, and their order, make no new key', () => {
  const words = fc.stringMatching(/^[a-z]{1,8}$/);
  const pairs = fc.uniqueArray(fc.tuple(words, words), { selector: ([name]) => name });
  fc.assert(
    fc.property(pairs, (parameters) => {
      const counting = parameters.filter(([name]) => name < 'm').map(([name]) => name);
      const query = (list: typeof parameters) => new URL(`${origin}/en/?${new URLSearchParams(list)}`);
      const key = pageKey(query(parameters), counting).key;
      expect(pageKey(query([...parameters].reverse()), [...counting].reverse()).key).toBe(key);
      expect(pageKey(query(parameters.filter(([name]) => name < 'm')), counting).key).toBe(key);
      expect(pageKey(new URL(origin + key), counting).key).toBe(key);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWebsite } from './website.ts';

test.each([
  ['example.org', 'https://example.org/'],
  [' www.Example.org/About?x=1#y ', 'https://www.example.org/About?x=1#y'],
  ['http://example.org', 'http://example.org/'],
  ['HTTPS://example.org/a b'.replace(' ', '%20'), 'https://example.org/a%20b'],
  ['example.org:8080/x', 'https://example.org:8080/x'],
  ['bücher.de', 'https://xn--bcher-kva.de/'],
  ['https://example.org/صفحة', 'https://example.org/%D8%B5%D9%81%D8%AD%D8%A9'],
  ['موقع.عراق', 'https://xn--4gbrim.xn--mgbtx2b/'],
  ['gov.uk', 'https://gov.uk/'],
  ['example.org/?to=http://other.example.com', 'https://example.org/?to=http://other.example.com'],
  ['facebook.com/some.page', 'https://facebook.com/some.page'],
])('%s is kept as %s', (input, url) => {
  expect(parseWebsite(input)).toBe(url);
});

test.each([
  '',
  '-',
  'none',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'ftp://example.org',
  'file:///etc/passwd',
  '//example.org',
  '/path',
  '\\\\example.org',
  'https:\\\\example.org',
  'https:example.org',
  'https://',
  'https:///example.org\\',
  'https://user@example.org',
  'https://user:pass@example.org',
  'user@example.org',
  'https://example.org@evil.example.com\\',
  'localhost',
  'http://localhost:8080',
  'http://127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  'http://[::1]/',
  'http://10.0.0.1',
  '8.8.8.8',
  'https://printer.local',
  'https://site.onion',
  'https://a.test',
  'https://metadata.google.internal',
  'exam ple.org',
  'example.org\r\nx',
  'example.org/<script>',
  'example.org/"x',
  'exa\u202emple.org',
  'https://exam_ple.org',
  'https://example.org:99999',
  `example.org/${'a'.repeat(300)}`,
  `example.org/${'ع'.repeat(100)}`,
  'mailto:name@example.org',
])('%j is refused', (input) => {
  expect(parseWebsite(input)).toBeNull();
});

test('never throws; what it accepts is http(s), short, has no secrets and stays itself', () => {
  const piece = fc.constantFrom(
    'http',
    'https',
    ':',
    '//',
    '/',
    'example.org',
    '@',
    'a',
    '.',
    '\\',
    '%',
    '?',
    '#',
    'javascript',
    '\t',
    '127.0.0.1',
    '[',
    ']',
    ' ',
    '"',
    'ع',
    '。',
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.string({ unit: piece })), (input) => {
      const url = parseWebsite(input);
      if (url === null) return;
      expect(url).toMatch(/^https?:\/\/[a-z0-9.-]+(?::\d+)?\/[^\s<>"\\]*$/);
      expect(url.length).toBeLessThanOrEqual(300);
      expect(parseWebsite(url)).toBe(url);
    }),
    { numRuns: 3000 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailLink, shareLinks } from './share-links.ts';

const page = 'https://example.org/ar/news/a?b=1&c=2#d';

test('an address with its own parameters arrives whole at every service', () => {
  for (const { href } of shareLinks('Q & A: 100% #free', page)) {
    const { searchParams, hash } = new URL(href);
    const values = [...searchParams.values(), ...new URLSearchParams(hash.slice(1)).values()];
    expect(values.some((value) => value.endsWith(page))).toBe(true);
    expect(values.every((value) => value === page || value.startsWith('Q & A: 100% #free'))).toBe(true);
  }
});

test('no title can add a parameter, a header or a recipient', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      for (const { service, href } of shareLinks(title, page)) {
        const names = [...new URL(href).searchParams.keys()].sort();
        const own = { WhatsApp: ['text'], Telegram: ['text', 'url'], Facebook: ['u'], X: ['text', 'url'] };
        expect(names).toEqual(service === 'Bluesky' ? ['text'] : service === 'Mastodon' ? [] : own[service]);
      }
      const mail = mailLink(title, page);
      expect(mail).toMatch(/^mailto:\?subject=[^&?]*&body=[^&?]*$/);
      expect(mail).not.toMatch(/[\r\n]/);
    }),
  );
});

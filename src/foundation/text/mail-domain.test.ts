import { describe, expect, test } from 'vitest';
import { parseAddress } from './email-address.ts';
import { domainOfWebsite, mailDomainKind } from './mail-domain.ts';

const kind = (email: string, website: string | null = null) => {
  const address = parseAddress(email);
  if (!address) throw new Error(`${email} is no address`);
  return mailDomainKind(address, domainOfWebsite(website));
};

describe('the domain of an address', () => {
  test.each([
    ['office@example.org', 'https://www.example.org/about', 'own'],
    ['office@mail.example.org', 'https://example.org/', 'own'],
    ['office@sample.org.uk', 'https://www.sample.org.uk/', 'own'],
    // Two owners under one public suffix.
    ['office@one.org.uk', 'https://two.org.uk/', 'other'],
    ['office@example.org', 'https://example.com/', 'other'],
    ['office@example.org', null, 'other'],
    ['someone@gmail.com', 'https://example.org/', 'free'],
    ['someone@yahoo.co.uk', null, 'free'],
    ['someone@hotmail.fr', null, 'free'],
    ['someone@proton.me', 'https://proton.me/', 'free'],
    ['someone@mailinator.com', null, 'disposable'],
    ['office@xn--mgbai9azgqp6j.example.org', 'https://example.org/', 'own'],
  ] as const)('%s beside %s is %s', (email, website, wanted) => {
    expect(kind(email, website)).toBe(wanted);
  });

  test('a name that only looks like a provider is not one', () => {
    for (const email of ['a@notgmail.com', 'a@gmail.com.example.org', 'a@yahoo.example.org'])
      expect(kind(email)).toBe('other');
  });
});

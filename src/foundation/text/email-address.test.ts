import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDisposable, parseAddress } from './email-address.ts';

const providers = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.co.uk',
  'me.com',
  'pm.me',
  'fastmail.com',
  'ya.ru',
  'yahoo.com',
  'example.org',
  'BÜCHER.de',
];
const localPart = fc.string({ unit: fc.constantFrom(...'abAB1.+-_'), minLength: 1, maxLength: 12 });
const likely = fc
  .tuple(localPart, fc.constantFrom(...providers))
  .map(([local, domain]) => `${local}@${domain}`);
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.emailAddress(),
  likely,
  fc.string({
    unit: fc.constantFrom(
      'a',
      '.',
      '@',
      '-',
      '+',
      ' ',
      '\r',
      '\n',
      '<',
      '>',
      '"',
      ',',
      'org',
      '[',
      ']',
      '%0d',
      '۔',
      '\u202e',
      '\0',
      '。',
    ),
  }),
);
const canonical = (input: string): string | undefined => parseAddress(input)?.canonical;

describe('parseAddress', () => {
  test('three forms and the owner of the domain', () => {
    expect(parseAddress('  Sara.Ali+News@Mail.Example.ORG \n')).toEqual({
      typed: 'Sara.Ali+News@mail.example.org',
      sameAs: 'sara.ali+news@mail.example.org',
      canonical: 'sara.ali+news@mail.example.org',
      domain: 'mail.example.org',
      registrableDomain: 'example.org',
    });
  });

  test.each([
    ['name@example.gov.iq', 'example.gov.iq'],
    ['name@sub.example.co.uk', 'example.co.uk'],
    ['name@bücher.de', 'xn--bcher-kva.de'],
    ['name@موقع.عراق', 'xn--4gbrim.xn--mgbtx2b'],
    ['name@example.newtld', null],
    ["o'neil@example.org", 'example.org'],
  ])('%s is accepted', (input, registrable) => {
    expect(parseAddress(input)?.registrableDomain).toBe(registrable);
  });

  test.each([
    '',
    '@',
    'name',
    'name@',
    '@example.org',
    'name@example',
    'name@@example.org',
    'a@b@example.org',
    '.name@example.org',
    'name.@example.org',
    'na..me@example.org',
    'na me@example.org',
    'name@exam ple.org',
    'name@example..org',
    'name@.example.org',
    'name@example.org.',
    'name@-example.org',
    'name@exa_mple.org',
    'name@exa%6dple.org',
    '"name"@example.org',
    'name(x)@example.org',
    'Name <name@example.org>',
    'name@[127.0.0.1]',
    'name@127.0.0.1',
    'name@127.1',
    'name@0x7f.1',
    'name@[::1]',
    'name@co.uk',
    'name@gov.iq',
    'name@localhost',
    'name@printer.local',
    'name@example.test',
    'name@site.onion',
    'name@mail.internal',
    'a@example.org,b@example.org',
    'a@example.org;b@example.org',
    'name@example.org\r\nBcc: b@example.org',
    'na\nme@example.org',
    'name@example\n.org',
    'name\0@example.org',
    'náme@example.org',
    'اسم@example.org',
    'na\u200bme@example.org',
    'name@exam\u200cple.org',
    'name@example.org\u202e',
    'mailto:name@example.org',
    'name@example.org?bcc=b',
  ])('%j is refused', (input) => {
    expect(parseAddress(input)).toBeNull();
  });

  test('what is too long is refused, exactly where the standard ends', () => {
    const domain = `${`${'a'.repeat(60)}.`.repeat(3)}example.org`;
    expect(parseAddress(`${'a'.repeat(254 - 1 - domain.length)}@${domain}`)?.typed).toHaveLength(254);
    expect(parseAddress(`${'a'.repeat(255 - 1 - domain.length)}@${domain}`)).toBeNull();
    expect(parseAddress(`${'a'.repeat(64)}@example.org`)).not.toBeNull();
    expect(parseAddress(`${'a'.repeat(65)}@example.org`)).toBeNull();
    expect(parseAddress(`a@${'a'.repeat(64)}.org`)).toBeNull();
    expect(parseAddress('a'.repeat(100_000))).toBeNull();
    expect(parseAddress(`a@${'a.'.repeat(50_000)}org`)).toBeNull();
  });

  test('never throws; what it accepts cannot write a header, and is read again as itself', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const address = parseAddress(input);
        if (address === null) return;
        for (const form of [address.typed, address.sameAs, address.canonical]) {
          expect(form).toMatch(/^[!#-'*+\-./0-9=?A-Z^-~]+@[a-z0-9.-]+$/);
          expect(form.length).toBeLessThanOrEqual(254);
        }
        expect(parseAddress(address.typed)).toEqual(address);
        expect(parseAddress(address.sameAs)?.canonical).toBe(address.canonical);
      }),
      { numRuns: 3000 },
    );
  });

  test('the canonical form is an address, and canonical', () => {
    fc.assert(
      fc.property(likely, (input) => {
        const form = canonical(input);
        if (form !== undefined) expect(canonical(form)).toBe(form);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('one mailbox, many spellings', () => {
  test.each([
    ['saraali@gmail.com', 'Sara.Ali@gmail.com', 's.a.r.a.ali+x@GoogleMail.com', 'sara.ali.+x@gmail.com'],
    ['sara.ali@outlook.com', 'Sara.Ali+x@Outlook.com', 'sara.ali+a+b@outlook.com'],
    ['sara@hotmail.co.uk', 'sara+x@hotmail.co.uk'],
    ['sara@live.com.mx', 'sara+x@live.com.mx'],
    ['sara@icloud.com', 'sara+x@me.com', 'SARA@mac.com'],
    ['saraali@proton.me', 'sara.ali@protonmail.com', 'sara_ali+x@pm.me', 'sara-ali@protonmail.ch'],
    ['sara@fastmail.com', 'sara+x@fastmail.com'],
    ['sara-ali@yandex.ru', 'sara.ali@ya.ru', 'sara-ali+x@yandex.com', 'sara.ali@yandex.by'],
  ])('%s', (form, ...spellings) => {
    for (const spelling of [form, ...spellings]) expect(canonical(spelling)).toBe(form);
  });

  test.each([
    ['sara.ali@outlook.com', 'saraali@outlook.com'],
    ['sara@outlook.com', 'sara@hotmail.com'],
    ['sara.ali@icloud.com', 'saraali@icloud.com'],
    ['sara-ali@yahoo.com', 'sara@yahoo.com'],
    ['sara-ali@yahoo.com', 'sara-hassan@yahoo.com'],
    ['office+basra@example.org', 'office@example.org'],
    ['sara@fastmail.com', 'sara@fastmail.fm'],
    ['+a@gmail.com', '+b@gmail.com'],
  ])('%s is not %s', (one, other) => {
    expect(canonical(one)).toBeDefined();
    expect(canonical(one)).not.toBe(canonical(other));
  });
});

describe('isDisposable', () => {
  test('a known domain, in any case, and what lies below it', () => {
    for (const domain of ['mailinator.com', 'Yopmail.COM', 'any.sub.mailinator.com'])
      expect(isDisposable(domain)).toBe(true);
  });

  test('neither ordinary domains nor services that protect their users', () => {
    for (const domain of [
      'example.org',
      'gmail.com',
      'com',
      '',
      'notmailinator.org',
      'riseup.net',
      'proton.me',
      'tuta.io',
      'disroot.org',
      'duck.com',
      'mozmail.com',
      'privaterelay.appleid.com',
      'simplelogin.com',
      'anonaddy.me',
    ]) {
      expect(isDisposable(domain)).toBe(false);
    }
  });

  test('ten thousand questions take no time', () => {
    isDisposable('example.org');
    const started = performance.now();
    for (let n = 0; n < 10_000; n++) isDisposable(`a${n}.example.org`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

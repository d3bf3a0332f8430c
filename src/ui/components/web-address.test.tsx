import { expect, test } from 'vitest';
import { WebAddress } from './web-address.tsx';

test('an address breaks after its slashes, and is copied as it is', () => {
  const html = String(<WebAddress href="https://example.org/ar/record/incidents/a-long-name?on=2008" />);
  expect(html).toBe(
    '<bdi dir="ltr">https://example.org/<wbr/>ar/<wbr/>record/<wbr/>incidents/<wbr/>a-long-name?on=2008</bdi>',
  );
  expect(html.replace(/<[^>]+>/g, '')).toBe('https://example.org/ar/record/incidents/a-long-name?on=2008');
});

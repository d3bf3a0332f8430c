import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonLd, scriptJson } from './json-ld.tsx';

describe('JSON-LD in a page', () => {
  test('a text of a visitor can neither end the script nor open a comment in it', () => {
    const html = String(<JsonLd data={{ name: '</script><script>alert(1)</script><!-- "&' }} />);
    expect(html.match(/<\/?script/g)).toEqual(['<script', '</script']);
    expect(html).not.toContain('<!--');
  });

  test('machines read what was meant', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // Through JSON first: -0 and the like do not survive JSON itself.
        const data = JSON.parse(JSON.stringify(value));
        expect(scriptJson(data)).not.toContain('<');
        expect(JSON.parse(scriptJson(data))).toEqual(data);
      }),
    );
  });
});

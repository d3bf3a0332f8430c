import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';

// The whole of what may leave: text without < or >, and these tags with these attributes, each value quoted.
const path = String.raw`\/(?!\/)[^"<>\s\\]*`;
const outside = String.raw`(?:https?:\/\/|mailto:)[^"<>\s\\]*`;
const safe = new RegExp(
  [
    '[^<>]',
    String.raw`<\/?(?:p|h[3-6]|strong|em|s|code|pre|blockquote|ul|ol|li|table|thead|tbody|tr|th|td)>`,
    '<(?:br|hr)>',
    String.raw`<ol start="\d+">`,
    '</a>',
    `<a href="${path}">`,
    `<a href="${outside}" rel="noopener noreferrer">`,
    `<img src="${path}" alt="[^"<>]*" loading="lazy">`,
  ].join('|'),
  'iuy',
);

function isSafe(html: string): boolean {
  safe.lastIndex = 0;
  while (safe.lastIndex < html.length) if (!safe.test(html)) return false;
  return true;
}

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<p style="position:fixed">x</p>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](<java\nscript:alert(1)>)',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:x)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example.com)',
  '[x](/\\evil.example.com)',
  '[x](/&#9;/evil.example.com)',
  '[x](\\\\evil.example.com)',
  '[x](https://user:pass@example.org)',
  '[x](http:evil.example.com)',
  '[x](https://example.org "title\\" onclick=alert(1) x=\\"")',
  "[x](/a'onmouseover='alert(1))",
  '[x](/a"onmouseover="alert(1))',
  '[x](mailto:a@example.org?bcc=b@example.org)',
  '<javascript:alert(1)>',
  '<https://example.org/"onclick=alert(1)>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg/onload=alert(1)>)',
  '![" onerror="alert(1)](/x.png)',
  '![<script>](/x.png)',
  '![x](https://tracker.example.com/pixel.gif)',
  '![*a* ![b](/c.png)](/d.png "t")',
  '[x][1]\n\n[1]: javascript:alert(1)',
  '[x][1]\n\n[1]: /a "t\\" onclick=alert(1)"',
  '```"><script>alert(1)</script>\ncode\n```',
  '```html onload=alert(1)\n<b>\n```',
  '| a |\n|:-:|\n| <b> |',
  '<!-- --><script>x</script>',
  '<![CDATA[<script>x</script>]]>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script>alert(1)&#60;/script>',
  '`<script>`',
  '# <script>\n\n<script>\n===',
  '99999999999. x',
  `${'> '.repeat(200)}x`,
  '[['.repeat(500),
  '*a_'.repeat(500),
  '\0<script>',
];

describe('allow-list', () => {
  test.each(hostile)('%j', (markdown) => {
    expect(isSafe(renderMarkdown(markdown))).toBe(true);
    expect(isSafe(renderMarkdown(markdown, { images: true }))).toBe(true);
  });

  test('nothing else leaves, whatever comes in', () => {
    const pieces = fc.constantFrom(
      ...hostile,
      ...[
        '<',
        '>',
        '"',
        "'",
        '&',
        '[',
        ']',
        '(',
        ')',
        '!',
        '`',
        '```',
        '*',
        '_',
        '~~',
        '#',
        '\n',
        '\n\n',
        ' ',
        '\t',
        '\\',
        '|',
        '-',
        '---',
        '1. ',
        '> ',
        ':',
      ],
      ...[
        'http://',
        'mailto:',
        '/',
        'javascript:',
        ' onclick=',
        'style=',
        '&quot;',
        '&#x22;',
        '\u2028',
        'نص',
        'a@example.org',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces, maxLength: 30 })),
        fc.boolean(),
        (markdown, images) => {
          const html = renderMarkdown(markdown, { images });
          expect(isSafe(html)).toBe(true);
          expect(html).not.toMatch(/<script|(?:href|src)="\s*(?:javascript|data|vbscript):/i);
          expect(html.replace(/="[^"]*"/g, '')).not.toMatch(/<[^>]*\s(?:on|style)/i);
          if (!images) expect(html).not.toContain('<img');
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('the test itself can tell', () => {
    for (const html of [
      '<script>',
      '<p onclick="x">',
      '<a href="javascript:x">',
      '<a href="//x">',
      '<p style="x">',
      '<img src="https://x" alt="" loading="lazy">',
    ]) {
      expect(isSafe(html)).toBe(false);
    }
  });
});

describe('what an editor writes', () => {
  test.each([
    ['# One\n\n## Two\n\n##### Five', '<h3>One</h3>\n<h4>Two</h4>\n<h6>Five</h6>\n'],
    ['**نص** و*مائل*', '<p><strong>نص</strong> و<em>مائل</em></p>\n'],
    ['~~Blackwater~~ Academi', '<p><s>Blackwater</s> Academi</p>\n'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n'],
    ['3. a', '<ol start="3">\n<li>a</li>\n</ol>\n'],
    ['> q', '<blockquote>\n<p>q</p>\n</blockquote>\n'],
    ['[us](/en/about)', '<p><a href="/en/about">us</a></p>\n'],
    [
      '[them](https://example.org/?a=1&b=2)',
      '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">them</a></p>\n',
    ],
    [
      '<https://example.org>',
      '<p><a href="https://example.org" rel="noopener noreferrer">https://example.org</a></p>\n',
    ],
    [
      '[mail](mailto:name@example.org)',
      '<p><a href="mailto:name@example.org" rel="noopener noreferrer">mail</a></p>\n',
    ],
    [
      '[بحث](https://example.org/بحث)',
      '<p><a href="https://example.org/%D8%A8%D8%AD%D8%AB" rel="noopener noreferrer">بحث</a></p>\n',
    ],
    ['https://example.org stays text', '<p>https://example.org stays text</p>\n'],
    ['[x](javascript:y)', '<p>[x](javascript:y)</p>\n'],
    ['a\nb  \nc', '<p>a\nb<br>\nc</p>\n'],
    [
      '| a |\n|--:|\n| b |',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n',
    ],
    ['![A map](/files/1)', '<p>A map</p>\n'],
    ['a <b>c</b> & d', '<p>a &lt;b&gt;c&lt;/b&gt; &amp; d</p>\n'],
    ['onclick=1 javascript:x', '<p>onclick=1 javascript:x</p>\n'],
  ])('%j', (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(html);
  });

  test('pictures of this site, where they are allowed; others only by their words', () => {
    expect(renderMarkdown('![A *map*](/files/1 "t")', { images: true })).toBe(
      '<p><img src="/files/1" alt="A map" loading="lazy"></p>\n',
    );
    expect(renderMarkdown('![A *map*](https://example.org/1)', { images: true })).toBe('<p>A map</p>\n');
  });

  test('a long and nested text takes no time', () => {
    const started = performance.now();
    renderMarkdown('[a](b'.repeat(5000));
    renderMarkdown('*_'.repeat(5000));
    renderMarkdown('> - '.repeat(2000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

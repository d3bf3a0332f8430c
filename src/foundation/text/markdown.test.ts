import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translator } from '../i18n/translate.ts';
import { renderMarkdown } from './markdown.ts';
import type { TextPicture } from './picture.ts';

const sha = 'ab'.repeat(32);
const picture: TextPicture = {
  src: `/files/${sha}/a-960.jpeg`,
  width: 960,
  height: 640,
  sources: [{ type: 'image/avif', srcset: `/files/${sha}/a-480.avif 480w, /files/${sha}/a-960.avif 960w` }],
};
const pictures = new Map([[sha, picture]]);

// The whole of what may leave: text without < or >, and these tags with these attributes, each value quoted.
const path = String.raw`\/(?!\/)[^"<>\s\\]*`;
const outside = String.raw`(?:https?:\/\/|mailto:)[^"<>\s\\]*`;
const safe = new RegExp(
  [
    '[^<>]',
    String.raw`<\/?(?:p|h[3-6]|strong|em|s|code|pre|blockquote|ul|ol|li|table|thead|tbody|tr|th|td)>`,
    '<(?:p|h[3-6]|pre|blockquote|ul|ol|li|table|th|td) dir="auto">',
    '<(?:br|hr)>',
    String.raw`<ol start="\d+"( dir="auto")?>`,
    '</a>',
    `<a href="${path}">`,
    `<a href="${outside}" rel="noopener noreferrer">`,
    // Pictures, films, footnotes: written out by the house, and only here.
    `<img src="${path}" alt="[^"<>]*" width="\\d+" height="\\d+" loading="lazy">`,
    `<source type="image/avif" srcset="[^"<>]*" sizes="[^"<>]*">`,
    '</?(?:picture|figure|figcaption|span|bdi|svg|section|sup)>',
    '<figure class="film">',
    '<svg viewBox="0 0 44 44" aria-hidden="true"><circle cx="22" cy="22" r="21"></circle><path d="M17.5 13.5 31 22l-13.5 8.5z"></path>',
    '<sup class="footnote">',
    '<a href="#x-\\d+" id="x-\\d+-ref(?:-\\d+)?" role="doc-noteref">',
    '<section class="notes" role="doc-endnotes" aria-label="[^"<>]*">',
    '<li id="x-\\d+">',
    '<a class="back" href="#x-\\d+-ref(?:-\\d+)?" role="doc-backlink" aria-label="[^"<>]*">',
  ].join('|'),
  'iuy',
);

function isSafe(html: string): boolean {
  safe.lastIndex = 0;
  while (safe.lastIndex < html.length) if (!safe.test(html)) return false;
  return isBalanced(html);
}

/** A tag that closes nothing of ours would close a part of the page around. */
function isBalanced(html: string): boolean {
  const open: string[] = [];
  for (const [, slash, tag = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (/^(br|hr|img|source)$/.test(tag)) continue;
    if (slash === '') open.push(tag);
    else if (open.pop() !== tag) return false;
  }
  return open.length === 0;
}

const rich = { lang: 'ar', t: translator('en'), id: 'x', pictures } as const;

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
  'a[^1] b[^1]\n\n[^1]: "><script>alert(1)</script>',
  'a[^"onclick=x]\n\n[^"onclick=x]: y',
  'a[^<b>]\n\n[^<b>]: y',
  'a[^__proto__] [^constructor]\n\n[^__proto__]: y\n[^constructor]: z',
  '[^1]: [^2]: [^3]: x\n\n[^1][^2][^3]',
  '[^1]: > [^2]: x\n\n    - y\n\n[^1][^2]',
  '> [^1]: x\n\n[^1]',
  '- [^1]: x\n\n[^1]',
  '[^1]: a[^1]\n\nb[^1]',
  '[^1]:\n[^1]:\n\n[^1]',
  '^[inline *note*]',
  `![" onload="x](/files/${sha}/a.jpg "\\" onload=\\"x <script>")`,
  `![x](/files/${sha}/../../etc)`,
  `![x](/files/${sha}/a?"onerror=x)`,
  `- ![x](/files/${sha}/a.jpg)\n\n- y`,
  `[![x](/files/${sha}/a.jpg)](https://youtu.be/x)`,
  '[<script>](https://youtu.be/"onclick=x)',
  '[x](https://youtube.com@evil.example.com/w)',
  '[x](https://evil.example.com/w/0123456789abcdefghijkl)',
  '[*x* `y`](https://vimeo.com/1)',
  `[x](/files/${sha}/a.mp4)`,
  'English, then **عربي**\n\n> quoted\n\n1. one\n\n    code',
  `${'> '.repeat(200)}x`,
  '[['.repeat(500),
  '*a_'.repeat(500),
  '\0<script>',
];

describe('allow-list', () => {
  test.each(hostile)('%j', (markdown) => {
    expect(isSafe(renderMarkdown(markdown, { id: 'x' }))).toBe(true);
    expect(isSafe(renderMarkdown(markdown, rich))).toBe(true);
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
        '[^1]',
        '\n[^1]: ',
        '\n\n    ',
        `/files/${sha}/a.jpg`,
        `![a](/files/${sha}/a.jpg "b")`,
        'https://youtu.be/x',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces, maxLength: 30 })),
        fc.boolean(),
        (markdown, whole) => {
          const html = renderMarkdown(markdown, whole ? rich : { id: 'x' });
          expect(isSafe(html)).toBe(true);
          expect(html).not.toMatch(/<script|(?:href|src)="\s*(?:javascript|data|vbscript):/i);
          expect(html.replace(/="[^"]*"/g, '')).not.toMatch(/<[^>]*\s(?:on|style)/i);
          if (!whole) expect(html).not.toContain('<img');
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
      '<img src="https://x" alt="" width="1" height="1" loading="lazy">',
      '<p>x</p></section>',
      '<ul><li>x</ul></li>',
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

  test('a long and nested text takes no time', () => {
    const started = performance.now();
    renderMarkdown('[a](b'.repeat(5000));
    renderMarkdown('*_'.repeat(5000));
    renderMarkdown('> - '.repeat(2000), rich);
    renderMarkdown('[^1]: '.repeat(5000), rich);
    renderMarkdown(`${'x[^1] '.repeat(5000)}\n\n[^1]: y`, rich);
    renderMarkdown('![a](b'.repeat(5000), rich);
    renderMarkdown(`> نص\n${'- a\n'.repeat(5000)}`, rich);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { root } from '../../../../foundation/paths.ts';
import { renderMarkdown } from '../../../../foundation/text/markdown.ts';
import { escapeText } from './escape.ts';
import { isFaithful } from './faithful.ts';
import { readMarkdown } from './read.ts';
import { schema } from './schema.ts';
import { writeMarkdown } from './write.ts';

const sha = 'ab'.repeat(32);
const pictures = new Map([[sha, { src: '/p.jpeg', width: 3, height: 2, sources: [] }]]);
const through = (markdown: string) => writeMarkdown(readMarkdown(schema, markdown));
/** What a page shows; a line break within a paragraph is a space. */
const shown = (markdown: string) =>
  renderMarkdown(markdown, { pictures })
    .replace(/\s+/g, ' ')
    .replace(/ (?=<\/?(?:p|h[1-6]|pre|li|ul|ol|blockquote|section)\b)/g, '');

const texts = [
  '# One\n\n## Two\n\n###### Six\n\nSetext\n---\n\nText',
  'Some **bold**, *slanted*, ~~struck~~, `code`, **bold with `code` and *more***.',
  '**«نص عريض»** ثم نص، و*مائل*، و~~مشطوب~~.\n\n> اقتباس\n>\n> في فقرتين',
  '- a\n- b\n  - c\n  - d\n\n    second paragraph\n- e',
  '1. a\n2. b\n   - c\n\n       code\n3. d',
  '7) seven\n8) eight',
  '- a\n\n- b\n\n* other list\n\n1. one\n\n\n2) other',
  '> quote\n>\n> - list\n>\n>   > deeper\n>\n> # heading',
  'Line  \nbroken\\\nagain\nand not',
  '```js\nconst a = "`";\n```\n\n````\n```\n````\n\n    indented  code\n\n    with a gap',
  '`` a ` b `` and ` `` ` and `` ` ``',
  '[us](/en/about) [them](https://example.org/?a=1&b=2_c) <https://example.org/x_y> <name@example.org>',
  '[**bold** and *x*](https://example.org/a(b)c) [a\\]b](/x)',
  '[ref][1] and [other]\n\n[1]: https://example.org "title"\n[other]: /en',
  `![A square](/files/${sha}/a.jpg "The square, «2007»")\n\nText ![b \\* c](/files/${sha}/b.jpg) text`,
  `[![in a link](/files/${sha}/a.jpg)](/en)`,
  '[A film](https://youtu.be/abc)\n\n<https://vimeo.com/1>',
  'A[^1] b[^law] c[^1]\n\n[^1]: First *note*\n\n    with two paragraphs\n\n    - and a list\n[^law]: Second [link](/x)\n\nText after',
  '| a | b |\n|---|--:|\n| c \\| d | **e** |\n\nText',
  'a *b **c** d* ***e*** **f *g***',
  'snake_case and _slanted_ and 2 * 3 * 4 and a_b_c',
  'Not a list: \\- a\n\n\\# b\n\n1\\. c\n\n\\> d\n\n2007\\. e\n\n- \\- f',
  '&amp; &lt; &copy; \\&copy; a &b; <b>x</b> \\<https://x.example.org>',
  '# Heading with # and ##\n\n# \\# \\#',
  '***\n\n---\n\n___',
  'a\\\n\\- b\\\n# c',
  '! [x](/y) \\![x](/y) !\\[x]',
  '[x](javascript:y) [^9] [a] [b](c d)',
  '1234\n\n١٢٣. نص\n\n- نص **مهم**: شرح\n- **«كاسي»**، شركة',
];

describe('a text that is read and written again shows the same', () => {
  test.each(texts)('%j', (text) => {
    expect(shown(through(text))).toBe(shown(text));
    expect(isFaithful(text)).toBe(true);
    // Written once, it does not change any more.
    expect(through(through(text))).toBe(through(text));
  });

  test('every text of the starter data, in every language', () => {
    const found = starterTexts();
    expect(found.length).toBeGreaterThan(100);
    for (const text of found) {
      expect(shown(through(text)), text).toBe(shown(text));
      expect(isFaithful(text), text).toBe(true);
    }
  });

  test('whatever it is made of, or the editor does not take it', () => {
    const pieces = fc.constantFrom(
      ...[
        'a',
        'b c',
        'نص',
        '«',
        '»',
        '.',
        ' ',
        ' ',
        '\n',
        '\n\n',
        '\n\n',
        '# ',
        '- ',
        '1. ',
        '> ',
        '    ',
        '  \n',
      ],
      ...[
        '*',
        '**',
        '~~',
        '`',
        '_',
        '\\',
        '[x](/y)',
        '![z](/w)',
        '[^1]',
        '\n\n[^1]: ',
        '<',
        '&lt;',
        '|',
        '---',
        '!',
      ],
    );
    let taken = 0;
    fc.assert(
      fc.property(fc.string({ unit: pieces, maxLength: 16 }), (text) => {
        if (!isFaithful(text)) return;
        taken += 1;
        expect(shown(through(text))).toBe(shown(text));
      }),
      { numRuns: 4000 },
    );
    expect(taken).toBeGreaterThan(3000);
  });
});

describe('what is typed', () => {
  const typed = (...content: object[]) =>
    writeMarkdown(schema.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', content }] }));
  const text = (words: string, ...marks: string[]) => ({
    type: 'text',
    text: words,
    marks: marks.map((type) => ({ type })),
  });

  test('stays what it is, whatever it looks like', () => {
    const signs = fc.constantFrom(...'#-+*_~`[]()<>&;!|\\^.:="\'1a ن«'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: signs, minLength: 1, maxLength: 12 }), (words) => {
        const html = renderMarkdown(typed(text(words)));
        const expected = words.trim().replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
        expect(html).toBe(expected === '' ? '' : `<p>${expected}</p>\n`);
      }),
      { numRuns: 4000 },
    );
  });

  test('emphasis beside a letter is still emphasis', () => {
    expect(renderMarkdown(typed(text('«نص»', 'bold'), text('ثم')))).toBe('<p><strong>«نص»</strong>ثم</p>\n');
    expect(renderMarkdown(typed(text('و'), text('«نص»', 'bold')))).toBe('<p>و<strong>«نص»</strong></p>\n');
    expect(renderMarkdown(typed(text('Note:', 'bold'), text('x')))).toBe('<p><strong>Note:</strong>x</p>\n');
  });

  test('spaces at the ends of emphasis move out of it', () => {
    expect(typed(text('a'), text(' b ', 'bold'), text('c'))).toBe('a **b** c');
  });

  test('reads well as Markdown', () => {
    expect(escapeText('Law no. 17 (2004): 5 < 6, a_b & c - d!', true)).toBe(
      'Law no. 17 (2004): 5 < 6, a_b & c - d!',
    );
  });
});

describe('what the editor cannot give back', () => {
  test.each(['> | a |\n> |---|\n> | b |', '- # heading', '- > quote', '- list\n  > quote'])(
    '%j stays Markdown',
    (text) => {
      expect(isFaithful(text)).toBe(false);
    },
  );
});

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Every passage of the starter data, Markdown or not: all that a form could show. */
function starterTexts(): string[] {
  const folder = join(root, 'starter');
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string' && value.length > 60) found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.json')) walk(JSON.parse(readFileSync(join(folder, path), 'utf8')));
  return [...found];
}

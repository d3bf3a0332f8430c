import { describe, expect, test } from 'vitest';
import { translator } from '../i18n/translate.ts';
import { proseOf, renderMarkdown } from './markdown.ts';
import type { TextPicture } from './picture.ts';

const sha = '0f'.repeat(32);
const address = `/files/${sha}/square.jpg`;
const picture: TextPicture = { src: `/files/${sha}/960.jpeg`, width: 960, height: 640, sources: [] };
const pictures = new Map([[sha, picture]]);

describe('pictures', () => {
  const img = `<img src="/files/${sha}/960.jpeg" alt="A square" width="960" height="640" loading="lazy">`;

  test('a picture alone is a figure, with its caption', () => {
    expect(renderMarkdown(`![A *square*](${address} "Baghdad & 2007")`, { pictures })).toBe(
      `<figure>${img}<figcaption>Baghdad &amp; 2007</figcaption></figure>\n`,
    );
  });

  test('a picture within a line stays there', () => {
    expect(renderMarkdown(`See ![A square](${address})`, { pictures })).toBe(`<p>See ${img}</p>\n`);
  });

  test('the best format that a browser takes, at the width that it needs', () => {
    const sources = [{ type: 'image/avif', srcset: `/files/${sha}/480.avif 480w` }];
    const html = renderMarkdown(`![A square](${address})`, {
      pictures: new Map([[sha, { ...picture, sources }]]),
    });
    expect(html).toContain(`<picture><source type="image/avif" srcset="/files/${sha}/480.avif 480w" sizes=`);
  });

  test('a picture that is not there, or not here, is its words', () => {
    expect(renderMarkdown(`![A *square*](${address} "t")`)).toBe('<p>A square</p>\n');
    expect(renderMarkdown('![A map](https://example.org/1)', { pictures })).toBe('<p>A map</p>\n');
    expect(renderMarkdown(`![A map](/other/${sha}/1)`, { pictures })).toBe('<p>A map</p>\n');
  });
});

describe('films', () => {
  test('a link alone in its paragraph is the facade of a film: it names the host and loads nothing', () => {
    const html = renderMarkdown('[Hearing, *day 2*](https://www.youtube.com/watch?v=x&t=1)');
    expect(html).toMatch(
      /^<figure class="film"><a href="https:\/\/www\.youtube\.com\/watch\?v=x&amp;t=1" rel="noopener noreferrer"><svg/,
    );
    expect(html).toContain('<span>Watch at <bdi>youtube.com</bdi><br>');
    expect(html).toContain('<figcaption>Hearing, <em>day 2</em></figcaption></figure>');
    expect(html).not.toMatch(/<(iframe|video|img)/);
  });

  test('speaks the language of the page', () => {
    expect(renderMarkdown('[x](https://vimeo.com/1)', { t: translator('ar') })).toContain('المشاهدة على');
  });

  test('a bare address has no other title', () => {
    expect(renderMarkdown('<https://vimeo.com/1>')).not.toContain('figcaption');
  });

  test('a film of ours leads nobody away', () => {
    const html = renderMarkdown(`[Speech](/files/${sha}/speech.mp4)`);
    expect(html).toContain(`<figure class="film"><a href="/files/${sha}/speech.mp4"><svg`);
    expect(html).toContain('Watch the film');
  });

  test('a link in a sentence stays a link', () => {
    expect(renderMarkdown('See [x](https://vimeo.com/1).')).toMatch(
      /^<p>See <a href="https:\/\/vimeo.com\/1"/,
    );
    expect(renderMarkdown('[x](https://vimeo.com/1) [y](https://vimeo.com/2)')).toMatch(/^<p><a /);
  });
});

describe('footnotes', () => {
  const text = 'A[^law] b[^2] c[^law]\n\n[^2]: Second\n[^law]: *First*\n';

  test('are numbered as they are cited, and lead there and back', () => {
    const html = renderMarkdown(text);
    expect(html).toContain(
      'A<sup class="footnote"><a href="#note-1" id="note-1-ref" role="doc-noteref">1</a></sup>',
    );
    expect(html).toContain('<li id="note-1">\n<p><em>First</em> <a class="back" href="#note-1-ref"');
    expect(html).toContain('href="#note-1-ref-2"');
    expect(html).toContain('aria-label="Back to the text from footnote 2"');
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  test('two texts on one page do not share ids', () => {
    const ids = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const other = ids(renderMarkdown(text, { id: 'aims' }));
    expect(ids(renderMarkdown(text)).filter((id) => other.includes(id))).toEqual([]);
    expect(() => renderMarkdown(text, { id: '"x' })).toThrow('cannot begin an id');
  });

  test('speak the language of the page', () => {
    const html = renderMarkdown(text, { t: translator('ar') });
    expect(html).toContain('aria-label="الحواشي"');
    expect(html).toContain('aria-label="العودة إلى النص من الحاشية 1"');
  });

  test('without a definition or without a mark, nothing is a footnote', () => {
    expect(renderMarkdown('a[^1]')).toBe('<p>a[^1]</p>\n');
    expect(renderMarkdown('a\n\n[^1]: b')).toBe('<p>a</p>\n');
  });

  test('are not part of an excerpt', () => {
    expect(proseOf(text)).toBe('A b c');
  });
});

describe('direction', () => {
  test('a block of the other direction says so, one of the same does not', () => {
    const html = renderMarkdown('نص عربي\n\n> An English quotation\n\n1 - نص\n\n## Title', { lang: 'ar' });
    expect(html).toBe(
      '<p>نص عربي</p>\n<blockquote dir="auto">\n<p>An English quotation</p>\n</blockquote>\n<p>1 - نص</p>\n<h4 dir="auto">Title</h4>\n',
    );
  });

  test('within a block of the other direction, one of the language says so again', () => {
    expect(renderMarkdown('> نص\n>\n> English', { lang: 'en' })).toBe(
      '<blockquote dir="auto">\n<p>نص</p>\n<p dir="auto">English</p>\n</blockquote>\n',
    );
  });

  test('a list takes its marks to the side where its first line begins', () => {
    expect(renderMarkdown('- نص\n- English', { lang: 'en' })).toBe(
      '<ul dir="auto">\n<li>نص</li>\n<li dir="auto">English</li>\n</ul>\n',
    );
  });

  test('signs, digits and addresses decide nothing', () => {
    expect(renderMarkdown('«2007» – **نص**\n\n1234', { lang: 'ar' })).not.toContain('dir=');
  });

  test('without a language nothing is marked', () => {
    expect(renderMarkdown('نص\n\nEnglish')).not.toContain('dir=');
  });
});

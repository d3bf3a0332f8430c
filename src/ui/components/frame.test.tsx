import { expect, test } from 'vitest';
import { translator } from '../../foundation/i18n/translate.ts';
import { Count } from './count.tsx';
import { FallbackText } from './fallback-text.tsx';
import { type Frame, Page } from './page.tsx';
import { Rich } from './rich.tsx';

const frame: Frame = {
  site: 'Example Initiative',
  home: '/en',
  sections: [{ href: '/en/news', text: 'News', current: 'page' }],
  colophon: { about: { href: '/en/about', text: 'About' }, links: [], machines: [] },
  assets: { css: '/assets/look.css', js: '/assets/main.js' },
  feeds: [],
};
const languages = [
  { lang: 'en', href: '/en/news' },
  { lang: 'ar', href: '/ar/news' },
] as const;

test('a page says its language, its direction, its one address and its other languages', () => {
  const html = String(
    <Page
      t={translator('ar')}
      frame={frame}
      title="أخبار"
      description="…"
      canonical="https://example.org/ar/news"
      alternates={languages.map(({ lang, href }) => ({ lang, url: `https://example.org${href}` }))}
      languages={languages}
    />,
  );
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html).toContain('<link rel="canonical" href="https://example.org/ar/news"/>');
  expect(html).toContain('<link rel="alternate" hreflang="en" href="https://example.org/en/news"/>');
  expect(html).toContain('<b lang="ar" aria-current="true">العربية</b>');
  expect(html).toContain('<a class="skip" href="#text">');
});

test('a page whose address holds a token tells it to nobody', () => {
  const html = String(
    <Page
      t={translator('en')}
      frame={frame}
      title="Confirm"
      description="…"
      canonical={null}
      alternates={[]}
      languages={languages}
      secret
    />,
  );
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect(html).toContain('<meta name="referrer" content="no-referrer"/>');
  expect(html).not.toContain('canonical');
  expect(html).not.toContain('og:url');
});

test('no page runs a script from its own text', () => {
  const html = String(
    <Page
      t={translator('en')}
      frame={frame}
      title="<script>"
      description={'"<'}
      canonical={null}
      alternates={[]}
      languages={languages}
    />,
  );
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/ on[a-z]+=| style=/);
});

test('a message makes its own figures bold, and nothing that is put into it becomes markup', () => {
  const html = String(<Rich text={'<b>3</b> of <bdi>a.example</bdi> <i>x</i> <script>'} />);
  expect(html).toBe('<b>3</b> of <bdi>a.example</bdi> &lt;i&gt;x&lt;/i&gt; &lt;script&gt;');
});

test.each([0, 1, 2, 3, 11, 100, 102, 103])(
  'the count with %i signatures is a whole sentence in both languages',
  (n) => {
    for (const lang of ['en', 'ar'] as const) {
      const t = translator(lang);
      for (const people of [null, 0, n]) {
        const html = String(<Count t={t} organisations={n} people={people} goal={50} awaiting={n} />);
        expect(html.replace(/<[^>]*>/g, ' ')).not.toMatch(/[{}#٠-٩]/);
        expect(html).toContain(`value="${Math.min(n, 50)}"`);
      }
    }
  },
);

test('what nobody has confirmed yet is not spoken of', () => {
  expect(
    String(<Count t={translator('en')} organisations={2} people={null} goal={null} awaiting={0} />),
  ).toBe('<div class="count"><span><b>2</b> organisations have signed.</span></div>');
});

test('a text in another language carries its language, its direction and a mark; one in the page’s own carries nothing', () => {
  const t = translator('ar');
  expect(String(<FallbackText t={t} said={{ text: 'Report & more', lang: 'en' }} />)).toBe(
    '<span class="fallback" lang="en" dir="ltr">Report &amp; more</span> <span class="fallback-mark">بالإنكليزية</span>',
  );
  expect(String(<FallbackText t={t} said={{ text: 'تقرير', lang: 'ar' }} />)).toBe('تقرير');
});

import type { PropsWithChildren } from 'hono/jsx';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Colophon, type ColophonProps } from './colophon.tsx';
import { type Json, JsonLd } from './json-ld.tsx';
import { type LanguageLink, Masthead } from './masthead.tsx';
import type { MenuLink } from './said.ts';

/** Addresses of the built files, hashed: absolute paths of this origin. */
export interface Assets {
  css: string;
  js: string;
  /** The colours of the campaign, where it has others than the house. Linked after `css`. */
  colours?: string;
  /** The picture in the tab; without it browsers ask for /favicon.ico. */
  icon?: string;
}

/** The same page in another language: an absolute address. */
export interface Alternate {
  lang: Lang;
  url: string;
}

/** What stands around every page of one language: the same for all of them but for what is current. */
export interface Frame {
  site: string;
  /** The site's short name, after a page's title in the tab; the whole name without it. */
  shortSite?: string;
  /** A picture before the site's name; the name says what it is. */
  logo?: { src: string; width: number; height: number };
  home: string;
  sections: readonly MenuLink[];
  colophon: Omit<ColophonProps, 't' | 'site'>;
  assets: Assets;
  feeds: readonly { type: 'application/atom+xml' | 'application/feed+json'; title: string; href: string }[];
}

export interface PageProps {
  t: Translator;
  frame: Frame;
  title: string;
  description: string;
  /** The page's one absolute address; null where it has none (errors, pages whose address holds a token). */
  canonical: string | null;
  /** All languages that the page exists in, its own included. */
  alternates: readonly Alternate[];
  languages: readonly LanguageLink[];
  kind?: 'website' | 'article';
  /** An absolute address of a picture of ours, for previews. */
  image?: string;
  jsonLd?: readonly Json[];
  /** Kept out of search engines. */
  unlisted?: boolean;
  /** The page's address holds a token: it is sent to nobody. */
  secret?: boolean;
}

/** A whole document: head, masthead, main text, colophon. Its children are what stands in `main`. */
export function Page(props: PropsWithChildren<PageProps>) {
  const { t, frame } = props;
  return (
    <html lang={t.lang} dir={t.dir}>
      <Head {...props} />
      <body>
        <a class="skip" href="#text">
          {t('frame.skip')}
        </a>
        <Masthead
          t={t}
          site={frame.site}
          home={frame.home}
          logo={frame.logo}
          languages={props.languages}
          sections={frame.sections}
        />
        <main id="text">{props.children}</main>
        <Colophon t={t} site={frame.site} {...frame.colophon} />
      </body>
    </html>
  );
}

function Head(props: PageProps) {
  const { t, frame, canonical } = props;
  const title = tabTitle(props.title, frame);
  const others = props.alternates.filter(({ lang }) => lang !== t.lang);
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="description" content={props.description} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f4ee" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#131618" />
      {props.unlisted || props.secret ? <meta name="robots" content="noindex" /> : null}
      {props.secret ? <meta name="referrer" content="no-referrer" /> : null}
      <link rel="stylesheet" href={frame.assets.css} />
      {frame.assets.colours ? <link rel="stylesheet" href={frame.assets.colours} /> : null}
      <script type="module" src={frame.assets.js} />
      {frame.assets.icon ? <link rel="icon" href={frame.assets.icon} type="image/svg+xml" /> : null}
      {canonical ? <link rel="canonical" href={canonical} /> : null}
      {others.length > 0
        ? props.alternates.map(({ lang, url }) => <link rel="alternate" hreflang={lang} href={url} />)
        : null}
      {frame.feeds.map(({ type, title, href }) => (
        <link rel="alternate" type={type} title={title} href={href} />
      ))}
      <meta property="og:type" content={props.kind ?? 'website'} />
      <meta property="og:site_name" content={frame.site} />
      <meta property="og:title" content={props.title} />
      <meta property="og:description" content={props.description} />
      {canonical ? <meta property="og:url" content={canonical} /> : null}
      <meta property="og:locale" content={t.lang} />
      {others.map(({ lang }) => (
        <meta property="og:locale:alternate" content={lang} />
      ))}
      {props.image ? <meta property="og:image" content={props.image} /> : null}
      <meta name="twitter:card" content={props.image ? 'summary_large_image' : 'summary'} />
      {(props.jsonLd ?? []).map((data) => (
        <JsonLd data={data} />
      ))}
    </head>
  );
}

/** Tabs and search results cut a title after about 70 characters: a long one stands alone. */
function tabTitle(title: string, { site, shortSite = site }: Frame): string {
  const whole = `${title} · ${shortSite}`;
  return title === site || whole.length > 70 ? title : whole;
}

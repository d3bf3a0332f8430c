import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { SiteEnv } from '../foundation/web/site.ts';
import type { Json } from './components/json-ld.tsx';
import { type Frame, Page } from './components/page.tsx';
import type { MenuLink } from './components/said.ts';

/** What stands around the pages of one language, and which languages the site is in. Set for every page by the app. */
export interface FrameVariables {
  frame: Frame;
  languages: readonly Lang[];
  /** Origin of PUBLIC_URL: absolute addresses are made from it, never from the Host header. */
  origin: string;
}

/** The environment of a page's handler. */
export interface PageEnv {
  Variables: SiteEnv['Variables'] & FrameVariables;
  Bindings: SiteEnv['Bindings'];
}

/** A page as a slice makes it: what it says, and what it shows of the database. */
export interface PageView {
  title: string;
  description: string;
  /** Below the language, with its query if that is part of the address: `/news/a-slug`. Null: the page has no lasting address. */
  path: string | null;
  /** Where the switch of languages leads below the language, if not to `path`. */
  switchPath?: string;
  body: Child;
  /**
   * The kinds and ids of all that the page shows: when one changes, the page is made anew. Null: never cached
   * (tokens, forms with errors, errors).
   */
  tags: readonly string[] | null;
  status?: 200 | 400 | 404 | 405 | 410 | 413 | 414 | 429 | 500 | 503;
  kind?: 'website' | 'article';
  /** An absolute address of a picture of ours, for previews of links. */
  image?: string | undefined;
  jsonLd?: readonly Json[];
  unlisted?: boolean;
  /** The page's address holds a token. */
  secret?: boolean;
}

/** What the frame of every page shows, and so is a reason to make any page anew. */
const frameTags = ['initiative', 'campaign', 'declaration', 'language'];

/** @returns the page as an HTML document in its frame, with what the page cache needs to know. */
export async function respond(c: Context<PageEnv>, view: PageView): Promise<Response> {
  const { t, frame, languages, origin } = c.var;
  const path = view.path ?? '';
  const here = origin + c.req.path;
  const below = c.req.path.replace(/^\/[a-z]+(?=\/|$)/, '');
  const marked = { ...frame, sections: markCurrent(frame.sections, here, origin) };
  const html = (
    <Page
      t={t}
      frame={marked}
      title={view.title}
      description={view.description}
      canonical={view.path === null ? null : `${origin}/${t.lang}${path}`}
      alternates={
        view.path === null ? [] : languages.map((lang) => ({ lang, url: `${origin}/${lang}${path}` }))
      }
      languages={languages.map((lang) => ({
        lang,
        href: `/${lang}${view.switchPath ?? view.path ?? (view.secret ? '' : below)}`,
      }))}
      kind={view.kind ?? 'website'}
      {...(view.image ? { image: view.image } : {})}
      jsonLd={view.jsonLd ?? []}
      unlisted={view.unlisted ?? view.path === null}
      secret={view.secret ?? false}
    >
      {view.body}
    </Page>
  );
  if (view.tags !== null) {
    c.header('x-cache', 'public');
    c.header('x-cache-tags', [...new Set([...frameTags, ...view.tags])].join(','));
  } else {
    c.header('cache-control', 'no-store');
  }
  if (view.secret) c.header('referrer-policy', 'no-referrer');
  c.header('content-language', t.lang);
  return c.html(`<!DOCTYPE html>${await html}`, view.status ?? 200);
}

/** Marks the one link of the menu that leads here, or nearest above here. */
function markCurrent(links: readonly MenuLink[], here: string, origin: string): MenuLink[] {
  const above = links.filter(({ href }) => here === origin + href || here.startsWith(`${origin}${href}/`));
  const nearest = above.toSorted((a, b) => b.href.length - a.href.length)[0];
  return links.map((link) => {
    if (link !== nearest) return link;
    return { ...link, current: here === origin + link.href ? 'page' : 'true' };
  });
}

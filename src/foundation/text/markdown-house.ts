import type { Env, MarkdownIt as Parser, Token } from 'markdown-it';
import type { Lang } from '../i18n/lang.ts';
import type { Translator } from '../i18n/translate.ts';
import type { TextPicture } from './picture.ts';
import { isFilm } from './shared/film-address.ts';

// The elements that are the house's own: pictures, films, footnotes. Each is written out here, whole; what comes from
// the text goes into it escaped.

/** What a rule of the renderer knows of the text that it renders; lies in the parser's `env` as `house`. */
export interface House {
  t: Translator;
  id: string;
  pictures: ReadonlyMap<string, TextPicture>;
  lang: Lang | undefined;
}

/** A picture fills the measure of the text (see --measure in the tokens), or the width of a telephone. */
const sizes = '(min-width: 40rem) 36rem, 100vw';

interface ShownPicture {
  picture: TextPicture;
  words: string;
  caption: string;
}
interface ShownFilm {
  href: string;
  named: boolean;
}
/** Only tokens that this file has made say anything of a picture or a film: nothing in a text can. */
const picturesShown = new WeakMap<Token, ShownPicture>();
const filmsShown = new WeakMap<Token, ShownFilm>();

/** From here on the token is this picture. */
export function showPicture(token: Token, shown: ShownPicture): void {
  picturesShown.set(token, shown);
  token.tag = '';
  token.attrs = null;
  token.children = null;
}

/** Makes a figure of each paragraph that is only a picture, a facade of each that is only a link to a film. */
export function markHouseElements(tokens: readonly Token[]): void {
  for (const [at, open] of tokens.entries()) {
    const [inline, close] = [tokens[at + 1], tokens[at + 2]];
    if (open.type !== 'paragraph_open' || open.hidden || inline?.type !== 'inline') continue;
    if (close?.type !== 'paragraph_close') continue;
    const children = inline.children ?? [];
    if (children.length === 1 && children[0]?.type === 'image') asElement(open, close, 'figure');
    const href = filmOf(children);
    if (href === null) continue;
    const title = children.slice(1, -1);
    const named = title.map(({ content }) => content).join('') !== href;
    inline.children = named ? title : [];
    for (const token of [open, close]) filmsShown.set(token, { href, named });
    asElement(open, close, 'film');
  }
}

function asElement(open: Token, close: Token, type: string): void {
  for (const [token, side] of [
    [open, 'open'],
    [close, 'close'],
  ] as const) {
    token.type = `${type}_${side}`;
    token.tag = '';
    token.attrs = null;
  }
}

/** The address, where the whole of a paragraph is one link to a film. */
function filmOf(children: readonly Token[]): string | null {
  const links = children.filter(({ type }) => type === 'link_open');
  if (links.length !== 1 || children[0] !== links[0] || children.at(-1)?.type !== 'link_close') return null;
  if (children.some(({ type }) => type === 'image' || type === 'footnote_ref')) return null;
  const href = String(links[0]?.attrGet('href'));
  return isFilm(href) ? href : null;
}

/** Teaches the parser to write the house's elements out. */
export function addHouseElements(parser: Parser): void {
  const { escapeHtml } = parser.utils;
  const rules = parser.renderer.rules;

  rules.image = (tokens, at) => {
    const shown = shownAt(picturesShown, tokens[at]);
    if (!shown) return '';
    const { picture, words } = shown;
    const img = `<img src="${escapeHtml(picture.src)}" alt="${escapeHtml(words)}" width="${Math.trunc(picture.width)}" height="${Math.trunc(picture.height)}" loading="lazy">`;
    if (picture.sources.length === 0) return img;
    const sources = picture.sources.map(
      ({ type, srcset }) =>
        `<source type="${escapeHtml(type)}" srcset="${escapeHtml(srcset)}" sizes="${sizes}">`,
    );
    return `<picture>${sources.join('')}${img}</picture>`;
  };
  rules.figure_open = () => '<figure>';
  rules.figure_close = (tokens, at) => {
    const caption = shownAt(picturesShown, tokens[at - 1]?.children?.[0])?.caption ?? '';
    return `${caption === '' ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`}</figure>\n`;
  };

  rules.film_open = (tokens, at, _options, env) => {
    const shown = shownAt(filmsShown, tokens[at]);
    if (!shown) return '';
    const { href, named } = shown;
    const { t } = houseOf(env);
    const outside = !href.startsWith('/');
    const host = outside ? new URL(href).host.replace(/^www\./, '') : '';
    const said = outside
      ? `${isolated(t('film.open', { host }))}<br>${isolated(t('film.learns', { host }))}`
      : escapeHtml(t('film.own'));
    const rel = outside ? ' rel="noopener noreferrer"' : '';
    return `<figure class="film"><a href="${escapeHtml(href)}"${rel}>${play}<span>${said}</span></a>${named ? '<figcaption>' : ''}`;
  };
  rules.film_close = (tokens, at) =>
    shownAt(filmsShown, tokens[at])?.named ? '</figcaption></figure>\n' : '</figure>\n';

  /** A message in which only `bdi` is markup. */
  function isolated(text: string): string {
    return escapeHtml(text).replaceAll(/&lt;(\/?bdi)&gt;/g, '<$1>');
  }
  addFootnoteElements(parser);
}

const play =
  '<svg viewBox="0 0 44 44" aria-hidden="true"><circle cx="22" cy="22" r="21"></circle><path d="M17.5 13.5 31 22l-13.5 8.5z"></path></svg>';

function addFootnoteElements(parser: Parser): void {
  const { escapeHtml } = parser.utils;
  const rules = parser.renderer.rules;
  const noteAt = (tokens: readonly Token[], at: number) => {
    const { id, subId } = tokens[at]?.meta ?? {};
    const again = Number(subId ?? 0);
    return { n: Number(id) + 1, again: again === 0 ? '' : `-${again + 1}` };
  };
  rules.footnote_ref = (tokens, at, _options, env) => {
    const { n, again } = noteAt(tokens, at);
    const { id } = houseOf(env);
    return `<sup class="footnote"><a href="#${id}-${n}" id="${id}-${n}-ref${again}" role="doc-noteref">${n}</a></sup>`;
  };
  rules.footnote_block_open = (_tokens, _at, _options, env) =>
    `<section class="notes" role="doc-endnotes" aria-label="${escapeHtml(houseOf(env).t('markdown.notes'))}">\n<ol>\n`;
  rules.footnote_block_close = () => '</ol>\n</section>\n';
  rules.footnote_open = (tokens, at, _options, env) =>
    `<li id="${houseOf(env).id}-${noteAt(tokens, at).n}">\n`;
  rules.footnote_close = () => '</li>\n';
  rules.footnote_anchor = (tokens, at, _options, env) => {
    const { n, again } = noteAt(tokens, at);
    const { id, t } = houseOf(env);
    const label = escapeHtml(t('markdown.back', { n }));
    return ` <a class="back" href="#${id}-${n}-ref${again}" role="doc-backlink" aria-label="${label}">↑</a>`;
  };
}

function houseOf(env: Env | undefined): House {
  return env?.house as House; // renderMarkdown, the only one that renders, puts it there
}

function shownAt<Shown>(shown: WeakMap<Token, Shown>, token: Token | undefined): Shown | undefined {
  return token && shown.get(token);
}

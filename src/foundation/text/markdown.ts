import type { MarkdownIt as Parser, Token } from 'markdown-it';
import type { Lang } from '../i18n/lang.ts';
import { type Translator, translator } from '../i18n/translate.ts';
import { markDirections } from './markdown-direction.ts';
import { addHouseElements, type House, markHouseElements, showPicture } from './markdown-house.ts';
import { hashInAddress, type TextPicture } from './picture.ts';
import { markdownParser } from './shared/markdown-grammar.ts';

export interface MarkdownOptions {
  /** Of the text. With it, a block that begins in a script of the other direction says so. */
  lang?: Lang | undefined;
  /** Speaks the language of the page: what the house adds, such as the way back from a footnote. English without it. */
  t?: Translator | undefined;
  /** Begins the ids of footnotes: two texts on one page need two. Small letters, digits, hyphens. */
  id?: string | undefined;
  /** Pictures of ours, by the SHA-256 in their address; all others are only their words. */
  pictures?: ReadonlyMap<string, TextPicture> | undefined;
}

/**
 * Markdown (CommonMark, with tables, ~~strike-through~~ and footnotes) as HTML that is safe by construction: raw HTML
 * is text, and no tag or attribute leaves here that is not named in `attributes` or written out in markdown-house.ts.
 * Whoever writes the text is trusted with its words and its links only.
 *
 * Headings begin at h3, below the title of the page and that of its section. Links go to http, https, mailto and
 * paths of this site; any other address leaves the brackets as they were typed. Links that leave the site tell it
 * nothing (`rel="noopener noreferrer"`). A paragraph that is only a picture is a figure; one that is only a link to a
 * film is the facade of a film.
 */
export function renderMarkdown(markdown: string, options: MarkdownOptions = {}): string {
  const { lang, t = translator('en'), id = 'note', pictures = new Map() } = options;
  if (!/^[a-z][a-z0-9-]*$/.test(id)) throw new Error(`${id} cannot begin an id`);
  const house: House = { t, id, pictures, lang };
  return parser.render(markdown, { house });
}

/** The blocks of a text that are prose, as plain text without marks: for `plainExcerpt`. */
export function proseOf(markdown: string): string {
  const tokens = parser.parse(markdown, {});
  const notes = tokens.findIndex(({ type }) => type === 'footnote_block_open');
  const prose = tokens
    .slice(0, notes < 0 ? undefined : notes)
    .filter((token, at) => token.type === 'inline' && tokens[at - 1]?.type !== 'heading_open');
  return prose.map(textOf).join(' ').replace(/\s+/gu, ' ').trim();
}

/** Every tag that a rule of the library can leave; in `attributes`, the only attributes that it can have. */
const bareTags = 'br hr em strong s code'.split(' ');
const blockTags = 'p h3 h4 h5 h6 pre blockquote ul li table thead tbody tr th td'.split(' ');
const attributes: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...bareTags.map((tag): [string, readonly string[]] => [tag, []]),
  ...blockTags.map((tag): [string, readonly string[]] => [tag, ['dir']]),
  ['ol', ['start', 'dir']],
  ['a', ['href', 'rel']],
]);

const parser = makeParser();

function makeParser(): Parser {
  const made = markdownParser();
  made.core.ruler.push('allow', (state) => {
    // `proseOf` reads a text without rendering it.
    const house = state.env.house as House | undefined; // put there by renderMarkdown only
    for (const token of state.tokens) allow(token, house?.pictures ?? new Map());
    markHouseElements(state.tokens);
    if (house?.lang) markDirections(state.tokens, house.lang);
  });
  made.renderer.rules.fence = made.renderer.rules.code_block = (tokens, at) => {
    const dir = tokens[at]?.attrGet('dir') === 'auto' ? ' dir="auto"' : '';
    return `<pre${dir}><code>${made.utils.escapeHtml(tokens[at]?.content ?? '')}</code></pre>\n`;
  };
  addHouseElements(made);
  return made;
}

/** Brings a token within the allow-list; a token with any other tag loses its tag. */
function allow(token: Token, pictures: ReadonlyMap<string, TextPicture>): void {
  if (/^h[1-6]$/.test(token.tag)) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
  if (token.type === 'link_open' && isOutside(String(token.attrGet('href')))) {
    token.attrSet('rel', 'noopener noreferrer');
  }
  if (token.type === 'image') {
    const picture = pictureOf(token, pictures);
    // A picture from elsewhere would tell a third party who reads; its words stay.
    if (picture)
      showPicture(token, { picture, words: textOf(token), caption: String(token.attrGet('title') ?? '') });
    else asText(token, textOf(token));
  }
  if (token.tag !== '') {
    const names = attributes.get(token.tag);
    if (names === undefined) asText(token, '');
    else token.attrs = token.attrs?.filter(([name]) => names.includes(name)) ?? null;
  }
  for (const child of token.children ?? []) allow(child, pictures);
}

function pictureOf(token: Token, pictures: ReadonlyMap<string, TextPicture>): TextPicture | undefined {
  const sha256 = hashInAddress(String(token.attrGet('src')));
  return sha256 === null ? undefined : pictures.get(sha256);
}

function asText(token: Token, content: string): void {
  token.type = 'text';
  token.tag = '';
  token.attrs = null;
  token.children = null;
  token.content = content;
}

function textOf(token: Token): string {
  if (token.children === null)
    return token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content;
  return token.children.map(textOf).join('');
}

function isOutside(address: string): boolean {
  return !address.startsWith('/');
}

import MarkdownIt, { type MarkdownIt as Parser, type Token } from 'markdown-it';

export interface MarkdownOptions {
  /** Whether pictures from this site (paths that begin with `/`) are shown; all others are only their words. */
  images?: boolean;
}

/**
 * Markdown (CommonMark, with tables and ~~strike-through~~) as HTML that is safe by construction: raw HTML is text,
 * and no tag or attribute leaves here that is not named in `attributes`. Whoever writes the text is trusted with its
 * words and its links only.
 *
 * Headings begin at h3, below the title of the page and that of its section. Links go to http, https, mailto and
 * paths of this site; any other address leaves the brackets as they were typed. Links that leave the site tell it
 * nothing (`rel="noopener noreferrer"`).
 */
export function renderMarkdown(markdown: string, options: MarkdownOptions = {}): string {
  const parser = options.images === true ? withImages : withoutImages;
  return parser.render(markdown);
}

/** The blocks of a text that are prose, as plain text without marks: for `plainExcerpt`. */
export function proseOf(markdown: string): string {
  const tokens = withoutImages.parse(markdown, {});
  const prose = tokens.filter(
    (token, at) => token.type === 'inline' && tokens[at - 1]?.type !== 'heading_open',
  );
  return prose.map(textOf).join(' ').replace(/\s+/gu, ' ').trim();
}

/** Every tag that can leave; in `attributes`, the only attributes that it can have. */
const bareTags = 'p br hr h3 h4 h5 h6 strong em s code pre blockquote ul li table thead tbody tr th td'.split(
  ' ',
);
const attributes: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...bareTags.map((tag): [string, readonly string[]] => [tag, []]),
  ['ol', ['start']],
  ['a', ['href', 'rel']],
  ['img', ['src', 'alt', 'loading']],
]);

const blockRules = [
  'paragraph',
  'heading',
  'lheading',
  'list',
  'blockquote',
  'hr',
  'code',
  'fence',
  'table',
  'reference',
];
const inlineRules = [
  'text',
  'newline',
  'escape',
  'entity',
  'backticks',
  'emphasis',
  'strikethrough',
  'link',
  'autolink',
  'image',
];

const withoutImages = parserFor(false);
const withImages = parserFor(true);

function parserFor(images: boolean): Parser {
  // The 'zero' preset knows nothing; what is not enabled here, such as raw HTML, stays text.
  const parser = new MarkdownIt('zero', { html: false, linkify: false, typographer: false, maxNesting: 50 });
  parser.enable([...blockRules, ...inlineRules, 'balance_pairs', 'fragments_join']);
  parser.validateLink = isAllowedAddress;
  parser.core.ruler.push('allow', (state) => {
    for (const token of state.tokens) allow(token, images);
  });
  parser.renderer.rules.fence = parser.renderer.rules.code_block = (tokens, at) =>
    `<pre><code>${parser.utils.escapeHtml(tokens[at]?.content ?? '')}</code></pre>\n`;
  return parser;
}

/** Brings a token within the allow-list; a token with any other tag loses its tag. */
function allow(token: Token, images: boolean): void {
  if (/^h[1-6]$/.test(token.tag)) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
  if (token.type === 'link_open' && isOutside(String(token.attrGet('href')))) {
    token.attrSet('rel', 'noopener noreferrer');
  }
  if (token.type === 'image') {
    // A picture from elsewhere would tell a third party who reads; its words stay.
    if (!images || isOutside(String(token.attrGet('src')))) asText(token, textOf(token));
    else token.attrSet('loading', 'lazy');
  }
  if (token.tag !== '') {
    const names = attributes.get(token.tag);
    if (names === undefined) asText(token, '');
    else token.attrs = token.attrs?.filter(([name]) => names.includes(name)) ?? null;
  }
  // The text of a picture is parsed into children, which are its `alt` and are never rendered as tags.
  if (token.type !== 'image') for (const child of token.children ?? []) allow(child, images);
}

function asText(token: Token, content: string): void {
  token.type = 'text';
  token.tag = '';
  token.attrs = null;
  token.content = content;
}

function textOf(token: Token): string {
  if (token.children === null)
    return token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content;
  return token.children.map(textOf).join('');
}

// A path begins with one slash: browsers read '//x' and '/\x' as another host. White space and controls are
// refused, because browsers skip some of them.
function isAllowedAddress(address: string): boolean {
  if (/[\s\p{Cc}\\]/u.test(address)) return false;
  if (/^\/(?!\/)/.test(address)) return true;
  if (/^mailto:[^\s?]+@[^\s?]+$/i.test(address)) return true;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

function isOutside(address: string): boolean {
  return !address.startsWith('/');
}

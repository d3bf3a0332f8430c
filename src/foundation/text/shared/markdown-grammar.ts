import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';
import footnotes from 'markdown-it-footnote';

// One grammar for the renderer and for the desk's editor in the browser: what an editor sees cannot differ from what a
// page shows. This file therefore imports nothing of the server.

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

/**
 * The Markdown of this site: CommonMark without HTML, with tables, ~~strike-through~~ and footnotes (`[^1]` in the
 * text, `[^1]: …` at the beginning of a line). The 'zero' preset knows nothing; what is not enabled here stays text.
 */
export function markdownParser(): Parser {
  const parser = new MarkdownIt('zero', { html: false, linkify: false, typographer: false, maxNesting: 50 });
  parser.enable([...blockRules, ...inlineRules, 'balance_pairs', 'fragments_join']);
  parser.validateLink = isAllowedAddress;
  addFootnotes(parser);
  return parser;
}

/**
 * A definition within a list, a quotation or another definition stays text: the plugin gathers definitions without
 * regard to nesting and would leave tags that nothing opened. Notes in the line (`^[…]`) stay text, too.
 */
function addFootnotes(parser: Parser): void {
  const known = new Set(parser.block.ruler.getRules(''));
  parser.use(footnotes);
  parser.disable('footnote_inline');
  const define = parser.block.ruler.getRules('').find((rule) => !known.has(rule));
  if (!define) throw new Error('markdown-it-footnote has no rule for definitions');
  parser.block.ruler.at(
    'footnote_def',
    // Asked silently it only ends the paragraph before.
    (state, start, end, silent) => (silent || state.level === 0) && define(state, start, end, silent),
    { alt: ['paragraph', 'reference'] },
  );
}

/**
 * Whether a text of ours may lead there: http, https, mailto and paths of this site. A path begins with one slash:
 * browsers read '//x' and '/\x' as another host. White space and controls are refused, because browsers skip some.
 */
export function isAllowedAddress(address: string): boolean {
  if (/[\s\p{Cc}\\]/u.test(address)) return false;
  if (/^\/(?!\/)/.test(address)) return true;
  if (/^mailto:[^\s?]+@[^\s?]+$/i.test(address)) return true;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

import type { Token } from 'markdown-it';
import { dirOf, type Lang } from '../i18n/lang.ts';
import { type Direction, firstDirection } from './shared/direction.ts';

const blocks = /^(paragraph|heading|blockquote|bullet_list|ordered_list|list_item|table|t[hd])_open$/;
const alone = /^(fence|code_block)$/;

/**
 * Marks (`dir="auto"`) each block whose first letter runs against what it stands in: an English quotation in an Arabic
 * article reads from the left, and a list in it has its marks on the left. Most blocks need no mark.
 */
export function markDirections(tokens: readonly Token[], lang: Lang): void {
  const around: Direction[] = [dirOf(lang)];
  const inherited = (): Direction => around.at(-1) ?? dirOf(lang);
  for (const [at, token] of tokens.entries()) {
    if (token.nesting === -1) around.pop();
    else if (token.nesting === 1) {
      const own = blocks.test(token.type) ? firstDirection(leadingText(tokens, at)) : null;
      if (own !== null && own !== inherited()) token.attrSet('dir', 'auto');
      around.push(own ?? inherited());
    } else if (alone.test(token.type)) {
      const own = firstDirection(token.content);
      if (own !== null && own !== inherited()) token.attrSet('dir', 'auto');
    }
  }
}

/** The text of the first part of a block that has letters, up to its end. */
function leadingText(tokens: readonly Token[], open: number): string {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    depth += token.nesting;
    if (depth === 0) break;
    const text = token.type === 'inline' ? lettersOf(token) : token.content;
    if (/\p{L}/u.test(text)) return text;
  }
  return '';
}

function lettersOf(token: Token): string {
  return token.children === null ? token.content : token.children.map(lettersOf).join(' ');
}

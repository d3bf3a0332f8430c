import type { Node, Schema } from '@tiptap/pm/model';
import type { MarkdownIt, Token } from 'markdown-it';
import { MarkdownParser } from 'prosemirror-markdown';
import { markdownParser } from '../../../../foundation/text/shared/markdown-grammar.ts';

/** Reads Markdown into the editor's model with the grammar that renders our pages. @throws what the model cannot hold */
export function readMarkdown(schema: Schema, markdown: string): Node {
  return new MarkdownParser(schema, tokenizer(), {
    paragraph: { block: 'paragraph' },
    heading: { block: 'heading', getAttrs: (token) => ({ level: Number(token.tag.slice(1)) }) },
    blockquote: { block: 'blockquote' },
    bullet_list: { block: 'bulletList', getAttrs: (_, tokens, at) => ({ tight: isTight(tokens, at) }) },
    ordered_list: {
      block: 'orderedList',
      getAttrs: (token, tokens, at) => ({
        start: Number(token.attrGet('start') ?? 1),
        tight: isTight(tokens, at),
      }),
    },
    list_item: { block: 'listItem' },
    code_block: { block: 'codeBlock', noCloseToken: true },
    fence: {
      block: 'codeBlock',
      getAttrs: (token) => ({ language: token.info || null }),
      noCloseToken: true,
    },
    hr: { node: 'horizontalRule' },
    kept: { node: 'kept', getAttrs: (token) => ({ markdown: token.content }) },
    footnote_reference: {
      block: 'footnoteText',
      getAttrs: (token) => ({ label: String(token.meta?.label) }),
    },
    footnote_ref: { node: 'footnote', getAttrs: (token) => ({ label: String(token.meta?.label) }) },
    hardbreak: { node: 'hardBreak' },
    image: {
      node: 'image',
      getAttrs: (token) => ({
        src: token.attrGet('src'),
        title: token.attrGet('title') ?? '',
        alt: textOf(token),
      }),
    },
    em: { mark: 'italic' },
    strong: { mark: 'bold' },
    s: { mark: 'strike' },
    code_inline: { mark: 'code', noCloseToken: true },
    link: { mark: 'link', getAttrs: (token) => ({ href: token.attrGet('href') }) },
  }).parse(markdown);
}

let made: MarkdownIt | undefined;

/** Footnotes stay where they are written; tables become one token that holds their source. */
function tokenizer(): MarkdownIt {
  if (made) return made;
  made = markdownParser();
  made.disable('footnote_tail');
  made.core.ruler.push('keep', (state) => {
    const lines = state.src.split('\n');
    const kept: Token[] = [];
    let within = false;
    for (const token of state.tokens) {
      if (token.type === 'table_open') {
        if (token.level > 0) throw new Error('a table within another block');
        const [from = 0, to = 0] = token.map ?? [];
        const whole = new state.Token('kept', '', 0);
        whole.content = lines.slice(from, to).join('\n').trim();
        kept.push(whole);
        within = true;
      }
      if (!within) kept.push(token);
      if (token.type === 'table_close') within = false;
    }
    state.tokens = kept;
  });
  return made;
}

function isTight(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(at + 1).find(({ type }) => type !== 'list_item_open')?.hidden ?? false;
}

/** The words of a picture, without their marks: as its `alt` has them. */
function textOf(token: Token): string {
  if (token.children === null || token.children.length === 0)
    return /break$/.test(token.type) ? ' ' : token.content;
  return token.children.map(textOf).join('');
}

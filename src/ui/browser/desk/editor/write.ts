import type { Mark, Node } from '@tiptap/pm/model';
import { MarkdownSerializer } from 'prosemirror-markdown';
import { asEntity, escapeAddress, escapeText, escapeTitle } from './escape.ts';

const emphasis = /^(bold|italic|strike)$/;

/** Writes the editor's model as Markdown. What `readMarkdown` read comes out with the same meaning. */
export function writeMarkdown(doc: Node): string {
  return serializer.serialize(doc).trim();
}

const serializer = new MarkdownSerializer(
  {
    paragraph(state, node) {
      state.renderInline(node);
      state.closeBlock(node);
    },
    heading(state, node) {
      state.write(`${'#'.repeat(Number(node.attrs.level))} `);
      state.renderInline(node, false);
      state.closeBlock(node);
    },
    blockquote(state, node) {
      state.wrapBlock('> ', null, node, () => state.renderContent(node));
    },
    bulletList(state, node, parent, index) {
      const mark = followsItsLike(node, parent, index) ? '* ' : '- ';
      state.renderList(node, '  ', () => mark);
    },
    orderedList(state, node, parent, index) {
      const mark = followsItsLike(node, parent, index) ? ') ' : '. ';
      const start = Number(node.attrs.start);
      const widest = String(start + node.childCount - 1).length;
      state.renderList(node, ' '.repeat(widest + 2), (at) => `${start + at}${mark}`.padEnd(widest + 2));
    },
    listItem(state, node) {
      state.renderContent(node);
    },
    codeBlock(state, node) {
      const ticks = node.textContent.match(/`{3,}/g) ?? [];
      const fence = '`'.repeat(Math.max(3, ...ticks.map(({ length }) => length + 1)));
      state.write(`${fence}${node.attrs.language ?? ''}\n`);
      state.text(node.textContent, false);
      state.ensureNewLine();
      state.write(fence);
      state.closeBlock(node);
    },
    horizontalRule(state, node) {
      state.write('---');
      state.closeBlock(node);
    },
    kept(state, node) {
      state.text(String(node.attrs.markdown), false);
      state.closeBlock(node);
    },
    footnoteText(state, node) {
      state.wrapBlock('    ', `[^${node.attrs.label}]: `, node, () => state.renderContent(node));
    },
    footnote(state, node) {
      state.write(`[^${node.attrs.label}]`);
    },
    image(state, node) {
      const { src, alt, title } = node.attrs;
      const caption = title ? ` "${escapeTitle(String(title))}"` : '';
      state.write(`![${escapeText(String(alt), false)}](${escapeAddress(String(src))}${caption})`);
    },
    hardBreak(state, node, parent, index) {
      // A break that ends its block breaks nothing.
      for (let at = index + 1; at < parent.childCount; at += 1) {
        if (parent.child(at).type === node.type) continue;
        state.write('\\\n');
        return;
      }
    },
    text(state, node, parent, index) {
      state.text(textIn(node, parent, index), false);
    },
  },
  {
    link: { open: '[', close: (_state, mark) => `](${escapeAddress(String(mark.attrs.href))})` },
    bold: { open: '**', close: '**', mixable: true, expelEnclosingWhitespace: true },
    italic: { open: '*', close: '*', mixable: true, expelEnclosingWhitespace: true },
    strike: { open: '~~', close: '~~', mixable: true, expelEnclosingWhitespace: true },
    code: {
      open: (_state, _mark, parent, index) => ticksAround(parent.child(index), 'open'),
      close: (_state, _mark, parent, index) => ticksAround(parent.child(index - 1), 'close'),
      escape: false,
    },
  },
  { hardBreakNodeName: 'hardBreak' },
);

/** Two lists in a row need two kinds of marks, or they are read as one. */
function followsItsLike(node: Node, parent: Node, index: number): boolean {
  let alike = 0;
  while (alike < index && parent.child(index - 1 - alike).type === node.type) alike += 1;
  return alike % 2 === 1;
}

function ticksAround(node: Node, side: 'open' | 'close'): string {
  const text = node.text ?? '';
  const runs = text.match(/`+/g) ?? [];
  let count = 1;
  while (runs.some(({ length }) => length === count)) count += 1;
  const ticks = '`'.repeat(count);
  // A space at either end is stripped when both are there, and a tick needs one.
  const spaced = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '');
  if (!spaced) return ticks;
  return side === 'open' ? `${ticks} ` : ` ${ticks}`;
}

function textIn(node: Node, parent: Node, index: number): string {
  const text = node.text ?? '';
  const before = index > 0 ? parent.child(index - 1) : null;
  const after = index < parent.childCount - 1 ? parent.child(index + 1) : null;
  const atStart = (before === null || before.type.name === 'hardBreak') && parent.type.name !== 'heading';
  const characters = [...text];
  const first = characters[0] ?? '';
  const last = characters.at(-1) ?? '';
  if (before && clings(before, node) && isPunctuation(lastOf(before)) && isLetter(first))
    return asEntity(first) + escapeText(characters.slice(1).join(''), false);
  if (after && clings(after, node) && isLetter(last) && isPunctuation(firstOf(after)))
    return escapeText(characters.slice(0, -1).join(''), atStart) + asEntity(last);
  const escaped = escapeText(text, atStart);
  // Number signs at the end of a heading would close it.
  return parent.type.name === 'heading' && after === null ? escaped.replace(/#+$/, '\\$&') : escaped;
}

/**
 * Whether emphasis that `marked` has and `plain` has not would be read wrongly beside a letter: `**word.**next` is no
 * emphasis to CommonMark, for a mark after punctuation must not be followed by a letter.
 */
function clings(marked: Node, plain: Node): boolean {
  return marked.marks.some((mark: Mark) => emphasis.test(mark.type.name) && !mark.isInSet(plain.marks));
}

function firstOf(node: Node): string {
  return [...(node.text ?? '')][0] ?? '';
}

function lastOf(node: Node): string {
  return [...(node.text ?? '')].at(-1) ?? '';
}

function isPunctuation(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

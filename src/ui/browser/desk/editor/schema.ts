import { type AnyExtension, Extension, getSchema, Mark, Node } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { Directions } from './directions.ts';
import { shownPicture } from './shown-picture.ts';

// What a text of ours can hold, as the editor's model: everything that the renderer allows, and nothing else.

const Document = Node.create({ name: 'doc', topNode: true, content: '(block | footnoteText)+' });

/** Innermost of all marks: within it nothing is escaped. Unlike TipTap's own it may stand within bold. */
const Code = Mark.create({
  name: 'code',
  priority: 50,
  parseHTML: () => [{ tag: 'code' }],
  renderHTML: () => ['code', 0],
});

/** Outermost of all marks, so that a link of which one word is bold stays one link. */
const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: { default: '' } }),
  parseHTML: () => [{ tag: 'a[href]' }],
  renderHTML: ({ HTMLAttributes }) => ['a', { href: HTMLAttributes.href, rel: 'noopener noreferrer' }, 0],
});

const Picture = Node.create({
  name: 'image',
  group: 'inline',
  inline: true,
  draggable: true,
  addAttributes: () => ({ src: { default: '' }, alt: { default: '' }, title: { default: '' } }),
  parseHTML: () => [{ tag: 'img[src^="/files/"]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
  addNodeView:
    () =>
    ({ node }) => ({ dom: shownPicture(String(node.attrs.src), String(node.attrs.alt)) }),
});

/** A mark in the text that leads to a footnote. Shown by its label; pages number footnotes as they are cited. */
const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ label: { default: '' } }),
  parseHTML: () => [
    { tag: 'sup[data-footnote]', getAttrs: (element) => ({ label: element.dataset.footnote ?? '' }) },
  ],
  renderHTML: ({ node }) => [
    'sup',
    { 'data-footnote': String(node.attrs.label), class: 'footnote' },
    String(node.attrs.label),
  ],
});

const FootnoteText = Node.create({
  name: 'footnoteText',
  content: 'block+',
  defining: true,
  isolating: true,
  addAttributes: () => ({ label: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'aside[data-footnote]',
      getAttrs: (element) => ({ label: element.dataset.footnote ?? '' }),
    },
  ],
  renderHTML: ({ node }) => ['aside', { 'data-footnote': String(node.attrs.label) }, 0],
});

/** Markdown that the editor shows and keeps but does not edit: a table. */
const Kept = Node.create({
  name: 'kept',
  group: 'block',
  atom: true,
  addAttributes: () => ({ markdown: { default: '' } }),
  parseHTML: () => [
    // Before the rule for code, which takes every `pre`.
    { tag: 'pre[data-kept]', priority: 60, getAttrs: (element) => ({ markdown: element.textContent ?? '' }) },
  ],
  renderHTML: ({ node }) => ['pre', { 'data-kept': '' }, String(node.attrs.markdown)],
});

/** Whether the items of a list stand close or as paragraphs. */
const HouseAttributes = Extension.create({
  name: 'houseAttributes',
  addGlobalAttributes: () => [
    {
      types: ['bulletList', 'orderedList'],
      attributes: { tight: { default: true, rendered: false, parseHTML: () => true } },
    },
  ],
});

export const extensions: AnyExtension[] = [
  StarterKit.configure({
    document: false,
    code: false,
    link: false,
    underline: false,
    trailingNode: false,
    heading: { levels: [1, 2, 3, 4, 5, 6] },
    dropcursor: { class: 'editor-drop', color: false },
  }),
  Document,
  Code,
  Link,
  Picture,
  Footnote,
  FootnoteText,
  Kept,
  HouseAttributes,
  Directions,
];

export const schema = getSchema(extensions);

import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { isFilm } from '../../../../foundation/text/shared/film-address.ts';
import type { Words } from '../words.ts';
import { addressFrom } from './address.ts';
import { ask } from './dialog.ts';
import { choosePicture } from './pictures.ts';

/** One button of the toolbar. Its key is also the name of its words. */
export interface Command {
  key: string;
  run: (editor: Editor, words: Words) => unknown;
  /** For those that are on or off. */
  isOn?: (editor: Editor) => boolean;
  can?: (editor: Editor) => boolean;
}

export const commands: readonly Command[] = [
  heading('heading', 1),
  heading('subheading', 2),
  mark('bold', (editor) => editor.chain().focus().toggleBold().run()),
  mark('strike', (editor) => editor.chain().focus().toggleStrike().run()),
  block('bullets', 'bulletList', (editor) => editor.chain().focus().toggleBulletList().run()),
  block('numbers', 'orderedList', (editor) => editor.chain().focus().toggleOrderedList().run()),
  block('quote', 'blockquote', (editor) => editor.chain().focus().toggleBlockquote().run()),
  { key: 'link', run: editLink, isOn: (editor) => editor.isActive('link') },
  { key: 'footnote', run: insertFootnote, can: (editor) => !editor.isActive('footnoteText') },
  { key: 'picture', run: insertPicture, isOn: (editor) => editor.isActive('image') },
  { key: 'film', run: insertFilm },
  { key: 'undo', run: (editor) => editor.chain().focus().undo().run(), can: (editor) => editor.can().undo() },
  { key: 'redo', run: (editor) => editor.chain().focus().redo().run(), can: (editor) => editor.can().redo() },
];

function heading(key: string, level: 1 | 2): Command {
  return {
    key,
    run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
    isOn: (editor) => editor.isActive('heading', { level }),
  };
}

function mark(key: string, run: Command['run']): Command {
  return { key, run, isOn: (editor) => editor.isActive(key) };
}

function block(key: string, node: string, run: Command['run']): Command {
  return { key, run, isOn: (editor) => editor.isActive(node) };
}

async function editLink(editor: Editor, words: Words): Promise<void> {
  const present = editor.getAttributes('link').href;
  const linked = typeof present === 'string' && present !== '';
  const { empty } = editor.state.selection;
  const answer = await ask(words, {
    title: words('link'),
    ...(linked && { remove: words('link_remove') }),
    fields: [
      {
        name: 'address',
        label: words('link_address'),
        hint: words('link_hint'),
        dir: 'ltr',
        value: linked ? present : '',
        check: (value) => (addressFrom(value, location.origin) === null ? words('link_wrong') : null),
      },
      ...(empty && !linked ? [asksFor('words', words('link_words'), words('link_words_missing'))] : []),
    ],
  });
  const chain = editor.chain().focus();
  if (linked) chain.extendMarkRange('link');
  if (answer?.outcome === 'removed') chain.unsetMark('link');
  if (answer?.outcome === 'done') {
    const href = addressFrom(answer.values.address ?? '', location.origin) ?? '';
    const text = answer.values.words;
    if (text) chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] });
    else chain.setMark('link', { href });
  }
  chain.run();
}

/** A mark where the cursor stands, and room for the note at the end of the text, where the cursor goes. */
function insertFootnote(editor: Editor): void {
  const label = nextLabel(editor);
  editor
    .chain()
    .focus()
    .command(({ tr, state }) => {
      const { footnote, footnoteText, paragraph } = state.schema.nodes;
      if (!footnote || !footnoteText || !paragraph) return false;
      tr.setSelection(TextSelection.near(tr.doc.resolve(tr.selection.to)));
      tr.insert(tr.selection.to, footnote.create({ label }));
      const end = tr.doc.content.size;
      tr.insert(end, footnoteText.create({ label }, paragraph.create()));
      tr.setSelection(TextSelection.near(tr.doc.resolve(end + 2)));
      return true;
    })
    .scrollIntoView()
    .run();
}

/** @returns the number after the highest that a footnote of the text has. */
export function nextLabel(editor: Editor): string {
  let highest = 0;
  editor.state.doc.descendants((node) => {
    const number = Number(node.attrs.label);
    if (/^footnote/.test(node.type.name) && number > highest) highest = number;
  });
  return String(highest + 1);
}

async function insertPicture(editor: Editor, words: Words): Promise<void> {
  const changes = editor.isActive('image');
  const { src, alt, title } = editor.getAttributes('image');
  const present = changes ? { src: String(src), alt: String(alt), title: String(title) } : null;
  const picture = await choosePicture(words, editor.view.dom.lang, present);
  const chain = editor.chain().focus();
  if (picture && changes) chain.updateAttributes('image', picture);
  else if (picture) chain.insertContent({ type: 'paragraph', content: [{ type: 'image', attrs: picture }] });
  chain.run();
}

async function insertFilm(editor: Editor, words: Words): Promise<void> {
  const answer = await ask(words, {
    title: words('film'),
    fields: [
      asksFor('title', words('film_title'), words('film_title_missing')),
      {
        name: 'address',
        label: words('link_address'),
        hint: words('film_hint'),
        dir: 'ltr',
        check: (value) => (isFilm(addressFrom(value, location.origin) ?? '') ? null : words('film_wrong')),
      },
    ],
  });
  const chain = editor.chain().focus();
  if (answer?.outcome === 'done') {
    const href = addressFrom(answer.values.address ?? '', location.origin) ?? '';
    const text = answer.values.title ?? href;
    chain.insertContent({
      type: 'paragraph',
      content: [{ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }],
    });
  }
  chain.run();
}

function asksFor(name: string, label: string, missing: string) {
  return { name, label, check: (value: string) => (value === '' ? missing : null) };
}

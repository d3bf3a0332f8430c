import { Editor } from '@tiptap/core';
import type { Words } from '../words.ts';
import { nextLabel } from './commands.ts';
import { element } from './element.ts';
import { isFaithful } from './faithful.ts';
import { cleanPasted } from './paste/clean.ts';
import { readMarkdown } from './read.ts';
import { extensions, schema } from './schema.ts';
import { makeToolbar } from './toolbar.ts';
import { wordsIn } from './word-count.ts';
import { writeMarkdown } from './write.ts';

const pause = 250;

/**
 * Makes an editor of each Markdown text area. The text area stays what the form sends: the editor writes into it, only
 * once somebody has changed the text, and gives way to it at any time ('Write Markdown'). A text that the editor could
 * not give back unchanged in meaning stays in the text area.
 */
export function makeEditors(texts: Iterable<HTMLTextAreaElement>, words: Words): void {
  for (const text of texts) makeEditor(text, words);
}

function makeEditor(textarea: HTMLTextAreaElement, words: Words): void {
  const id = textarea.id;
  const label = textarea.labels[0];
  if (label && !label.id) label.id = `${id}-label`;
  const mount = element('div', { class: 'editor-page' });
  const count = element('span', { class: 'label' });
  const said = element('p', { class: 'hint', role: 'status' });
  const turn = element('button', { type: 'button', class: 'plain' });
  const foot = element('div', { class: 'editor-foot' }, count, turn);
  const frame = element('div', { class: 'editor' }, mount, foot, said);
  textarea.after(frame);

  const editor = new Editor({
    element: mount,
    extensions,
    injectCSS: false,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        class: 'prose editor-text',
        ...(label && { 'aria-labelledby': label.id }),
        ...described(textarea),
        lang: textarea.lang || document.documentElement.lang,
        dir: textarea.dir || 'auto',
      },
      transformPastedHTML(html) {
        const { html: clean, pictures } = cleanPasted(html, Number(nextLabel(editor)));
        said.textContent = pictures > 0 ? words('no_pictures') : '';
        return clean;
      },
      handlePaste: (_view, event) => refusesPictures(event.clipboardData),
      handleDrop: (_view, event) => refusesPictures(event.dataTransfer),
    },
  });
  const toolbar = makeToolbar(editor, words, id);
  mount.before(toolbar);

  function refusesPictures(data: DataTransfer | null): boolean {
    const pictures = [...(data?.files ?? [])].length > 0;
    if (!pictures || data?.types.includes('text/html')) return false;
    said.textContent = words('no_pictures');
    return true;
  }

  let rich = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    if (timer === undefined) return;
    timer = undefined;
    textarea.value = writeMarkdown(editor.state.doc);
    textarea.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const showCount = () => {
    const text = rich ? editor.getText({ blockSeparator: '\n' }) : textarea.value;
    count.textContent = words('count', { n: String(wordsIn(text, textarea.lang)) });
  };
  editor.on('update', () => {
    clearTimeout(timer);
    timer = setTimeout(write, pause);
    showCount();
  });
  editor.on('blur', write);
  textarea.form?.addEventListener('submit', write, { capture: true });
  document.addEventListener('visibilitychange', write);
  addEventListener('pagehide', write);
  addEventListener('beforeunload', write);

  /** Shows the text area, or the editor with what stands in the text area. */
  const show = (asRich: boolean) => {
    write();
    rich = asRich && isFaithful(textarea.value);
    if (rich) {
      const doc = readMarkdown(schema, textarea.value);
      // Not a step that can be undone: before it there was nothing of anybody's.
      editor
        .chain()
        .setMeta('addToHistory', false)
        .setContent(doc.toJSON(), { emitUpdate: false })
        .setTextSelection(1)
        .run();
    }
    said.textContent = asRich && !rich ? words('unfaithful') : '';
    toolbar.hidden = mount.hidden = !rich;
    textarea.hidden = rich;
    // Errors and labels lead to the field by its id, whichever shows.
    textarea.id = rich ? `${id}-markdown` : id;
    if (rich) editor.view.dom.id = id;
    else editor.view.dom.removeAttribute('id');
    turn.textContent = words(rich ? 'markdown' : 'back_to_editor');
    showCount();
  };
  show(true);
  turn.addEventListener('click', () => {
    show(!rich);
    if (rich) editor.commands.focus();
    else textarea.focus();
  });
  textarea.addEventListener('filled', () => show(rich));
  textarea.addEventListener('input', () => {
    if (!rich) showCount();
  });
  label?.addEventListener('click', () => {
    if (rich) editor.commands.focus();
  });
  editor.view.dom.addEventListener('keydown', (event) => {
    if (event.altKey && event.key === 'F10') toolbar.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });
}

/** Its hint and its error, and whether it must be filled. */
function described(textarea: HTMLTextAreaElement): Record<string, string> {
  const names = ['aria-describedby', 'aria-invalid', 'aria-required'];
  return Object.fromEntries(
    names.flatMap((name) => (textarea.hasAttribute(name) ? [[name, textarea.getAttribute(name) ?? '']] : [])),
  );
}

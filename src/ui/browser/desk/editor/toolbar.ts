import type { Editor } from '@tiptap/core';
import type { Words } from '../words.ts';
import { commands } from './commands.ts';
import { element } from './element.ts';

/**
 * The buttons above a text, as one stop of the tab key: arrow keys lead from one to the next in the direction of the
 * page (the toolbar pattern of the ARIA practices), Escape leads into the text, Alt+F10 there leads back.
 */
export function makeToolbar(editor: Editor, words: Words, controls: string): HTMLElement {
  const toolbar = element('div', {
    role: 'toolbar',
    class: 'editor-tools',
    'aria-label': words('toolbar'),
    'aria-controls': controls,
  });
  // The editor's own way there waits for the next frame, and letters that are typed before it are lost.
  const toText = () => editor.view.focus();
  const buttons = commands.map((command) => {
    const button = element('button', { type: 'button', 'data-command': command.key }, words(command.key));
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') === 'true') return;
      const running = command.run(editor, words);
      if (running instanceof Promise) void running.then(toText);
      else toText();
    });
    // The text keeps its selection.
    button.addEventListener('mousedown', (event) => event.preventDefault());
    return { command, button };
  });
  toolbar.append(...buttons.map(({ button }) => button));
  const stopAt = (index: number) => {
    for (const [at, { button }] of buttons.entries()) button.tabIndex = at === index ? 0 : -1;
  };
  stopAt(0);
  toolbar.addEventListener('focusin', (event) => {
    const at = buttons.findIndex(({ button }) => button === event.target);
    if (at >= 0) stopAt(at);
  });
  toolbar.addEventListener('keydown', (event) => {
    const at = buttons.findIndex(({ button }) => button === document.activeElement);
    const forward = getComputedStyle(toolbar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape') toText();
    else if (to !== undefined) buttons[(to + buttons.length) % buttons.length]?.button.focus();
    else return;
    event.preventDefault();
  });
  const show = () => {
    for (const { command, button } of buttons) {
      if (command.isOn) button.setAttribute('aria-pressed', String(command.isOn(editor)));
      // Still reachable, so that the focus is not lost when the last step is undone.
      if (command.can) button.setAttribute('aria-disabled', String(!command.can(editor)));
    }
  };
  editor.on('transaction', show);
  show();
  return toolbar;
}

import type { Words } from '../words.ts';
import { element } from './element.ts';

/** One field of a dialog. */
export interface Asked {
  name: string;
  label: string;
  value?: string;
  hint?: string;
  dir?: 'ltr' | 'auto';
  optional?: boolean;
  /** @returns what is wrong, or null */
  check?: (value: string) => string | null;
}

export interface DialogOptions {
  title: string;
  fields: readonly Asked[];
  /** Stands above the fields: a chooser. Its own check runs first. */
  chooser?: { shown: HTMLElement; check: () => string | null };
  /** A second way to end: 'Remove the link'. */
  remove?: string;
}

export type Answer = { outcome: 'done'; values: Record<string, string> } | { outcome: 'removed' } | null;

let count = 0;

/** Asks in a modal dialog. @returns null when it was closed without an answer; the focus goes back to where it was. */
export function ask(words: Words, options: DialogOptions): Promise<Answer> {
  count += 1;
  const id = `ask-${count}`;
  const rows = options.fields.map((field) => row(`${id}-${field.name}`, field, words));
  const wrong = element('p', { class: 'error', role: 'alert' });
  wrong.hidden = true;
  const form = element('form', { method: 'dialog', novalidate: '' });
  form.append(
    element('h2', { id }, options.title),
    ...(options.chooser ? [options.chooser.shown, wrong] : []),
    ...rows.map(({ frame }) => frame),
    element(
      'div',
      { class: 'buttons' },
      element('button', { type: 'submit', class: 'call' }, words('insert')),
      options.remove ? element('button', { type: 'button', 'data-remove': '' }, options.remove) : null,
      element('button', { type: 'button', 'data-cancel': '' }, words('cancel')),
    ),
  );
  const dialog = element('dialog', { class: 'editor-dialog', 'aria-labelledby': id }, form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer: Answer = null;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const chosen = options.chooser?.check() ?? null;
      wrong.textContent = chosen ?? '';
      wrong.hidden = chosen === null;
      const faults = rows.filter((one) => !one.holds());
      if (chosen !== null) return options.chooser?.shown.querySelector<HTMLElement>('input')?.focus();
      if (faults.length > 0) return faults[0]?.input.focus();
      answer = {
        outcome: 'done',
        values: Object.fromEntries(rows.map(({ name, input }) => [name, input.value.trim()])),
      };
      dialog.close();
    });
    form.querySelector('[data-cancel]')?.addEventListener('click', () => dialog.close());
    form.querySelector('[data-remove]')?.addEventListener('click', () => {
      answer = { outcome: 'removed' };
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
  });
}

function row(id: string, field: Asked, words: Words) {
  const input = element('input', { id, type: 'text', autocomplete: 'off', dir: field.dir ?? 'auto' });
  input.value = field.value ?? '';
  if (!field.optional) input.setAttribute('aria-required', 'true');
  const hint = field.hint ? element('p', { class: 'hint', id: `${id}-hint` }, field.hint) : null;
  const error = element('p', { class: 'error', id: `${id}-error` });
  error.hidden = true;
  const optional = field.optional ? element('span', { class: 'optional' }, ` (${words('optional')})`) : null;
  const frame = element(
    'div',
    { class: 'field' },
    element('label', { for: id }, field.label, optional),
    hint,
    error,
    input,
  );
  const describe = (wrong: boolean) =>
    input.setAttribute(
      'aria-describedby',
      [wrong ? error.id : '', hint?.id ?? ''].filter((one) => one !== '').join(' '),
    );
  describe(false);
  const holds = (): boolean => {
    const fault = field.check?.(input.value.trim()) ?? null;
    error.textContent = fault ?? '';
    error.hidden = fault === null;
    frame.toggleAttribute('data-invalid', fault !== null);
    if (fault === null) input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
    describe(fault !== null);
    return fault === null;
  };
  return { name: field.name, frame, input, holds };
}

import type { Words } from '../words.ts';
import { differing, type Fields, labelOf } from './form-state.ts';
import type { KeptEntry } from './shelf.ts';

export interface Offer {
  entry: KeptEntry;
  /** Somebody has saved since it was typed. */
  outdated: boolean;
  take: () => void;
  throwAway: () => void;
}

/** A notice above the form: what was typed and when, where it differs, and two buttons. */
export function offerAbove(form: HTMLFormElement, present: Fields, words: Words, offer: Offer): void {
  const { kept } = offer.entry;
  const notice = make('section', 'notice');
  notice.dataset.kept = '';
  notice.setAttribute('role', 'status');
  const lang = document.documentElement.lang;
  const when = new Intl.DateTimeFormat(lang === 'ar' ? 'ar-IQ-u-nu-latn' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(kept.at);
  notice.append(make('p', '', words('kept', { when })));
  if (offer.outdated) notice.append(make('p', '', words('kept_outdated')));
  for (const name of differing(kept.fields, present))
    notice.append(shown(labelOf(form, name), kept.fields[name] ?? []));
  const buttons = make('div', 'buttons');
  buttons.append(
    button(words('kept_take'), () => {
      notice.remove();
      offer.take();
    }),
    button(words('kept_throw'), () => {
      notice.remove();
      offer.throwAway();
    }),
  );
  notice.append(buttons);
  form.before(notice);
}

/** Says in the same place, without anything to decide, that another window has the form open. */
export function sayAbove(form: HTMLFormElement, text: string): void {
  const notice = make('p', 'notice', text);
  notice.setAttribute('role', 'status');
  form.before(notice);
}

function shown(label: string, values: readonly string[]): HTMLElement {
  const details = make('details', 'kept');
  details.append(make('summary', '', label));
  const text = make('p', 'kept-text', values.join(' · '));
  text.dir = 'auto';
  details.append(text);
  return details;
}

function button(text: string, pressed: () => void): HTMLElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', pressed);
  return made;
}

function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

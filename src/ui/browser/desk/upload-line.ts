/** The line that shows one file on its way. */
export interface Line {
  words: Record<string, string>;
  progress(part: number): void;
  say(text: string, tone?: 'flag'): void;
  done(href: string | null): void;
  onCancel(cancel: () => void): void;
}

/** The sentences that the form brings along. */
export function wordsOf(form: HTMLFormElement): Record<string, string> {
  return JSON.parse(form.dataset.words ?? '{}') as Record<string, string>; // written by the server
}

/** Adds a line for a file; one that told of an earlier try of it goes. */
export function lineFor(list: Element, name: string, words: Record<string, string>): Line {
  for (const old of list.querySelectorAll<HTMLElement>('.unfinished'))
    if (old.dataset.name === name) old.remove();
  const item = list.appendChild(document.createElement('li'));
  const title = item.appendChild(document.createElement('bdi'));
  title.textContent = name;
  const bar = item.appendChild(document.createElement('progress'));
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute('aria-label', name);
  const said = item.appendChild(document.createElement('span'));
  const cancel = item.appendChild(document.createElement('button'));
  cancel.type = 'button';
  cancel.className = 'plain';
  cancel.textContent = words.cancel ?? '';
  return {
    words,
    progress(part) {
      bar.value = Math.floor(100 * part);
      said.textContent = (words.sending ?? '').replace('{percent}', String(bar.value));
    },
    say(text, tone) {
      said.textContent = text;
      said.className = tone ?? '';
    },
    done(href) {
      bar.remove();
      cancel.remove();
      if (href === null) return;
      const link = item.appendChild(document.createElement('a'));
      link.href = href;
      link.textContent = words.open ?? '';
    },
    onCancel(act) {
      cancel.addEventListener('click', () => {
        act();
        item.remove();
      });
    },
  };
}

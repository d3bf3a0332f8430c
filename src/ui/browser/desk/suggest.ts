/** Letters typed within this time are asked for together, in milliseconds. */
const pause = 250;

interface Suggestion {
  handle: string;
  title: string;
}

/**
 * Fields that name another thing suggest those that go with what was typed; what the page offered stays where nothing
 * was found, and wherever the question fails.
 */
export function suggestThings(root: ParentNode): void {
  for (const list of root.querySelectorAll<HTMLDataListElement>('datalist[data-suggest]')) {
    const field = root.querySelector<HTMLInputElement>(`input[list="${CSS.escape(list.id)}"]`);
    const kind = list.dataset.suggest;
    if (!field || !kind) continue;
    const offered = [...list.options];
    let timer = 0;
    let asked = '';
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = window.setTimeout(async () => {
        const q = field.value.trim();
        asked = q;
        const found = q.length < 2 ? [] : await ask(kind, q);
        // An answer that comes after the next question is of no use.
        if (asked !== q) return;
        list.replaceChildren(...(found.length > 0 ? found.map(optionOf) : offered));
      }, pause);
    });
  }
}

async function ask(kind: string, q: string): Promise<Suggestion[]> {
  try {
    const answer = await fetch(`/desk/suggest/${encodeURIComponent(kind)}?q=${encodeURIComponent(q)}`);
    return answer.ok ? ((await answer.json()) as Suggestion[]) : []; // the shape of our own route
  } catch {
    return [];
  }
}

function optionOf({ handle, title }: Suggestion): HTMLOptionElement {
  const option = document.createElement('option');
  option.value = handle;
  option.textContent = title;
  return option;
}

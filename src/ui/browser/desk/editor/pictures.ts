import type { Words } from '../words.ts';
import { ask } from './dialog.ts';
import { element } from './element.ts';

/** What a text keeps of a picture. */
export interface ChosenPicture {
  src: string;
  alt: string;
  title: string;
}

/** As the chooser of files gives it (src/files/pickable.ts). */
interface Offered {
  sha256: string;
  name: string;
  /** The address by which a text names it. */
  href: string;
  /** In the language of the text; '' where nobody has written it yet. */
  alt: string;
  thumb: string;
}

const source = '/desk/files/pick.json';

/**
 * Lets choose one of our pictures and asks for the words of those who do not see it: without them none is inserted.
 *
 * @param present the picture that is being changed: it stays where no other is chosen
 */
export async function choosePicture(
  words: Words,
  lang: string,
  present: ChosenPicture | null,
): Promise<ChosenPicture | null> {
  const list = element('ul', { class: 'picture-choice' });
  const search = element('input', {
    type: 'search',
    'aria-label': words('picture_search'),
    placeholder: words('picture_search'),
    dir: 'auto',
  });
  const status = element('p', { class: 'hint', role: 'status' });
  const shown = element('fieldset', {}, element('legend', {}, words('picture_choose')), search, list, status);
  let offered: Offered[] = [];
  const show = async () => {
    const found = await readPictures(search.value, lang);
    offered = found ?? [];
    status.textContent =
      found === null ? words('picture_failed') : offered.length === 0 ? words('picture_none') : '';
    list.replaceChildren(...offered.map(choice));
  };
  const chosen = () => {
    const value = list.querySelector<HTMLInputElement>('input:checked')?.value;
    return offered.find(({ sha256 }) => sha256 === value);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void show(), 250);
  });
  list.addEventListener('change', () => {
    const alt = shown.closest('form')?.querySelector<HTMLInputElement>('input[id$="-alt"]');
    // What a picture is called once need not be thought of again; it can be changed for this text.
    if (alt && (alt.value === '' || offered.some((one) => one.alt === alt.value)))
      alt.value = chosen()?.alt ?? '';
  });
  void show();
  const answer = await ask(words, {
    title: words('picture'),
    chooser: { shown, check: () => (chosen() || present ? null : words('picture_missing')) },
    fields: [
      {
        name: 'alt',
        label: words('picture_alt'),
        value: present?.alt ?? '',
        hint: words('picture_alt_hint'),
        check: (value) => (value === '' ? words('picture_alt_missing') : null),
      },
      { name: 'title', label: words('picture_caption'), value: present?.title ?? '', optional: true },
    ],
  });
  const src = chosen()?.href ?? present?.src;
  if (answer?.outcome !== 'done' || src === undefined) return null;
  return {
    src,
    alt: answer.values.alt ?? '',
    title: answer.values.title ?? '',
  };
}

function choice({ sha256, name, alt, thumb }: Offered): HTMLElement {
  const id = `picture-${sha256.slice(0, 12)}`;
  return element(
    'li',
    {},
    element('input', { type: 'radio', name: 'picture', value: sha256, id }),
    element(
      'label',
      { for: id },
      element('img', { src: thumb, alt, loading: 'lazy' }),
      element('bdi', {}, name),
    ),
  );
}

/** @returns null when they could not be read */
async function readPictures(search: string, lang: string): Promise<Offered[] | null> {
  const query = new URLSearchParams({ lang, q: search.trim() });
  const answer = await fetch(`${source}?${query}`, { headers: { accept: 'application/json' } }).catch(
    () => null,
  );
  const body: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
  const pictures = typeof body === 'object' && body !== null && 'items' in body ? body.items : null;
  return Array.isArray(pictures) ? pictures.filter(isOffered) : null;
}

function isOffered(item: unknown): item is Offered {
  if (typeof item !== 'object' || item === null) return false;
  const { sha256, name, href, alt, thumb } = item as Record<string, unknown>; // an object, just checked
  return (
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    [name, href, alt, thumb].every((text) => typeof text === 'string')
  );
}

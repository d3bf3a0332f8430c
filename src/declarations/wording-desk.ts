import { type FieldError, parseFields, type Typed } from '../desk/editing/form/fields.ts';
import type { FieldSpec } from '../desk/editing/model.ts';
import { type Asked, reordered } from '../desk/ordering.ts';
import { cleanLine } from '../foundation/text/plain.ts';
import type { WordingText } from './model.ts';

/** A text as it stands in its form: articles have the numbers of their order. */
export interface TypedWording {
  title: string;
  preamble: string;
  articles: { title: string; text: string }[];
  closing: string;
  note: string;
}

export const emptyWording: TypedWording = {
  title: '',
  preamble: '',
  articles: [{ title: '', text: '' }],
  closing: '',
  note: '',
};

const mostArticles = 60;

/** The fields of a text besides its articles. */
export const wordingFields = {
  title: { name: 'title', kind: 'line', label: 'desk.field.title', max: 250, required: true },
  preamble: {
    name: 'preamble',
    kind: 'text',
    label: 'desk.declaration.preamble',
    max: 8_000,
    required: true,
  },
  closing: { name: 'closing', kind: 'text', label: 'desk.declaration.closing', max: 4_000, required: true },
  note: { name: 'note', kind: 'text', label: 'desk.declaration.note', max: 2_000 },
} as const satisfies Record<string, FieldSpec>;

/** @returns the name of a control of one article, counted from 1. */
export function articleField(prefix: string, n: number, part: 'title' | 'text'): string {
  return `${prefix}article_${n}_${part}`;
}

/** Reads a text from a form. @param prefix of the names of its controls. */
export function wordingTyped(typed: Typed, prefix = ''): TypedWording {
  const articles = [];
  for (let n = 1; n <= mostArticles; n += 1) {
    const [title, text] = [typed[articleField(prefix, n, 'title')], typed[articleField(prefix, n, 'text')]];
    if (title === undefined && text === undefined) break;
    articles.push({ title: title ?? '', text: text ?? '' });
  }
  const of = (name: keyof typeof wordingFields) => typed[prefix + name] ?? '';
  return { title: of('title'), preamble: of('preamble'), articles, closing: of('closing'), note: of('note') };
}

/** @returns the text as its form shows it. */
export function typedOfWording(wording: WordingText & { note: string }): TypedWording {
  const { title, preamble, articles, closing, note } = wording;
  return {
    title,
    preamble,
    articles: articles.map((one) => ({ title: one.title, text: one.text })),
    closing,
    note,
  };
}

/** @returns the articles after a button of theirs: one more, one less, a step up or down. `id` is the number, after the prefix. */
export function articlesAfter(typed: TypedWording, asked: Asked, prefix = ''): TypedWording {
  if (!asked.id.startsWith(prefix)) return typed;
  const n = Number(asked.id.slice(prefix.length));
  const numbered = typed.articles.map((article, index) => ({ ...article, n: index + 1 }));
  const plain = (list: typeof numbered) => list.map(({ title, text }) => ({ title, text }));
  switch (asked.todo) {
    case 'add':
      return typed.articles.length >= mostArticles
        ? typed
        : { ...typed, articles: [...typed.articles, { title: '', text: '' }] };
    case 'remove':
      return { ...typed, articles: plain(numbered.filter((article) => article.n !== n)) };
    default: {
      const step = { todo: asked.todo, id: String(n) };
      return { ...typed, articles: plain(reordered(numbered, step, (article) => String(article.n))) };
    }
  }
}

/** Checks a text. Errors name the controls of the form. */
export function parseWording(
  typed: TypedWording,
  prefix = '',
): { text: WordingText & { note: string }; errors: FieldError[] } {
  const { values, errors } = parseFields(Object.values(wordingFields), { ...typed, articles: '' });
  const found = errors.map((error) => ({ ...error, field: prefix + error.field }));
  const articles = typed.articles.map((article, index) => {
    const n = index + 1;
    const title = cleanLine(article.title, 250);
    if (!title.ok)
      found.push({ field: articleField(prefix, n, 'title'), key: 'desk.field.error.characters' });
    const name = articleField(prefix, n, 'text');
    const text = parseFields([{ name, kind: 'text', label: 'desk.field.text', max: 8_000, required: true }], {
      [name]: article.text,
    });
    found.push(...text.errors);
    return { number: n, title: title.ok ? title.text : '', text: String(text.values[name] ?? '') };
  });
  if (articles.length === 0)
    found.push({ field: `${prefix}articles`, key: 'desk.declaration.error.articles' });
  const of = (name: keyof typeof wordingFields) => String(values[name] ?? '');
  return {
    text: {
      title: of('title'),
      preamble: of('preamble'),
      articles,
      closing: of('closing'),
      note: of('note'),
    },
    errors: found,
  };
}

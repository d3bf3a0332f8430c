import type { FieldError } from '../desk/editing/form/fields.ts';
import { dirOf, type Lang } from '../foundation/i18n/lang.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { Field } from '../ui/components/field.tsx';
import { TextArea } from '../ui/components/text-area.tsx';
import { articleField, type TypedWording, wordingFields } from './wording-desk.ts';

export interface WordingFieldsProps {
  t: Translator;
  typed: TypedWording;
  errors: readonly FieldError[];
  lang: Lang;
  /** Of the names of the controls, where a form has several texts. */
  prefix?: string;
}

/** A declaration's text as a form: articles are added, removed and moved by buttons, which save nothing. */
export function WordingFields({ t, typed, errors, lang, prefix = '' }: WordingFieldsProps) {
  const written = { lang, dir: dirOf(lang) };
  const errorOf = (name: string) => {
    const error = errors.find(({ field }) => field === name);
    return error ? t(error.key, error.values) : undefined;
  };
  const base = (name: keyof typeof wordingFields) => ({
    t,
    name: prefix + name,
    label: t(wordingFields[name].label),
    error: errorOf(prefix + name),
    value: typed[name],
    maxlength: wordingFields[name].max,
    ...written,
  });
  const none = errorOf(`${prefix}articles`);
  return (
    <>
      <Field {...base('title')} />
      <TextArea {...base('preamble')} rows={4} />
      <div id={`${prefix}articles`} tabindex={-1}>
        <h2>{t('declaration.articles')}</h2>
        {none ? <p class="error">{none}</p> : null}
        {typed.articles.map((article, index) => (
          <Article
            t={t}
            article={article}
            n={index + 1}
            last={index === typed.articles.length - 1}
            prefix={prefix}
            written={written}
            error={errorOf}
          />
        ))}
        <p class="buttons">
          <button type="submit" name="do" value={`add:${prefix}`}>
            {t('desk.declaration.article.add')}
          </button>
        </p>
      </div>
      <TextArea {...base('closing')} rows={3} />
      <TextArea {...base('note')} rows={2} optional hint={t('desk.declaration.note.hint')} />
    </>
  );
}

interface ArticleProps {
  t: Translator;
  article: TypedWording['articles'][number];
  n: number;
  last: boolean;
  prefix: string;
  written: { lang: Lang; dir: 'ltr' | 'rtl' };
  error: (name: string) => string | undefined;
}

function Article({ t, article, n, last, prefix, written, error }: ArticleProps) {
  const title = articleField(prefix, n, 'title');
  const text = articleField(prefix, n, 'text');
  const name = t('declaration.article', { n });
  const button = (todo: 'up' | 'down' | 'remove') => ({
    type: 'submit' as const,
    name: 'do',
    value: `${todo}:${prefix}${n}`,
  });
  return (
    <section class="desk-article">
      <header>
        <h3>{name}</h3>
        <div class="buttons">
          {n > 1 ? (
            <button {...button('up')}>
              <span aria-hidden="true">↑</span>
              <span class="vh">
                {t('desk.order.up')} {name}
              </span>
            </button>
          ) : null}
          {last ? null : (
            <button {...button('down')}>
              <span aria-hidden="true">↓</span>
              <span class="vh">
                {t('desk.order.down')} {name}
              </span>
            </button>
          )}
          <button {...button('remove')}>
            {t('desk.order.remove')} <span class="vh">{name}</span>
          </button>
        </div>
      </header>
      <Field
        t={t}
        name={title}
        label={t('desk.field.title')}
        value={article.title}
        error={error(title)}
        optional
        maxlength={250}
        {...written}
      />
      <TextArea
        t={t}
        name={text}
        label={t('desk.field.text')}
        value={article.text}
        error={error(text)}
        rows={4}
        {...written}
      />
    </section>
  );
}

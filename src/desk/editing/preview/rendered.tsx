import { raw } from 'hono/html';
import { dirOf, type Lang } from '../../../foundation/i18n/lang.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { renderMarkdown } from '../../../foundation/text/markdown.ts';
import type { Typed } from '../form/fields.ts';
import type { FieldSpec } from '../model.ts';

/** The text as it will look, whether somebody may not change it or wants to see it before saving. */
export function Rendered(props: {
  t: Translator;
  fields: readonly FieldSpec[];
  typed: Typed;
  lang: Lang;
  readOnly?: boolean;
}) {
  const { t, fields, typed, lang } = props;
  return (
    <section class="desk-rendered" aria-label={t('desk.edit.look')}>
      {props.readOnly ? null : <h2>{t('desk.edit.look.title')}</h2>}
      <div lang={lang} dir={dirOf(lang)}>
        {fields.map((field, at) => {
          const value = typed[field.name] ?? '';
          if (value === '') return null;
          if (field.kind === 'markdown')
            return <div class="prose">{raw(renderMarkdown(value, { lang, t, id: `seen-${at}` }))}</div>;
          return <p class={field === fields[0] ? 'lead' : undefined}>{value}</p>;
        })}
      </div>
    </section>
  );
}

import type { CitingForm } from '../../../desk/editing/additions.ts';
import { FormFields } from '../../../desk/editing/form/form-fields.tsx';
import type { KnownThing } from '../../../desk/editing/things-store.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Choices } from '../../../ui/components/choice.tsx';
import { Field } from '../../../ui/components/field.tsx';
import { newSourceFields } from './cite-fields-desk.ts';
import type { CitedSource, SimilarSource } from './cite-store.ts';
import { citedField } from './cited-field.ts';

/** What is chosen where a new source is none of those that are nearly the same. */
export const another = 'yes';

export interface CitingSectionProps {
  t: Translator;
  form: CitingForm;
  cited: readonly CitedSource[];
  known: readonly KnownThing[];
  /** Known sources that may be the one about to be entered. */
  similar: readonly SimilarSource[];
}

/** What a claim stands on, and the fields that add a source without leaving its form. */
export function CitingSection({ t, form, cited, known, similar }: CitingSectionProps) {
  const { editable, work, typed, errors } = form;
  const error = (name: string) => {
    const found = errors.find(({ field }) => field === name);
    return found ? t(found.key, found.values) : undefined;
  };
  const isOpen = errors.some(({ field }) => field.startsWith('cite_')) || form.cited || cited.length === 0;
  return (
    <fieldset class="desk-group" id="form-sources">
      <legend>{t('desk.sources')}</legend>
      {form.cited ? (
        <p class="notice" role="status" data-tone="done">
          {t('desk.sources.added')}
        </p>
      ) : null}
      {cited.length === 0 ? <p>{t('desk.sources.none')}</p> : null}
      <ol>
        {cited.map(({ title, url, field, page, quotation }) => (
          <li>
            {url ? (
              <a href={url} target="_blank" rel="noreferrer external">
                <bdi>{title}</bdi>
              </a>
            ) : (
              <bdi>{title}</bdi>
            )}{' '}
            <span class="label">
              {field === null ? null : <bdi>{citedField(t, editable, field)} </bdi>}
              <bdi>{page}</bdi> <bdi>{quotation}</bdi>
            </span>
          </li>
        ))}
      </ol>
      <p class="more">
        <a href={`${editable.path}/${work.id}/sources`} target="_blank" rel="noopener">
          {t('desk.sources.all')}
        </a>
      </p>
      <details open={isOpen}>
        <summary>{t('desk.sources.add_here')}</summary>
        <Field
          t={t}
          name="cite_source"
          label={t('desk.sources.by_address')}
          hint={t('desk.sources.by_address.hint')}
          error={error('cite_source')}
          value={typed.cite_source}
          optional="unsaid"
          maxlength={300}
          dir="auto"
          list="cite_source-known"
        />
        <datalist id="cite_source-known" data-suggest="source">
          {known.map(({ handle, title }) => (
            <option value={handle}>{title}</option>
          ))}
        </datalist>
        <Field
          t={t}
          name="cite_page"
          label={t('desk.sources.page')}
          value={typed.cite_page}
          optional
          maxlength={60}
          dir="auto"
        />
        <Field
          t={t}
          name="cite_quotation"
          label={t('desk.sources.quotation')}
          value={typed.cite_quotation}
          optional
          maxlength={1_000}
          dir="auto"
        />
        <fieldset class="desk-group">
          <legend>{t('desk.sources.if_new')}</legend>
          {similar.length > 0 ? (
            <Choices
              t={t}
              name="cite_new"
              label={t('desk.sources.similar')}
              optional="unsaid"
              value={typed.cite_new}
              options={[
                ...similar.map(({ key, title, publisher }) => ({
                  value: key,
                  text: (
                    <>
                      <bdi>{title}</bdi> <bdi class="label">{publisher}</bdi>
                    </>
                  ),
                })),
                { value: another, text: t('desk.sources.similar.other') },
              ]}
            />
          ) : null}
          <FormFields
            t={t}
            fields={newSourceFields}
            typed={typed}
            errors={errors}
            lang={null}
            campaigns={[]}
          />
        </fieldset>
        <button
          type="submit"
          name="intent"
          value="cite"
          formaction={`${editable.path}/${work.id}#form-sources`}
        >
          {t('desk.sources.add_typing')}
        </button>
      </details>
    </fieldset>
  );
}

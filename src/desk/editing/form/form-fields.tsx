import type { Id } from '../../../foundation/database/id.ts';
import { countryOptions } from '../../../foundation/i18n/countries.ts';
import { dirOf, type Lang } from '../../../foundation/i18n/lang.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { FieldError as ErrorOf, Field, Select, wiring } from '../../../ui/components/field.tsx';
import { FileField } from '../../../ui/components/file-field.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import type { FieldSpec } from '../model.ts';
import type { KnownThing } from '../things-store.ts';
import type { FieldError, Typed } from './fields.ts';

export interface FormFieldsProps {
  t: Translator;
  fields: readonly FieldSpec[];
  typed: Typed;
  errors: readonly FieldError[];
  /** The language of what is typed; null for fields of no language. */
  lang: Lang | null;
  /** The campaigns that a thing may be put into, for a field that asks. */
  campaigns: readonly { id: Id; title: string }[];
  /** The files of the site that a field for one offers, newest first. */
  files?: readonly { sha256: string; name: string }[];
  /** Things that a field for one offers, and those that stand in one. */
  things?: readonly KnownThing[];
}

/** The fields of a form, in their order. */
export function FormFields(props: FormFieldsProps) {
  return (
    <>
      {props.fields.map((field) => (
        <OneField {...props} field={field} />
      ))}
    </>
  );
}

function OneField({
  t,
  field,
  typed,
  errors,
  lang,
  campaigns,
  files = [],
  things = [],
}: FormFieldsProps & { field: FieldSpec }) {
  const error = errors.find((one) => one.field === field.name);
  const written = lang === null ? {} : { lang, dir: dirOf(lang) };
  const base = {
    t,
    name: field.name,
    label: t(field.label),
    hint: field.hint ? t(field.hint) : undefined,
    error: error ? t(error.key, error.values) : undefined,
    optional: !field.required,
    value: typed[field.name],
  };
  switch (field.kind) {
    case 'line':
      return <Field {...base} {...written} {...(field.dir && { dir: field.dir })} maxlength={field.max} />;
    case 'text':
      return <TextArea {...base} {...written} rows={field.max > 2_000 ? 8 : 3} />;
    case 'markdown':
      return <TextArea {...base} {...written} rows={12} rich />;
    case 'lines':
      return <TextArea {...base} dir="auto" rows={3} />;
    case 'url':
      return <Field {...base} type="url" dir="ltr" maxlength={300} />;
    case 'date':
    case 'number':
    case 'decimal':
      return <Field {...base} dir="ltr" maxlength={70} />;
    case 'file': {
      const value = (field.name in typed ? (typed[field.name] ?? '') : '').replace(/^\\x/, '');
      const known = files.some(({ sha256 }) => sha256 === value) || value === '';
      // A file that is chosen stays choosable whatever its age.
      const offered = known ? files : [{ sha256: value, name: value.slice(0, 12) }, ...files];
      return <FileField {...base} value={value} files={offered} />;
    }
    case 'choice': {
      // Nothing is chosen before somebody chooses where the form was opened so.
      const empty = field.required ? base.value === '' && t('desk.field.choose') : t('desk.field.none');
      return (
        <Select
          {...base}
          {...(empty === false ? {} : { empty })}
          options={field.options.map(({ value, label }) => ({ value, text: t(label) }))}
        />
      );
    }
    case 'choices':
      return (
        <fieldset
          class="field"
          id={field.name}
          tabindex={-1}
          data-invalid={base.error ? '' : undefined}
          aria-describedby={wiring(base)['aria-describedby']}
        >
          <legend>{t(field.label)}</legend>
          {base.hint ? (
            <p class="hint" id={`${field.name}-hint`}>
              {base.hint}
            </p>
          ) : null}
          <ErrorOf t={t} name={field.name} error={base.error} />
          {field.options.map(({ value, label }) => (
            <label class="choice">
              <input
                type="checkbox"
                name={`${field.name}.${value}`}
                value="yes"
                checked={(typed[field.name] ?? '').split('\n').includes(value)}
              />
              <span>{t(label)}</span>
            </label>
          ))}
        </fieldset>
      );
    case 'rows':
      return <input type="hidden" name={field.name} value={typed[field.name] ?? ''} />;
    case 'thing': {
      const known = things.filter(({ kind }) => [field.of].flat().includes(kind));
      const named = known.find(({ id }) => id === typed[field.name]);
      return (
        <>
          <Field
            {...base}
            value={named?.handle ?? typed[field.name]}
            hint={named ? <bdi>{named.title}</bdi> : (base.hint ?? t('desk.field.thing.hint'))}
            dir="auto"
            maxlength={300}
            list={`${field.name}-known`}
          />
          <datalist id={`${field.name}-known`} data-suggest={[field.of].flat().join(' ')}>
            {known.map(({ handle, title }) => (
              <option value={handle}>{title}</option>
            ))}
          </datalist>
        </>
      );
    }
    case 'country':
      return (
        <Select
          {...base}
          empty={t('desk.field.choose')}
          options={countryOptions(t.lang).map(({ code, text }) => ({ value: code, text }))}
        />
      );
    case 'campaign':
      return (
        <Select
          {...base}
          {...(field.required ? {} : { empty: t('desk.field.no_campaign') })}
          options={campaigns.map(({ id, title }) => ({ value: id, text: title }))}
        />
      );
  }
}

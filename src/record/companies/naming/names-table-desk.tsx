import type { Child } from 'hono/jsx';
import { EditingWords } from '../../../desk/components/editing-words.tsx';
import { type FieldError, summaryOf, type Typed } from '../../../desk/editing/form/fields.ts';
import { baseOf, type FieldSpec } from '../../../desk/editing/model.ts';
import { FormKey } from '../../../desk/editing/new-desk.tsx';
import type { KnownThing } from '../../../desk/editing/things-store.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Field, Select } from '../../../ui/components/field.tsx';
import { nameEditable, nameFields } from '../desk-fields.ts';
import type { NameWork } from './names-desk-store.ts';

/** Where the row of a name that is not there yet has the ids of those that are. */
export const newRow = 'new';

export interface NamesTableProps {
  t: Translator;
  here: string;
  works: readonly NameWork[];
  typed: Typed;
  errors: readonly FieldError[];
  sources: readonly KnownThing[];
  may: boolean;
  /** What somebody saved of each in the meantime. */
  conflicts: Child;
  /** Whether the form is to be taken over what was saved in the meantime. */
  renew: boolean;
  /** Under which name the browser keeps what was typed and not saved. */
  kept: string;
}

/** The id of a control: an address leads to it from the summary of errors. */
const idOf = (name: string) => name.replace('.', '-');

/** All names of a company as one table; a script draws them as bands above it, whose ends are the dates in it. */
export function NamesTable(props: NamesTableProps) {
  const { t, here, works, errors, may } = props;
  const texts = summaryOf(t, nameFields, errors).map(({ field, text }) => ({ field: idOf(field), text }));
  return (
    <>
      <p class="hint">{t('desk.names.hint')}</p>
      <EditingWords t={t} />
      {props.conflicts}
      <ErrorSummary t={t} level="h2" errors={texts} />
      <form
        method="post"
        action={here}
        class="desk-form"
        data-unsaved={props.kept}
        data-unsaved-owed={errors.length > 0 ? '' : undefined}
      >
        <FormKey typed={props.typed} />
        <div
          class="name-bands"
          data-name-bands=""
          data-from={t('desk.names.bands.from')}
          data-to={t('desk.names.bands.to')}
          data-hint={t('desk.names.bands.hint')}
          hidden
        />
        <table class="stack desk-names">
          <caption class="vh">{t('desk.companies.names')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('report.name')}</th>
              <th scope="col">{t('report.name.borne')}</th>
              <th scope="col">{t('desk.period.end')}</th>
              <th scope="col">{t('standing.label')}</th>
            </tr>
          </thead>
          <tbody>
            {works.map((work) => (
              <Row {...props} row={work.id} work={work} />
            ))}
            {may ? <Row {...props} row={newRow} work={null} /> : null}
          </tbody>
        </table>
        {may ? (
          <>
            <Field
              t={t}
              name="why"
              label={t('desk.edit.why')}
              optional
              maxlength={200}
              dir="auto"
              value={props.typed.why}
            />
            <div class="desk-foot">
              <button class="call" type="submit">
                {t('desk.edit.save')}
              </button>
            </div>
          </>
        ) : null}
      </form>
    </>
  );
}

type RowProps = NamesTableProps & { row: string; work: NameWork | null };

function Row(props: RowProps) {
  const { t, row, work, typed, renew } = props;
  return (
    <tr data-name-row={row}>
      <th scope="row">
        {work ? (
          <input
            type="hidden"
            name={`base.${row}`}
            value={renew ? baseOf(work, work.primaryLang) : typed[`base.${row}`]}
          />
        ) : (
          <p class="label">{t('desk.names.add')}</p>
        )}
        <Control {...props} name="name" />
        <Control {...props} name="lang" />
        <Control {...props} name="kind" />
        {work ? <About {...props} work={work} /> : null}
      </th>
      <td>
        <Control {...props} name="valid_from" />
        <Control {...props} name="valid_to" />
      </td>
      <td>
        <Control {...props} name="end_is" />
        <Control {...props} name="ongoing_as_of" />
        <Control {...props} name="ongoing_source" />
      </td>
      <td>
        <Control {...props} name="standing" />
      </td>
    </tr>
  );
}

/** Whether a name is public, what of it waits, and the way to its sources, its review and its history. */
function About({ t, work }: RowProps & { work: NameWork }) {
  const at = `${nameEditable.path}/${work.id}`;
  const waits = work.ownDraft !== null || Object.keys(work.drafts).length > 0;
  const state = work.publishedAt === null ? 'draft' : waits ? 'waiting' : 'public';
  return (
    <p class="label">
      {t(`desk.names.state.${state}`)}
      {work.unreviewed ? ` · ${t('desk.names.unreviewed')}` : ''}
      <br />
      <a href={`${at}/sources`}>{t('desk.names.sources', { n: work.sources })}</a> ·{' '}
      <a href={at}>{t('desk.names.publish')}</a> · <a href={`${at}/history`}>{t('desk.edit.history')}</a>
    </p>
  );
}

function Control({ t, row, name, typed, errors, sources, may }: RowProps & { name: string }) {
  const field = nameFields.find((one) => one.name === name);
  if (!field) return null;
  const key = `${name}.${row}`;
  const error = errors.find((one) => one.field === key);
  const value = typed[key] ?? '';
  const base = {
    t,
    name: key,
    id: idOf(key),
    label: t(field.label),
    error: error ? t(error.key, error.values) : undefined,
    optional: field.required ? false : ('unsaid' as const),
    value,
  };
  const known = field.kind === 'thing' ? sources.find(({ id }) => id === value) : undefined;
  if (!may) return value === '' ? null : <ReadOnly t={t} field={field} value={known?.title ?? value} />;
  if (field.kind === 'choice') {
    return (
      <Select
        {...base}
        {...(field.required ? {} : { empty: t('desk.field.none') })}
        options={field.options.map((option) => ({ value: option.value, text: t(option.label) }))}
      />
    );
  }
  if (field.kind === 'thing') {
    return (
      <>
        <Field
          {...base}
          value={known?.handle ?? value}
          hint={known ? <bdi>{known.title}</bdi> : undefined}
          dir="auto"
          maxlength={300}
          list={`${idOf(key)}-known`}
        />
        <datalist id={`${idOf(key)}-known`} data-suggest={[field.of].flat().join(' ')}>
          {sources.map(({ handle, title }) => (
            <option value={handle}>{title}</option>
          ))}
        </datalist>
      </>
    );
  }
  const isName = field.kind === 'line' && name === 'name';
  return <Field {...base} dir={isName ? 'auto' : 'ltr'} maxlength={field.kind === 'line' ? field.max : 10} />;
}

function ReadOnly({ t, field, value }: { t: Translator; field: FieldSpec; value: string }) {
  const option = field.kind === 'choice' ? field.options.find((one) => one.value === value) : undefined;
  return (
    <p>
      <span class="label">{t(field.label)}</span> <bdi>{option ? t(option.label) : value}</bdi>
    </p>
  );
}

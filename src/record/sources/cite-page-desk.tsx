import { type FieldError, summaryOf, type Typed } from '../../desk/editing/fields.ts';
import { FormFields } from '../../desk/editing/form-fields.tsx';
import { OrderList, RowButton } from '../../desk/order-list.tsx';
import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Select } from '../../ui/components/field.tsx';
import { SearchForm } from '../../ui/components/search-form.tsx';
import { sourceFields } from './cite-fields-desk.ts';
import type { CitedSource } from './cite-store.ts';
import type { Source } from './model.ts';

export interface CitePageProps {
  t: Translator;
  here: string;
  cited: readonly CitedSource[];
  /** What becomes of a change. */
  hint: string;
  found: readonly Pick<Source, 'id' | 'title' | 'publisher' | 'date'>[];
  q: string;
  may: boolean;
  typed: Typed;
  errors: readonly FieldError[];
}

/** The sources of a thing: those it has, in their order; one that is known; a new one. */
export function CitePage(props: CitePageProps) {
  const { t, here, cited, may, errors } = props;
  return (
    <>
      <ErrorSummary t={t} level="h2" errors={summaryOf(t, sourceFields, errors)} />
      <p class="hint" id="cited" tabindex={-1}>
        {props.hint}
      </p>
      {cited.length === 0 ? <p>{t('desk.sources.none')}</p> : null}
      <OrderList
        t={t}
        action={here}
        may={may}
        along={
          // The first button of a form is what Enter presses.
          <button type="submit" name="do" value="save:" class="vh" tabindex={-1} aria-hidden="true">
            {t('desk.save')}
          </button>
        }
        rows={cited.map((source) => row(props, source))}
        foot={
          cited.length > 0 ? (
            <p class="buttons">
              <button type="submit" name="do" value="save:">
                {t('desk.save')}
              </button>
            </p>
          ) : null
        }
      />
      {may ? (
        <>
          <Known {...props} />
          <New {...props} />
        </>
      ) : null}
    </>
  );
}

function row({ t, may }: CitePageProps, source: CitedSource) {
  const { sourceId, title, publisher, url, page, quotation } = source;
  return {
    id: sourceId,
    name: title,
    body: (
      <>
        <bdi>{title}</bdi>
        <p class="label">
          {publisher ? <bdi>{publisher}</bdi> : null} {dateOf(t, source.date)}{' '}
          {url ? (
            <a href={url} rel="noreferrer external">
              <bdi dir="ltr">{new URL(url).hostname}</bdi>
            </a>
          ) : null}
        </p>
        {may ? (
          <Places t={t} suffix={`_${sourceId}`} page={page ?? ''} quotation={quotation ?? ''} />
        ) : (
          <p class="label">
            {page} {quotation}
          </p>
        )}
      </>
    ),
    more: (
      <RowButton todo="remove" id={sourceId} name={title}>
        {t('desk.order.remove')}
      </RowButton>
    ),
  };
}

function dateOf(t: Translator, day: string | null): string {
  const date = day === null ? null : parsePartialDate(day);
  return date ? formatDate(t.lang, date) : '';
}

interface PlacesProps {
  t: Translator;
  suffix: string;
  page: string;
  quotation: string;
}

/** Where in a source to look: the page, the words. */
function Places({ t, suffix, page, quotation }: PlacesProps) {
  return (
    <div class="desk-places">
      <Field
        t={t}
        name={`page${suffix}`}
        label={t('desk.sources.page')}
        value={page}
        maxlength={60}
        dir="auto"
        optional
      />
      <Field
        t={t}
        name={`quotation${suffix}`}
        label={t('desk.sources.quotation')}
        value={quotation}
        maxlength={1_000}
        dir="auto"
        optional
      />
    </div>
  );
}

function Known({ t, here, q, found }: CitePageProps) {
  return (
    <section class="desk-part">
      <h2>{t('desk.sources.known')}</h2>
      <SearchForm
        t={t}
        action={here}
        label={t('desk.sources.search')}
        value={q}
        button={t('desk.list.apply')}
      />
      {found.length === 0 ? (
        <p>{t('desk.sources.not_found')}</p>
      ) : (
        <form method="post" action={here} class="desk-form">
          <Select
            t={t}
            name="source"
            label={t('desk.sources.which')}
            options={found.map(({ id, title, publisher, date }) => ({
              value: id,
              text: [title, publisher, date].filter(Boolean).join(' · '),
            }))}
          />
          <Places t={t} suffix="" page="" quotation="" />
          <button type="submit" name="do" value="cite:">
            {t('desk.sources.add')}
          </button>
        </form>
      )}
    </section>
  );
}

function New({ t, here, typed, errors }: CitePageProps) {
  return (
    <section class="desk-part">
      <h2>{t('desk.sources.new')}</h2>
      <form method="post" action={here} class="desk-form">
        <FormFields t={t} fields={sourceFields} typed={typed} errors={errors} lang={null} campaigns={[]} />
        <button type="submit" name="do" value="new:">
          {t('desk.sources.enter')}
        </button>
      </form>
    </section>
  );
}

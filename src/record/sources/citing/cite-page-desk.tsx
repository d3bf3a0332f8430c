import { type FieldError, summaryOf, type Typed } from '../../../desk/editing/form/fields.ts';
import { FormFields } from '../../../desk/editing/form/form-fields.tsx';
import { OrderList, RowButton } from '../../../desk/order-list.tsx';
import { formatDate } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { parsePartialDate } from '../../../foundation/text/partial-date.ts';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Field, Select } from '../../../ui/components/field.tsx';
import { SearchForm } from '../../../ui/components/search-form.tsx';
import type { Source } from '../model.ts';
import { sourceFields } from './cite-fields-desk.ts';
import { type Cited, type CitedSource, partsOf } from './cite-store.ts';

export interface CitePageProps {
  t: Translator;
  here: string;
  cited: readonly CitedSource[];
  /** What a field is called of which a source is. */
  fieldName(field: string): string;
  /** What becomes of a change. */
  hint: string;
  found: readonly Pick<Source, 'id' | 'title' | 'publisher' | 'date'>[];
  q: string;
  may: boolean;
  typed: Typed;
  errors: readonly FieldError[];
}

/** By which a form names a source of a thing, or of one field of it. */
export const rowKey = ({ sourceId, field }: Pick<Cited, 'sourceId' | 'field'>) =>
  field === null ? sourceId : `${sourceId} ${field}`;

/** The sources of a thing: those it has, in their order; one that is known; a new one. */
export function CitePage(props: CitePageProps) {
  const { t, here, cited, may, errors } = props;
  const { whole, ofFields } = partsOf(cited);
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
        rows={whole.map((source) => row(props, source))}
        foot={
          whole.length > 0 ? (
            <p class="buttons">
              <button type="submit" name="do" value="save:">
                {t('desk.save')}
              </button>
            </p>
          ) : null
        }
      />
      {ofFields.length > 0 ? <OfFields {...props} cited={ofFields} /> : null}
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
  const { sourceId, title, page, quotation } = source;
  return {
    id: sourceId,
    name: title,
    body: (
      <>
        <Said t={t} source={source} />
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

/** A source: its title, who published it when, and where. */
function Said({ t, source: { title, publisher, url, date } }: { t: Translator; source: CitedSource }) {
  return (
    <>
      <bdi>{title}</bdi>
      <p class="label">
        {publisher ? <bdi>{publisher}</bdi> : null} {dateOf(t, date)}{' '}
        {url ? (
          <a href={url} rel="noreferrer external">
            <bdi dir="ltr">{new URL(url).hostname}</bdi>
          </a>
        ) : null}
      </p>
    </>
  );
}

/** Sources that data tied to single fields: they stay whatever becomes of those of the whole, and go one by one. */
function OfFields({ t, here, cited, may, fieldName }: CitePageProps) {
  return (
    <section class="desk-part" id="of-fields">
      <h2>{t('desk.sources.of_fields')}</h2>
      <p class="hint">{t('desk.sources.of_fields.hint')}</p>
      <form method="post" action={here}>
        <ul class="desk-order">
          {cited.map((source) => {
            const field = fieldName(source.field ?? '');
            return (
              <li>
                <div class="desk-order-body">
                  <b>
                    <bdi>{field}</bdi>
                  </b>
                  <br />
                  <Said t={t} source={source} />
                  <p class="label">
                    <bdi>{source.page}</bdi> <bdi>{source.quotation}</bdi>
                  </p>
                </div>
                {may ? (
                  <div class="buttons">
                    <RowButton todo="remove" id={rowKey(source)} name={`${source.title} (${field})`}>
                      {t('desk.order.remove')}
                    </RowButton>
                  </div>
                ) : null}
              </li>
            );
          })}
        </ul>
      </form>
    </section>
  );
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

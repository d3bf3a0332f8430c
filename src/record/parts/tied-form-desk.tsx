import type { Child } from 'hono/jsx';
import type { FieldError, Typed } from '../../desk/editing/form/fields.ts';
import type { KnownThing } from '../../desk/editing/things-store.ts';
import { RowButton } from '../../desk/order-list.tsx';
import type { Id } from '../../foundation/database/id.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';

/** Where a form of ties stands, and how it was opened. */
export interface TiedFormState {
  t: Translator;
  /** Where the form goes. */
  here: string;
  /** What the form was opened on: saving over anything newer is refused. */
  base: string;
  /** The things that are tied and others to choose from. */
  things: readonly KnownThing[];
  /** Whether a change waits to be published. */
  waits: boolean;
  may: boolean;
  typed: Typed;
  errors: readonly FieldError[];
}

/** What was typed of one more: all that stays where somebody saved meanwhile, for of the rows theirs stand. */
export function typedOfOneMore({ thing = '', role = '', standing = '' }: Typed): Typed {
  return { thing, role, standing };
}

export interface TiedFormProps extends TiedFormState {
  words: { hint: string; waits: string; none: string; add: string };
  /** The kind of what is tied: suggested while typing. */
  kind: 'company' | 'incident';
  /** What is tied, each with what is chosen of it and how that reads; neither where there is nothing to say of it. */
  rows: readonly { id: Id; choices: Child; said: string | null }[];
  /** What is chosen of one more; null where there is nothing to say of it. */
  choices: Child;
}

/**
 * What a thing is tied to, and one more, in one form: whichever button is pressed, what was chosen in the rows goes along.
 * It sends `thing`, and `do` as `save:`, `add:` or `remove:id`.
 */
export function TiedForm(props: TiedFormProps) {
  const { t, here, base, words, rows, may, errors } = props;
  const list =
    rows.length === 0 ? (
      <p>{words.none}</p>
    ) : (
      <ul class="desk-order">
        {rows.map((row) => (
          <Row {...props} row={row} />
        ))}
      </ul>
    );
  return (
    <>
      <ErrorSummary
        t={t}
        level="h2"
        errors={errors.map(({ field, key, values }) => ({
          field,
          text: t('desk.field.error.of', { field: t(`desk.kind.${props.kind}`), error: t(key, values) }),
        }))}
      />
      <p class="hint">{words.hint}</p>
      {props.waits && may ? <p class="notice">{words.waits}</p> : null}
      {may ? (
        <form method="post" action={here}>
          <input type="hidden" name="base" value={base} />
          {/* The first button of a form is what Enter presses. */}
          <button type="submit" name="do" value="save:" class="vh" tabindex={-1} aria-hidden="true">
            {t('desk.save')}
          </button>
          {list}
          {rows.some(({ choices }) => choices !== null) ? (
            <p class="buttons">
              <button type="submit" name="do" value="save:">
                {t('desk.save')}
              </button>
            </p>
          ) : null}
          <Add {...props} />
        </form>
      ) : (
        list
      )}
    </>
  );
}

function Row({ t, things, may, row }: TiedFormProps & { row: TiedFormProps['rows'][number] }) {
  const title = things.find(({ id }) => id === row.id)?.title ?? row.id;
  return (
    <li>
      <div class="desk-order-body">
        <p>
          <bdi>{title}</bdi>
        </p>
        {may && row.choices !== null ? <div class="desk-places">{row.choices}</div> : null}
        {!may && row.said !== null ? <p class="label">{row.said}</p> : null}
      </div>
      {may ? (
        <p class="buttons">
          <RowButton todo="remove" id={row.id} name={title}>
            {t('desk.order.remove')}
          </RowButton>
        </p>
      ) : null}
    </li>
  );
}

function Add({ t, words, kind, things, rows, choices, typed, errors }: TiedFormProps) {
  const error = errors.find(({ field }) => field === 'thing');
  return (
    <section class="desk-part">
      <h2>{words.add}</h2>
      <Field
        t={t}
        name="thing"
        label={t(`desk.kind.${kind}`)}
        hint={t('desk.field.thing.hint')}
        error={error && t(error.key, error.values)}
        value={typed.thing}
        dir="auto"
        maxlength={300}
        list="thing-known"
      />
      <datalist id="thing-known" data-suggest={kind}>
        {things
          .filter(({ id }) => rows.every((row) => row.id !== id))
          .map(({ handle, title }) => (
            <option value={handle}>{title}</option>
          ))}
      </datalist>
      {choices === null ? null : <div class="desk-places">{choices}</div>}
      <button type="submit" name="do" value="add:">
        {words.add}
      </button>
    </section>
  );
}

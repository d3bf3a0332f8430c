import type { FieldError, Typed } from '../../../desk/editing/fields.ts';
import type { KnownThing } from '../../../desk/editing/things-store.ts';
import { RowButton } from '../../../desk/order-list.tsx';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Field, Select } from '../../../ui/components/field.tsx';
import { partyRoles } from '../model.ts';
import type { Tie, TiedKind } from './model.ts';

export interface TiesFormProps {
  t: Translator;
  kind: TiedKind;
  /** What is suggested while typing. */
  suggest: 'company' | 'incident';
  here: string;
  /** What the form was opened on: saving over anything newer is refused. */
  base: string;
  ties: readonly Tie[];
  things: readonly KnownThing[];
  /** Whether a change waits to be published. */
  waits: boolean;
  may: boolean;
  typed: Typed;
  errors: readonly FieldError[];
}

/** What a case is tied to, each company with what it is in the case; one more. */
export function TiesForm(props: TiesFormProps) {
  const { t, kind, here, base, ties, waits, may, errors } = props;
  return (
    <>
      <ErrorSummary
        t={t}
        level="h2"
        errors={errors.map(({ field, key, values }) => ({ field, text: t(key, values) }))}
      />
      <p class="hint">{t(`desk.cases.tied.${kind}.hint`)}</p>
      {waits && may ? <p class="notice">{t('desk.cases.tied.waits')}</p> : null}
      {ties.length === 0 ? (
        <p>{t(`desk.cases.tied.${kind}.none`)}</p>
      ) : (
        <form method="post" action={here}>
          <input type="hidden" name="base" value={base} />
          {/* The first button of a form is what Enter presses. */}
          <button type="submit" name="do" value="save:" class="vh" tabindex={-1} aria-hidden="true">
            {t('desk.save')}
          </button>
          <ul class="desk-involved">
            {ties.map((tie) => (
              <Row {...props} tie={tie} />
            ))}
          </ul>
          {may && kind === 'companies' ? (
            <p class="buttons">
              <button type="submit" name="do" value="save:">
                {t('desk.save')}
              </button>
            </p>
          ) : null}
        </form>
      )}
      {may ? <Add {...props} /> : null}
    </>
  );
}

function Row({ t, tie: { id, role }, things, may }: TiesFormProps & { tie: Tie }) {
  const title = things.find((known) => known.id === id)?.title ?? id;
  return (
    <li>
      <p>
        <bdi>{title}</bdi>
      </p>
      {role !== null && may ? (
        <div class="desk-places">
          <Role t={t} name={`role_${id}`} value={role} />
        </div>
      ) : null}
      {role !== null && !may ? <p class="label">{t(`record.party.${role}`)}</p> : null}
      {may ? (
        <p class="buttons">
          <RowButton todo="remove" id={id} name={title}>
            {t('desk.order.remove')}
          </RowButton>
        </p>
      ) : null}
    </li>
  );
}

function Role({ t, name, value }: { t: Translator; name: string; value: string | undefined }) {
  return (
    <Select
      t={t}
      name={name}
      label={t('desk.cases.tied.role')}
      value={value}
      options={partyRoles.map((one) => ({ value: one, text: t(`record.party.${one}`) }))}
    />
  );
}

function Add({ t, kind, suggest, here, base, things, ties, typed, errors }: TiesFormProps) {
  const error = errors.find(({ field }) => field === 'thing');
  return (
    <section class="desk-part">
      <h2>{t(`desk.cases.tied.${kind}.add`)}</h2>
      <form method="post" action={here} class="desk-form">
        <input type="hidden" name="base" value={base} />
        <Field
          t={t}
          name="thing"
          label={t(`desk.kind.${suggest}`)}
          hint={t('desk.field.thing.hint')}
          error={error && t(error.key, error.values)}
          value={typed.thing}
          dir="auto"
          maxlength={300}
          list="thing-known"
        />
        <datalist id="thing-known" data-suggest={suggest}>
          {things
            .filter(({ id }) => ties.every((tie) => tie.id !== id))
            .map(({ handle, title }) => (
              <option value={handle}>{title}</option>
            ))}
        </datalist>
        {kind === 'companies' ? <Role t={t} name="role" value={typed.role ?? 'defendant'} /> : null}
        <button type="submit" name="do" value="add:">
          {t(`desk.cases.tied.${kind}.add`)}
        </button>
      </form>
    </section>
  );
}

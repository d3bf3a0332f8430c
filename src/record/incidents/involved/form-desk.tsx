import type { FieldError, Typed } from '../../../desk/editing/fields.ts';
import type { KnownThing } from '../../../desk/editing/things-store.ts';
import { RowButton } from '../../../desk/order-list.tsx';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Field, Select } from '../../../ui/components/field.tsx';
import { standings } from '../../model.ts';
import { involvementRoles } from '../model.ts';
import type { Involvement } from './model.ts';

export interface InvolvedFormProps {
  t: Translator;
  here: string;
  /** What the form was opened on: saving over anything newer is refused. */
  base: string;
  involved: readonly Involvement[];
  companies: readonly KnownThing[];
  /** Whether a change waits to be published. */
  waits: boolean;
  may: boolean;
  typed: Typed;
  errors: readonly FieldError[];
}

/** The companies of an incident, each with its part and how surely; one more. */
export function InvolvedForm(props: InvolvedFormProps) {
  const { t, here, base, involved, waits, may, errors } = props;
  return (
    <>
      <ErrorSummary
        t={t}
        level="h2"
        errors={errors.map(({ field, key, values }) => ({ field, text: t(key, values) }))}
      />
      <p class="hint">{t('desk.incidents.involved.hint')}</p>
      {waits && may ? <p class="notice">{t('desk.incidents.involved.waits')}</p> : null}
      {involved.length === 0 ? <p>{t('desk.incidents.involved.none')}</p> : null}
      {involved.length > 0 ? (
        <form method="post" action={here}>
          <input type="hidden" name="base" value={base} />
          {/* The first button of a form is what Enter presses. */}
          <button type="submit" name="do" value="save:" class="vh" tabindex={-1} aria-hidden="true">
            {t('desk.save')}
          </button>
          <ul class="desk-order">
            {involved.map((one) => (
              <Row {...props} one={one} />
            ))}
          </ul>
          {may ? (
            <p class="buttons">
              <button type="submit" name="do" value="save:">
                {t('desk.save')}
              </button>
            </p>
          ) : null}
        </form>
      ) : null}
      {may ? <Add {...props} /> : null}
    </>
  );
}

function Row({ t, one, companies, may }: InvolvedFormProps & { one: Involvement }) {
  const { company_id: id, role, standing } = one;
  const company = companies.find((known) => known.id === id);
  const title = company?.title ?? id;
  return (
    <li>
      <p>
        <bdi>{title}</bdi>
      </p>
      {may ? (
        <>
          <Choices t={t} suffix={`_${id}`} role={role} standing={standing} />
          <p class="buttons">
            <RowButton todo="remove" id={id} name={title}>
              {t('desk.order.remove')}
            </RowButton>
          </p>
        </>
      ) : (
        <p class="label">
          {t(`record.incident.role.${role}`)} · {t(`standing.${standing}`)}
        </p>
      )}
    </li>
  );
}

function Choices({
  t,
  suffix,
  role,
  standing,
}: {
  t: Translator;
  suffix: string;
  role?: string | undefined;
  standing?: string | undefined;
}) {
  return (
    <div class="desk-places">
      <Select
        t={t}
        name={`role${suffix}`}
        label={t('record.incident.role')}
        value={role}
        options={involvementRoles.map((value) => ({ value, text: t(`record.incident.role.${value}`) }))}
      />
      <Select
        t={t}
        name={`standing${suffix}`}
        label={t('standing.label')}
        value={standing}
        options={standings.map((value) => ({ value, text: t(`standing.${value}`) }))}
      />
    </div>
  );
}

function Add({ t, here, base, companies, involved, typed, errors }: InvolvedFormProps) {
  const error = errors.find(({ field }) => field === 'company');
  return (
    <section class="desk-part">
      <h2>{t('desk.incidents.involved.add')}</h2>
      <form method="post" action={here} class="desk-form">
        <input type="hidden" name="base" value={base} />
        <Field
          t={t}
          name="company"
          label={t('desk.kind.company')}
          hint={t('desk.field.thing.hint')}
          error={error && t(error.key, error.values)}
          value={typed.company}
          dir="auto"
          maxlength={300}
          list="company-known"
        />
        <datalist id="company-known" data-suggest="company">
          {companies
            .filter(({ id }) => involved.every(({ company_id }) => company_id !== id))
            .map(({ handle, title }) => (
              <option value={handle}>{title}</option>
            ))}
        </datalist>
        <Choices t={t} suffix="" role={typed.role ?? 'involved'} standing={typed.standing ?? 'alleged'} />
        <button type="submit" name="do" value="add:">
          {t('desk.incidents.involved.add')}
        </button>
      </form>
    </section>
  );
}

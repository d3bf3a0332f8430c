import type { Child } from 'hono/jsx';
import type { Id } from '../../foundation/database/id.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { Field, FieldFrame, Select, wiring } from '../../ui/components/field.tsx';
import type { DeskEntry } from './store.ts';

/** What a page of an entry shows besides it: after a try that was wrong, or with names that were opened. */
export interface Shown {
  form: string;
  errors: Record<string, MessageKey>;
  typed: Record<string, unknown>;
  officers: { step: string; names: readonly string[] | null };
  status: 200 | 422;
}

interface FormsProps {
  t: Translator;
  entry: Pick<DeskEntry, 'id' | 'state'>;
  members: readonly { id: Id; name: string }[];
  shown: Partial<Shown>;
}

/** What may be decided about an organisation of the register: each a form of its own, each with a reason. */
export function DecisionForms({ t, entry, members, shown }: FormsProps) {
  const of = (form: string) => {
    const mine = shown.form === form;
    const wrong = (name: string) => {
      const key = mine ? shown.errors?.[name] : undefined;
      return key && t(key);
    };
    const typed = (name: string) => (mine ? String(shown.typed?.[name] ?? '') : undefined);
    const field = (name: string) => ({
      t,
      name,
      id: `${form}-${name}`,
      error: wrong(name),
      value: typed(name),
    });
    const reason = (
      <Field
        {...field('reason')}
        label={t('desk.register.reason')}
        hint={t('desk.register.reason.hint')}
        dir="auto"
        maxlength={500}
      />
    );
    return { field, reason, wrong };
  };
  const letter = of('letter');
  const member = of('member');
  const change = entry.state === 'listed' ? 'suspend' : entry.state === 'suspended' ? 'reinstate' : null;
  return (
    <>
      <Decision
        id={entry.id}
        form="letter"
        title={t('desk.register.letter')}
        text={t('desk.register.letter.hint')}
        withFile
      >
        <Field
          {...letter.field('seen_on')}
          label={t('desk.register.seen_on')}
          hint={t('desk.register.seen_on.hint')}
          dir="ltr"
          maxlength={10}
        />
        <Field
          {...letter.field('officer_1')}
          label={t('desk.register.officer_1')}
          dir="auto"
          maxlength={120}
        />
        <Field
          {...letter.field('officer_2')}
          label={t('desk.register.officer_2')}
          dir="auto"
          maxlength={120}
        />
        <LetterFile t={t} error={letter.wrong('file')} />
        {letter.reason}
      </Decision>
      {members.length === 0 ? (
        <section>
          <h2>{t('desk.register.member')}</h2>
          <p>{t('desk.register.member.none')}</p>
        </section>
      ) : (
        <Decision id={entry.id} form="member" title={t('desk.register.member')}>
          <Select
            {...member.field('member_id')}
            label={t('desk.register.member_id')}
            empty={t('desk.register.member.choose')}
            options={members.map(({ id, name }) => ({ value: id, text: name }))}
          />
          {member.reason}
        </Decision>
      )}
      {change ? (
        <Decision
          id={entry.id}
          form={change}
          title={t(`desk.register.${change}`)}
          text={t(`desk.register.${change}.text`)}
        >
          {of(change).reason}
        </Decision>
      ) : null}
    </>
  );
}

/** The letter itself. A file that was chosen is chosen again after a mistake: no browser lets a page do that. */
function LetterFile({ t, error }: { t: Translator; error: string | undefined }) {
  const field = {
    t,
    name: 'letter-file',
    label: t('desk.register.file'),
    hint: t('desk.register.file.hint'),
    error,
    optional: true,
  };
  return (
    <FieldFrame {...field}>
      <input
        id="letter-file"
        name="file"
        type="file"
        accept=".pdf,.jpg,.jpeg,.png,.webp,.odt,.docx"
        {...wiring(field)}
      />
    </FieldFrame>
  );
}

interface DecisionProps {
  id: Id;
  form: string;
  title: string;
  text?: string;
  children: Child;
  /** Brings a file. */
  withFile?: boolean;
}

function Decision({ id, form, title, text, children, withFile }: DecisionProps) {
  return (
    <section aria-labelledby={`${form}-h`}>
      <h2 id={`${form}-h`}>{title}</h2>
      {text ? <p>{text}</p> : null}
      <form
        method="post"
        action={`/desk/register/${id}/${form}`}
        enctype={withFile ? 'multipart/form-data' : undefined}
        novalidate
      >
        {children}
        <p class="buttons">
          <button type="submit">{title}</button>
        </p>
      </form>
    </section>
  );
}

import type { Child } from 'hono/jsx';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';
import { type Application, isVouchedFor, type JoinContact, type Vouch } from './model.ts';
import { applicationFacts } from './pages.tsx';

interface Wrong {
  field: string;
  key: MessageKey;
}

/** @returns the page of one application: what it says, what the members say, and the decision. */
export function applicationDeskPage(
  c: DeskContext,
  application: Application,
  contact: JoinContact | null,
  wrong: Wrong | null,
) {
  const { t, lang } = c.var;
  const base = `/desk/organisations/join/${application.id}`;
  const open = application.state === 'confirmed';
  return deskPage(c, {
    title: application.name,
    named: true,
    label: `${t(`desk.join.state.${open ? 'confirmed' : application.state === 'pending' ? 'confirmed' : application.state}`)} · ${formatInstant(lang, application.createdAt)}`,
    at: 'organisations',
    crumbs: [{ href: '/desk/organisations/join', text: t('desk.join.title') }],
    status: wrong ? 422 : 200,
    body: (
      <>
        <ErrorSummary t={t} errors={wrong ? [{ field: wrong.field, text: t(wrong.key) }] : []} />
        <DescriptionList
          facts={[
            ...applicationFacts(t, application, contact),
            { term: t('sign.email'), value: contact ? <bdi>{contact.email}</bdi> : t('desk.join.erased') },
            { term: t('desk.register.reason'), value: application.reason && <bdi>{application.reason}</bdi> },
          ]}
        />
        {application.organisationId ? (
          <p class="more">
            <a href={`/desk/organisations/${application.organisationId}`}>{t('desk.join.entry')}</a>
          </p>
        ) : null}
        <h2>{t('desk.join.vouches')}</h2>
        {application.vouches.map((vouch) => (
          <section aria-labelledby={`v-${vouch.id}`}>
            <h3 id={`v-${vouch.id}`}>
              <bdi>{vouch.member}</bdi>
            </h3>
            <p>{vouchWord(t, vouch)}</p>
            {vouch.reason ? (
              <p class="label">
                <bdi>{vouch.reason}</bdi>
              </p>
            ) : null}
            {open ? <VouchForm t={t} base={base} vouch={vouch} wrong={wrong} /> : null}
          </section>
        ))}
        {open ? (
          <>
            <Decide t={t} base={base} form="accept" wrong={wrong}>
              {isVouchedFor(application) ? t('desk.join.accept.text') : t('desk.join.error.vouched')}
            </Decide>
            <Decide t={t} base={base} form="reject" wrong={wrong}>
              {t('desk.join.reject.text')}
            </Decide>
          </>
        ) : null}
      </>
    ),
  });
}

function vouchWord(t: Translator, vouch: Vouch): string {
  if (vouch.answer && vouch.answeredAt) {
    const by = vouch.answeredBy === 'member' ? 'member' : 'desk';
    return t(`desk.join.${vouch.answer}.${by}`, {
      date: formatInstant(t.lang, new Date(vouch.answeredAt)),
    });
  }
  return t(vouch.askedAt ? 'desk.join.asked' : 'desk.join.not_asked');
}

interface VouchFormProps {
  t: Translator;
  base: string;
  vouch: Vouch;
  wrong: Wrong | null;
}

function VouchForm({ t, base, vouch, wrong }: VouchFormProps) {
  const id = `vouch-${vouch.id}`;
  return (
    <form method="post" action={`${base}/vouch/${vouch.id}`} novalidate>
      <Field
        t={t}
        name="reason"
        id={id}
        label={t('desk.join.how')}
        error={wrong?.field === id ? t(wrong.key) : undefined}
        dir="auto"
        maxlength={500}
      />
      <p class="buttons">
        <button type="submit" name="answer" value="vouches">
          {t('desk.join.note.vouches')}
        </button>
        <button type="submit" class="plain" name="answer" value="declines">
          {t('desk.join.note.declines')}
        </button>
      </p>
    </form>
  );
}

interface DecideProps {
  t: Translator;
  base: string;
  form: 'accept' | 'reject';
  wrong: Wrong | null;
  children: Child;
}

function Decide({ t, base, form, wrong, children }: DecideProps) {
  const id = `${form}-reason`;
  return (
    <section aria-labelledby={`${form}-h`}>
      <h2 id={`${form}-h`}>{t(`desk.join.${form}`)}</h2>
      <p>{children}</p>
      <form method="post" action={`${base}/${form}`} novalidate>
        <Field
          t={t}
          name="reason"
          id={id}
          label={t('desk.register.reason')}
          hint={t(`desk.join.${form}.hint`)}
          error={wrong?.field === id ? t(wrong.key) : undefined}
          dir="auto"
          maxlength={500}
        />
        <p class="buttons">
          <button type="submit">{t(`desk.join.${form}`)}</button>
        </p>
      </form>
    </section>
  );
}

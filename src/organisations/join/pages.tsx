import type { Id } from '../../foundation/database/id.ts';
import { countryName, countryOptions } from '../../foundation/i18n/countries.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Check } from '../../ui/components/choice.tsx';
import { DescriptionList, type Fact } from '../../ui/components/description-list.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Select, Trap } from '../../ui/components/field.tsx';
import { Message } from '../../ui/components/message.tsx';
import { NoTestimony } from '../../ui/components/notice.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { More, Wrap } from '../../ui/components/part.tsx';
import { TextArea } from '../../ui/components/text-area.tsx';
import {
  type Application,
  type JoinContact,
  type JoinErrors,
  type JoinTyped,
  joinFields,
  joinSum,
  joinTerms,
  vouchersNeeded,
} from './model.ts';

interface FormProps {
  t: Translator;
  members: readonly { id: Id; name: string }[];
  typed?: JoinTyped;
  errors?: JoinErrors;
}

/** How an organisation joins, and the form that asks for it; without two members to vouch there is no form yet. */
export function JoinPage({ t, members, typed = {}, errors = {} }: FormProps) {
  return (
    <Wrap>
      <Opening size="title" title={t('join.title')} stand={t('join.stand')}>
        <ol class="steps">
          {(['mail', 'vouch', 'decide', 'list'] as const).map((step) => (
            <li>{t(`join.step.${step}`)}</li>
          ))}
        </ol>
        {members.length < vouchersNeeded ? (
          <>
            <p class="notice">{t('join.closed')}</p>
            <More href={`/${t.lang}/contact`}>{t('frame.contact')}</More>
          </>
        ) : (
          <JoinForm t={t} members={members} typed={typed} errors={errors} />
        )}
      </Opening>
    </Wrap>
  );
}

function JoinForm({ t, members, typed = {}, errors = {} }: FormProps) {
  const field = (name: keyof JoinTyped & keyof JoinErrors) => ({
    t,
    name,
    value: typed[name],
    error: errors[name] && t(errors[name]),
  });
  const options = members.map(({ id, name }) => ({ value: id, text: name }));
  return (
    <form class="sheet" method="post" action={`/${t.lang}/organisations/join#errors`} novalidate>
      <ErrorSummary
        t={t}
        level="h2"
        errors={joinFields.flatMap((name) => (errors[name] ? [{ field: name, text: t(errors[name]) }] : []))}
      />
      <NoTestimony t={t} channels={`/${t.lang}/contact`} />
      <Field {...field('name')} label={t('sign.organisation_name')} autocomplete="organization" dir="auto" />
      <Field {...field('name_ar')} label={t('sign.organisation_name_ar')} dir="rtl" optional />
      <Select
        {...field('country')}
        label={t('sign.country')}
        empty={t('sign.country_choose')}
        options={countryOptions(t.lang).map(({ code, text }) => ({ value: code, text }))}
      />
      <Field {...field('website')} type="url" label={t('sign.website')} dir="ltr" optional />
      <TextArea
        {...field('about')}
        label={t('join.about')}
        hint={t('join.about.hint')}
        dir="auto"
        rows={6}
        maxlength={2000}
      />
      <Select
        {...field('member_1')}
        label={t('join.member_1')}
        hint={t('join.member.hint')}
        empty={t('join.member.choose')}
        options={options}
      />
      <Select
        {...field('member_2')}
        label={t('join.member_2')}
        empty={t('join.member.choose')}
        options={options}
      />
      <Field
        {...field('contact_name')}
        label={t('sign.contact_name')}
        hint={t('join.contact.hint')}
        autocomplete="name"
        dir="auto"
      />
      <Field {...field('contact_role')} label={t('sign.contact_role')} dir="auto" optional />
      <Field
        {...field('email')}
        type="email"
        label={t('sign.email')}
        hint={t('sign.email_hint')}
        dir="ltr"
        autocomplete="email"
      />
      <Check {...field('consent')} label={t('join.consent')} checked={Boolean(typed.consent)} />
      <Trap t={t} name="nickname" />
      <p class="buttons">
        <button class="call" type="submit">
          {t('join.submit')}
        </button>
      </p>
      <p class="label">
        {t('join.privacy', { days: joinTerms.contactDays })}{' '}
        <a href={`/${t.lang}/privacy`}>{t('sign.privacy_link')}</a>
      </p>
    </form>
  );
}

/** What an application says, for whoever confirms it, vouches for it or decides on it. */
export function applicationFacts(
  t: Translator,
  application: Application,
  contact: JoinContact | null,
): Fact[] {
  const isolated = (text: string | null | undefined) => (text ? <bdi>{text}</bdi> : null);
  return [
    { term: t('sign.organisation_name'), value: isolated(application.name) },
    { term: t('sign.organisation_name_ar'), value: isolated(application.nameAr) },
    { term: t('sign.country'), value: countryName(t.lang, application.country) },
    { term: t('sign.website'), value: isolated(application.website) },
    { term: t('join.fact.about'), value: isolated(application.about) },
    {
      term: t('join.fact.contact'),
      value: isolated([contact?.name, contact?.role].filter(Boolean).join(t.dir === 'rtl' ? '، ' : ', ')),
    },
  ];
}

interface LinkProps {
  t: Translator;
  application: Application;
  contact: JoinContact | null;
  action: string;
}

/** Behind the applicant's link: all of the application, and the button that sends it on. */
export function ConfirmJoinPage({
  t,
  application,
  contact,
  action,
  changed,
}: LinkProps & { changed: boolean }) {
  return (
    <Message title={t('join.confirm.title')} stand={t('join.confirm.stand')}>
      {changed ? <p class="notice">{t('confirm.changed')}</p> : null}
      <DescriptionList
        facts={[
          ...applicationFacts(t, application, contact),
          { term: t('join.members'), value: application.vouches.map(({ member }) => member).join(' · ') },
        ]}
      />
      <form method="post" action={action}>
        <input type="hidden" name="shown" value={joinSum(application, contact)} />
        <p class="buttons">
          <button class="call" type="submit">
            {t('join.confirm.button')}
          </button>
        </p>
      </form>
      <p class="label">{t('join.confirm.not_me', { days: joinTerms.unconfirmedDays })}</p>
    </Message>
  );
}

/** Behind a member's link: the application, and the two answers. */
export function VouchPage({ t, application, contact, action }: LinkProps) {
  return (
    <Message title={t('join.vouch.title')} stand={t('join.vouch.stand')}>
      <DescriptionList facts={applicationFacts(t, application, contact)} />
      <form method="post" action={action}>
        <p class="buttons">
          <button class="call" type="submit" name="answer" value="vouches">
            {t('join.vouch.yes')}
          </button>
          <button type="submit" name="answer" value="declines">
            {t('join.vouch.no')}
          </button>
        </p>
      </form>
      <p class="label">{t('join.vouch.public')}</p>
    </Message>
  );
}

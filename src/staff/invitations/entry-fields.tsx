import type { Translator } from '../../foundation/i18n/translate.ts';
import { Choices } from '../../ui/components/choice.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';
import { shortestPassword } from '../access/password.ts';
import type { EntryForm } from './form.ts';

interface EntryFieldsProps {
  t: Translator;
  /** Null: who they are is known. `email` null: they say it themselves. */
  who: { email: string | null; typed: EntryForm['typed'] | null } | null;
  /** Whether browsers offer passkeys at this address. */
  passkeys: boolean;
  way?: 'password' | 'passkey' | undefined;
  errors: EntryForm['errors'];
}

/** Who somebody is and what they will sign in with: a passkey (where browsers offer it) or a password. */
export function EntryFields({ t, who, passkeys, way, errors }: EntryFieldsProps) {
  const says = (field: 'email' | 'name' | 'password') => {
    const error = errors[field];
    return error && t(`desk.entry.wrong.${error}`, { n: shortestPassword });
  };
  const wrong = (['email', 'name', 'password'] as const).flatMap((field) => {
    const text = says(field);
    return text ? [{ field, text }] : [];
  });
  return (
    <>
      <ErrorSummary t={t} level="h2" errors={wrong} />
      {who ? (
        <>
          {who.email === null ? (
            <Field
              t={t}
              name="email"
              type="email"
              dir="ltr"
              label={t('desk.field.email')}
              value={who.typed?.email}
              error={says('email')}
              autocomplete="username"
            />
          ) : (
            <p class="field">
              <span>
                {t('desk.field.email')}: <bdi>{who.email}</bdi>
              </span>
              <input type="hidden" name="email" id="email" value={who.email} autocomplete="username" />
              {says('email') ? <span class="error">{says('email')}</span> : null}
            </p>
          )}
          <Field
            t={t}
            name="name"
            dir="auto"
            label={t('desk.field.name')}
            hint={t('desk.field.name.hint')}
            value={who.typed?.name}
            error={says('name')}
            autocomplete="name"
          />
          <LangChoice t={t} value={who.typed?.lang ?? (t.lang === 'ar' ? 'ar' : 'en')} />
        </>
      ) : null}
      {passkeys ? (
        <Choices
          t={t}
          name="way"
          label={t('desk.entry.way')}
          value={way ?? 'password'}
          options={[
            { value: 'passkey', text: t('desk.entry.way.passkey') },
            { value: 'password', text: t('desk.entry.way.password') },
          ]}
        />
      ) : null}
      <NewPassword
        t={t}
        error={says('password')}
        hint={passkeys ? t('desk.entry.password.unless') : undefined}
      />
    </>
  );
}

/** The language in which the desk speaks to a person; each in its own words. */
export function LangChoice({ t, value }: { t: Translator; value: 'en' | 'ar' }) {
  return (
    <Choices
      t={t}
      name="lang"
      label={t('desk.field.lang')}
      value={value}
      options={[
        { value: 'en', text: <span lang="en">English</span> },
        { value: 'ar', text: <span lang="ar">العربية</span> },
      ]}
    />
  );
}

interface NewPasswordProps {
  t: Translator;
  error?: string | undefined;
  hint?: string | undefined;
}

/** A password that is to be made. */
export function NewPassword({ t, error, hint }: NewPasswordProps) {
  const rule = t('desk.field.new_password.hint', { n: shortestPassword });
  return (
    <Field
      t={t}
      name="password"
      type="password"
      dir="ltr"
      label={t('desk.field.new_password')}
      hint={hint ? `${rule} ${hint}` : rule}
      error={error}
      autocomplete="new-password"
    />
  );
}

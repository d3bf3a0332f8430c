import { countryOptions } from '../../foundation/i18n/countries.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Steps } from '../../ui/components/aims.tsx';
import { Check, Choices } from '../../ui/components/choice.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Select, Trap } from '../../ui/components/field.tsx';
import { NoTestimony } from '../../ui/components/notice.tsx';
import { type Declaration, signableWording } from '../model.ts';
import { type SignErrors, signFields, type Typed } from './form.ts';

interface SignFormProps {
  t: Translator;
  declaration: Declaration;
  /** What was typed and is wrong, after a try; empty before. */
  typed?: Typed;
  errors?: SignErrors;
  /** The campaign link whose page this is: it goes with the form, and nowhere else. */
  via?: string | null;
}

/** The form that signs, and what happens after it. Without a script all fields stand; with one only those of the kind. */
export function SignForm({ t, declaration, typed = {}, errors = {}, via }: SignFormProps) {
  const base = `/${t.lang}/campaigns/${declaration.campaignSlug}/declaration`;
  const both = declaration.allowsOrganisations && declaration.allowsPersons;
  const only = declaration.allowsOrganisations ? 'organisation' : 'person';
  const wrong = (field: keyof SignErrors) => (errors[field] ? t(errors[field]) : undefined);
  const text = (name: keyof Typed & keyof SignErrors) => ({
    t,
    name,
    value: typed[name],
    error: wrong(name),
  });
  const countries = countryOptions(t.lang).map(({ code, text: name }) => ({ value: code, text: name }));
  return (
    <div class="beside">
      <form class="sheet" action={`${base}/sign#errors`} method="post" novalidate data-sign="">
        <ErrorSummary
          t={t}
          errors={signFields.flatMap((field) => (errors[field] ? [{ field, text: t(errors[field]) }] : []))}
        />
        <NoTestimony t={t} channels={`/${t.lang}/contact`} />
        {both ? (
          <Choices
            t={t}
            name="kind"
            label={t('sign.kind')}
            value={typed.kind || 'organisation'}
            error={wrong('kind')}
            options={[
              { value: 'organisation', text: t('sign.kind.organisation') },
              { value: 'person', text: t('sign.kind.person') },
            ]}
          />
        ) : (
          <input type="hidden" name="kind" value={only} />
        )}
        {declaration.allowsOrganisations ? (
          <>
            <Field
              {...text('organisation_name')}
              label={t('sign.organisation_name')}
              hint={t('sign.organisation_name_hint')}
              autocomplete="organization"
              dir="auto"
              kind="organisation"
            />
            <Field
              {...text('organisation_name_ar')}
              label={t('sign.organisation_name_ar')}
              dir="rtl"
              optional
              kind="organisation"
            />
          </>
        ) : null}
        <Select
          {...text('country')}
          label={t('sign.country')}
          options={countries}
          empty={t('sign.country_choose')}
          autocomplete="country"
        />
        {declaration.allowsOrganisations ? (
          <Field
            {...text('website')}
            type="url"
            label={t('sign.website')}
            hint={t('sign.website_hint')}
            dir="ltr"
            autocomplete="url"
            optional
            kind="organisation"
          />
        ) : null}
        <Field
          {...text('contact_name')}
          label={t('sign.contact_name')}
          hint={t('sign.contact_name_hint')}
          autocomplete="name"
          dir="auto"
        />
        {declaration.allowsOrganisations ? (
          <Field
            {...text('contact_role')}
            label={t('sign.contact_role')}
            autocomplete="organization-title"
            dir="auto"
            optional
            kind="organisation"
          />
        ) : null}
        <Field
          {...text('email')}
          type="email"
          label={t('sign.email')}
          hint={t('sign.email_hint')}
          dir="ltr"
          autocomplete="email"
        />
        {declaration.allowsPersons ? (
          <Choices
            t={t}
            name="publicity"
            label={t('sign.publicity')}
            value={typed.publicity || 'name'}
            error={wrong('publicity')}
            kind="person"
            options={[
              { value: 'name', text: t('sign.publicity.name') },
              { value: 'initials', text: t('sign.publicity.initials') },
              { value: 'counted', text: t('sign.publicity.counted') },
            ]}
          />
        ) : null}
        {declaration.allowsOrganisations ? (
          <Check
            t={t}
            name="sealed"
            label={t('sign.sealed')}
            hint={
              <>
                {t('sign.sealed_hint')} <a href={`/${t.lang}/privacy#sealed`}>{t('sign.sealed_more')}</a>
              </>
            }
            checked={Boolean(typed.sealed)}
            kind="organisation"
            optional
          />
        ) : null}
        <Check t={t} name="updates" label={t('sign.updates')} checked={Boolean(typed.updates)} optional />
        <Check
          t={t}
          name="consent"
          label={t('sign.consent')}
          checked={Boolean(typed.consent)}
          error={wrong('consent')}
        />
        <Trap t={t} name="nickname" />
        <input type="hidden" name="elapsed" value="" />
        {via ? <input type="hidden" name="via" value={via} /> : null}
        <input type="hidden" name="wording" value={signableWording(declaration, t.lang)?.sha256 ?? ''} />
        <p class="buttons">
          <button class="call" type="submit">
            {t('sign.submit')}
          </button>
        </p>
        <p class="label">
          {t('sign.privacy')} <a href={`/${t.lang}/privacy`}>{t('sign.privacy_link')}</a>
        </p>
      </form>
      <Steps
        title={t('sign.after')}
        items={[
          t('sign.step.mail'),
          t('sign.step.confirm', { days: declaration.confirmDays }),
          t('sign.step.review'),
          t('sign.step.listed'),
        ]}
      />
    </div>
  );
}

import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Choices } from '../../ui/components/choice.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Trap } from '../../ui/components/field.tsx';
import { Message } from '../../ui/components/message.tsx';
import { NoTestimony } from '../../ui/components/notice.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { Wrap } from '../../ui/components/part.tsx';
import { TextArea } from '../../ui/components/text-area.tsx';
import type { OpenClaim } from '../claims/open-store.ts';
import { RecordCrumbs } from '../parts/crumbs.tsx';
import {
  type ProposalErrors,
  type ProposalTyped,
  proposalFields,
  proposalLimits,
  proposalTerms,
  proposalWants,
} from './model.ts';

export interface ProposePageProps {
  t: Translator;
  /** What it is about, where that is public. */
  about: OpenClaim | null;
  typed?: ProposalTyped;
  errors?: ProposalErrors;
}

/** The form by which anybody proposes a correction, an answer or something missing. */
export function ProposePage({ t, about, typed = {}, errors = {} }: ProposePageProps) {
  const field = (name: keyof ProposalErrors) => ({
    t,
    name,
    value: typed[name],
    error: errors[name] && t(errors[name], { n: proposalLimits.text }),
  });
  return (
    <Wrap>
      <RecordCrumbs t={t} here={t('record.propose.title')} />
      <Opening size="title" title={t('record.propose.title')} stand={t('record.propose.stand')}>
        <form class="sheet" method="post" action={`/${t.lang}/record/propose`} novalidate>
          <ErrorSummary
            t={t}
            level="h2"
            errors={proposalFields.flatMap((name) =>
              errors[name] ? [{ field: name, text: t(errors[name], { n: proposalLimits.text }) }] : [],
            )}
          />
          <NoTestimony t={t} channels={`/${t.lang}/contact`} />
          {about ? (
            <>
              <p class="about">
                {t('record.propose.about')}{' '}
                <b>
                  <bdi lang={about.titleLang as Lang}>{about.title || t(`desk.kind.${about.kind}`)}</bdi>
                </b>
              </p>
              <input type="hidden" name="about" value={`${about.kind}/${about.slug ?? about.id}`} />
            </>
          ) : null}
          <Choices
            {...field('wants')}
            label={t('record.propose.wants')}
            options={proposalWants.map((value) => ({ value, text: t(`record.propose.wants.${value}`) }))}
          />
          <TextArea
            {...field('said')}
            label={t('record.propose.text')}
            hint={t('record.propose.text.hint', { n: proposalLimits.text })}
            dir="auto"
            rows={8}
            maxlength={proposalLimits.text}
          />
          <TextArea
            {...field('urls')}
            label={t('record.propose.urls')}
            hint={t('record.propose.urls.hint', { n: proposalLimits.urls })}
            dir="ltr"
            rows={3}
            optional
          />
          <Field
            {...field('name')}
            label={t('record.propose.name')}
            autocomplete="name"
            dir="auto"
            optional
          />
          <Field
            {...field('organisation')}
            label={t('record.propose.organisation')}
            autocomplete="organization"
            dir="auto"
            optional
          />
          <Field
            {...field('email')}
            type="email"
            label={t('sign.email')}
            hint={t('record.propose.email.hint')}
            dir="ltr"
            autocomplete="email"
            optional
          />
          <Trap t={t} name="nickname" />
          <p class="buttons">
            <button class="call" type="submit">
              {t('record.propose.submit')}
            </button>
          </p>
          <p class="label">
            {t('record.propose.privacy', { days: proposalTerms.contactDays })}{' '}
            <a href={`/${t.lang}/privacy`}>{t('sign.privacy_link')}</a>
          </p>
        </form>
      </Opening>
    </Wrap>
  );
}

/** After it was sent: what happens now, and the number to ask by. */
export function ProposedPage({ t, reference }: { t: Translator; reference: string | null }) {
  return (
    <Message title={t('record.propose.sent')} stand={t('record.propose.sent.stand')}>
      {reference === null ? null : (
        <p>
          {t('record.propose.reference')}{' '}
          <b>
            <bdi dir="ltr">{reference}</bdi>
          </b>
        </p>
      )}
      <p class="buttons">
        <a class="button" href={`/${t.lang}/record`}>
          {t('record.propose.back')}
        </a>
      </p>
    </Message>
  );
}

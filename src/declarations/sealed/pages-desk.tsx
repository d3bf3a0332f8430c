import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import type { Id } from '../../foundation/database/id.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import type { Site } from '../../foundation/web/site.ts';
import { scopesOf } from '../../staff/model.ts';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';
import type { Contact, SealedName, Signature } from '../signing/model.ts';
import { listSealed } from './store.ts';

const listed = 200;

/** The signatures whose names are sealed, without them: country and day, and the form that opens one. */
export async function listSealedPage(site: Site, c: DeskContext, { wrong }: { wrong?: Id | null }) {
  const { t, lang, member } = c.var;
  const entries = await listSealed(site.db, scopesOf(member, 'signature.sealed'), listed);
  return deskPage(c, {
    title: t('desk.sealed.title'),
    label: t('desk.sealed.stand'),
    at: 'register',
    crumbs: [{ href: '/desk/register', text: t('desk.register.title') }],
    status: wrong ? 422 : 200,
    body: (
      <>
        <ErrorSummary
          t={t}
          errors={wrong ? [{ field: `reason-${wrong}`, text: t('desk.register.error.reason') }] : []}
        />
        {entries.length === 0 ? (
          <p class="empty">{t('desk.sealed.none')}</p>
        ) : (
          entries.map(({ id, state, country, createdAt, openings }, index) => (
            <section aria-labelledby={`s-${id}`}>
              <h2 id={`s-${id}`}>
                {t('desk.sealed.entry', { n: index + 1 })} {countryName(lang, country)}
              </h2>
              <p class="label">
                {t(`desk.sealed.state.${stateOf(state)}`)} · {formatInstant(lang, createdAt)} ·{' '}
                {t('desk.sealed.openings', { n: openings })}
              </p>
              <form method="post" action={`/desk/sealed/${id}/open`} novalidate>
                <Field
                  t={t}
                  name="reason"
                  id={`reason-${id}`}
                  label={t('desk.sealed.why')}
                  hint={t('desk.sealed.why.hint')}
                  error={wrong === id ? t('desk.register.error.reason') : undefined}
                  dir="auto"
                  maxlength={500}
                />
                <p class="buttons">
                  <button type="submit">{t('desk.sealed.open')}</button>
                </p>
              </form>
            </section>
          ))
        )}
      </>
    ),
  });
}

interface NameView {
  signature: Signature;
  name: SealedName | null;
  contact: Contact | null;
  error: MessageKey | null;
}

/** A name that was opened, and what its reader may decide. Made in answer to a POST: no address leads back to it. */
export function namePage(c: DeskContext, { signature, name, contact, error }: NameView) {
  const { t, lang } = c.var;
  const isolated = (text: string | null | undefined) => (text ? <bdi>{text}</bdi> : null);
  const decidable = ['confirmed', 'suspect', 'rejected'].includes(signature.state);
  return deskPage(c, {
    title: t('desk.sealed.name'),
    label: t('desk.sealed.logged'),
    at: 'register',
    crumbs: [{ href: '/desk/sealed', text: t('desk.sealed.title') }],
    status: error ? 422 : 200,
    body: (
      <>
        <ErrorSummary t={t} errors={error ? [{ field: 'reason', text: t(error) }] : []} />
        {name === null ? (
          <p class="notice" data-tone="error">
            {t('desk.sealed.unopened')}
          </p>
        ) : (
          <DescriptionList
            facts={[
              { term: t('sign.organisation_name'), value: isolated(name.name) },
              { term: t('sign.organisation_name_ar'), value: isolated(name.nameAr) },
              { term: t('sign.website'), value: isolated(name.website) },
              { term: t('sign.country'), value: countryName(lang, signature.country) },
              {
                term: t('confirm.fact.contact'),
                value: isolated(
                  [contact?.name, contact?.role].filter(Boolean).join(t.dir === 'rtl' ? '، ' : ', '),
                ),
              },
            ]}
          />
        )}
        {decidable ? (
          <form method="post" action={`/desk/sealed/${signature.id}/approve`}>
            <p>{t('desk.sealed.approve.text')}</p>
            <p class="buttons">
              <button type="submit" class="call">
                {t('desk.sealed.approve')}
              </button>
            </p>
          </form>
        ) : null}
        {signature.state !== 'rejected' ? (
          <form method="post" action={`/desk/sealed/${signature.id}/reject`} novalidate>
            <Field
              t={t}
              name="reason"
              label={t('desk.sealed.reject.reason')}
              hint={t('desk.sealed.reject.hint')}
              error={error ? t(error) : undefined}
              dir="auto"
              maxlength={500}
            />
            <p class="buttons">
              <button type="submit">{t('desk.sealed.reject')}</button>
            </p>
          </form>
        ) : null}
      </>
    ),
  });
}

function stateOf(state: string) {
  return state === 'listed' || state === 'rejected' || state === 'suspect' ? state : 'confirmed';
}

import { formatInstant } from '../../foundation/i18n/dates.ts';
import { dirOf, languageNames, languages } from '../../foundation/i18n/lang.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Select } from '../../ui/components/field.tsx';
import { dated } from '../dated.ts';
import type { Handover } from './model.ts';
import type { Deliverable } from './store.ts';

export interface TypedHandover {
  declaration: string;
  lang: string;
  dated_on: string;
  addressee: string;
}
export type HandoverErrors = Partial<Record<keyof TypedHandover, MessageKey>>;

interface HandoverPageProps {
  t: Translator;
  action: string;
  choices: readonly Deliverable[];
  handovers: readonly Handover[];
  /** Of those who asked, by actor. */
  names: ReadonlyMap<string, string>;
  typed: TypedHandover;
  errors: HandoverErrors;
}

const fields = ['declaration', 'lang', 'dated_on', 'addressee'] as const;

/** The form that asks for a hand-over, and those that were asked for. */
export function HandoverPage(props: HandoverPageProps) {
  const { t, action, choices, typed, errors } = props;
  const langs = languages.filter((lang) => choices.some((choice) => choice.langs.includes(lang)));
  const wrong = (field: keyof TypedHandover) => (errors[field] ? t(errors[field]) : undefined);
  return (
    <>
      {choices.length === 0 ? (
        <p class="empty">{t('desk.handover.no_declaration')}</p>
      ) : (
        <form class="sheet" method="post" action={action} novalidate>
          <ErrorSummary
            t={t}
            errors={fields.flatMap((field) => (errors[field] ? [{ field, text: t(errors[field]) }] : []))}
          />
          <Select
            t={t}
            name="declaration"
            label={t('desk.handover.declaration')}
            value={typed.declaration}
            options={choices.map(({ declarationId, title }) => ({ value: declarationId, text: title }))}
            error={wrong('declaration')}
          />
          <Select
            t={t}
            name="lang"
            label={t('desk.handover.lang')}
            value={typed.lang}
            options={langs.map((lang) => ({ value: lang, text: languageNames[lang] }))}
            error={wrong('lang')}
          />
          <Field
            t={t}
            name="dated_on"
            type="date"
            label={t('desk.handover.date')}
            hint={t('desk.handover.date_hint')}
            value={typed.dated_on}
            dir="ltr"
            error={wrong('dated_on')}
          />
          <Field
            t={t}
            name="addressee"
            label={t('desk.handover.addressee')}
            hint={t('desk.handover.addressee_hint')}
            value={typed.addressee}
            dir="auto"
            maxlength={200}
            optional
            error={wrong('addressee')}
          />
          <p class="buttons">
            <button class="call" type="submit">
              {t('desk.handover.make')}
            </button>
          </p>
        </form>
      )}
      <Earlier {...props} />
    </>
  );
}

function Earlier({ t, action, handovers, choices, names }: HandoverPageProps) {
  if (handovers.length === 0) return null;
  const waiting = handovers.some(({ state }) => state === 'asked');
  return (
    <section class="apart" aria-labelledby="earlier">
      <h2 id="earlier">{t('desk.handover.earlier')}</h2>
      {waiting ? (
        <p class="notice">
          {t('desk.handover.waiting')} <a href={action}>{t('desk.handover.again')}</a>
        </p>
      ) : null}
      <table class="stack">
        <caption class="vh">{t('desk.handover.earlier')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.handover.file')}</th>
            <th scope="col">{t('desk.handover.lang')}</th>
            <th scope="col">{t('desk.handover.holds')}</th>
            <th scope="col">{t('desk.handover.asked')}</th>
          </tr>
        </thead>
        <tbody>
          {handovers.map((handover) => (
            <tr>
              <th scope="row">
                <File t={t} handover={handover} action={action} />
                {handover.addressee ? (
                  <span class="label">
                    {' '}
                    {t('handover.to')} <bdi>{handover.addressee}</bdi>
                  </span>
                ) : null}
              </th>
              <td>
                <span lang={handover.lang} dir={dirOf(handover.lang)}>
                  {languageNames[handover.lang]}
                </span>
                {choices.length > 1 ? (
                  <span class="label">
                    {' '}
                    <bdi>
                      {choices.find(({ declarationId }) => declarationId === handover.declarationId)?.title}
                    </bdi>
                  </span>
                ) : null}
              </td>
              <td>
                <Holds t={t} handover={handover} />
              </td>
              <td>
                <bdi>{names.get(handover.askedBy) ?? handover.askedBy}</bdi>,{' '}
                <time datetime={handover.askedAt.toISOString()}>
                  {formatInstant(t.lang, handover.askedAt)}
                </time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function File({ t, handover, action }: { t: Translator; handover: Handover; action: string }) {
  const day = dated(t, handover.datedOn);
  if (handover.state === 'asked') return t('desk.handover.state.asked', { date: day });
  if (handover.state === 'failed')
    return (
      <>
        {t('desk.handover.state.failed', { date: day })}{' '}
        <span class="label">{t(`desk.handover.failure.${handover.failure ?? 'typesetting'}`)}</span>
      </>
    );
  return (
    <a href={`${action}/${handover.id}/file`} download>
      {t('desk.handover.state.made', { date: day, pages: handover.pages ?? 0 })}
    </a>
  );
}

function Holds({ t, handover }: { t: Translator; handover: Handover }) {
  if (handover.state !== 'made') return null;
  const { organisations, people, counted, undrawn } = handover;
  return (
    <>
      {t('desk.handover.organisations', { n: organisations ?? 0 })} ·{' '}
      {t('desk.handover.people', { n: people ?? 0 })}
      {counted ? <> · {t('desk.handover.counted', { n: counted })}</> : null}
      {undrawn ? (
        <span class="flag">
          {' '}
          {t('desk.handover.undrawn')} <bdi>{undrawn}</bdi>
        </span>
      ) : null}
    </>
  );
}

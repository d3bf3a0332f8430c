import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { type Letter, listLetters } from '../../files/private-store.ts';
import type { Id } from '../../foundation/database/id.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Site } from '../../foundation/web/site.ts';
import { listMembers } from '../../organisations/members-store.ts';
import { may } from '../../staff/model.ts';
import { namesOfActors } from '../../staff/store.ts';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { listEvents } from '../signing/person-store.ts';
import { DecisionForms, type Shown } from './forms-desk.tsx';
import type { StepRecord } from './model.ts';
import { StepWord } from './steps.tsx';
import { listSteps } from './steps-store.ts';
import { readDeskEntry } from './store.ts';

/** @returns the page of one organisation of the register. */
export async function showEntry(site: Site, c: DeskContext, id: Id | null, shown: Partial<Shown>) {
  const { t, lang, member } = c.var;
  const entry = id && (await readDeskEntry(site.db, id, lang));
  if (!entry) return deskMessage(c, 404, 'missing');
  const [steps, events, members] = await Promise.all([
    listSteps(site.db, entry.id, lang),
    listEvents(site.db, entry.id),
    listMembers(site.db, lang),
  ]);
  const letters = await listLetters(
    site.db,
    steps.map((step) => step.id),
  );
  const names = await namesOfActors(site.db, [
    ...steps.flatMap((step) => [step.decidedBy, step.endedBy ?? '']),
    ...events.map(({ actor }) => actor),
  ]);
  const who = (actor: string) => whoWord(t, names, actor);
  const errors = shown.errors ?? {};
  const mayDecide = may(member, 'signature.decide', entry.campaignId);
  return deskPage(c, {
    title: entry.name,
    named: true,
    label: countryName(lang, entry.country),
    at: 'register',
    crumbs: [{ href: '/desk/register', text: t('desk.register.title') }],
    status: shown.status ?? (shown.errors ? 422 : 200),
    body: (
      <>
        <ErrorSummary
          t={t}
          errors={Object.entries(errors).map(([field, key]) => ({
            field: `${shown.form}-${field}`,
            text: t(key),
          }))}
        />
        <DescriptionList
          facts={[
            { term: t('desk.register.state'), value: t(`desk.register.state.${stateOf(entry.state)}`) },
            { term: t('sign.organisation_name_ar'), value: entry.nameAr && <bdi>{entry.nameAr}</bdi> },
            {
              term: t('sign.website'),
              value: entry.website && (
                <a href={entry.website} rel="noreferrer nofollow external">
                  <bdi>{entry.website}</bdi>
                </a>
              ),
            },
          ]}
        />
        {entry.lapsed ? (
          <p class="notice" data-tone="error">
            {t('desk.register.lapsed')}
          </p>
        ) : null}
        <h2>{t('desk.register.steps')}</h2>
        {steps.length === 0 ? (
          <p class="empty">{t('desk.register.steps.none')}</p>
        ) : (
          <StepTable
            c={c}
            id={entry.id}
            steps={steps}
            letters={letters}
            who={who}
            shown={shown}
            mayDecide={mayDecide}
          />
        )}
        {mayDecide && entry.state !== 'withdrawn' ? (
          <DecisionForms t={t} entry={entry} members={members} shown={shown} />
        ) : null}
        <h2>{t('desk.register.history')}</h2>
        <ul>
          {events.toReversed().map((event) => (
            <li>
              <time datetime={event.at.toISOString()}>{formatInstant(lang, event.at)}</time>:{' '}
              {t(`desk.register.event.${eventOf(event.becomes)}`)} (<bdi>{who(event.actor)}</bdi>)
              {event.reason ? (
                <>
                  {' '}
                  <q>
                    <bdi>{event.reason}</bdi>
                  </q>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

interface StepTableProps {
  c: DeskContext;
  id: Id;
  steps: readonly StepRecord[];
  letters: ReadonlyMap<Id, Letter>;
  who: (actor: string) => string;
  shown: Partial<Shown>;
  mayDecide: boolean;
}

function StepTable({ c, id, steps, letters, who, shown, mayDecide }: StepTableProps) {
  const { t, lang } = c.var;
  return (
    <table class="stack">
      <caption class="vh">{t('desk.register.steps')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('desk.register.step')}</th>
          <th scope="col">{t('desk.register.decided')}</th>
          <th scope="col">{t('desk.register.state')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr>
            <th scope="row">
              <StepWord t={t} step={step} />
              {step.hasOfficers && step.endedAt === null ? (
                <>
                  <Officers c={c} id={id} step={step} shown={shown} />
                  <LetterOf t={t} id={id} step={step} letter={letters.get(step.id) ?? null} />
                </>
              ) : null}
            </th>
            <td data-label={t('desk.register.decided')}>
              {formatInstant(lang, step.at)} · <bdi>{who(step.decidedBy)}</bdi>
              {step.reason ? (
                <>
                  <br />
                  <bdi>{step.reason}</bdi>
                </>
              ) : null}
            </td>
            <td data-label={t('desk.register.state')}>
              {step.endedAt ? (
                <>
                  {t('desk.register.ended', { date: formatInstant(lang, step.endedAt) })}{' '}
                  <bdi>{endWord(t, step)}</bdi>
                </>
              ) : mayDecide && step.kind !== 'mail' ? (
                <form method="post" action={`/desk/register/${id}/steps/${step.id}/end`}>
                  <label for={`end-${step.id}`}>{t('desk.register.reason')}</label>
                  <input
                    id={`end-${step.id}`}
                    name="reason"
                    type="text"
                    dir="auto"
                    maxlength={500}
                    required
                  />
                  <button type="submit" class="plain">
                    {t('desk.register.end')}
                  </button>
                </form>
              ) : (
                t('desk.register.runs')
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The letter itself, or what became of it on its way in. */
function LetterOf({
  t,
  id,
  step,
  letter,
}: {
  t: Translator;
  id: Id;
  step: StepRecord;
  letter: Letter | null;
}) {
  if (step.document)
    return (
      <form method="post" action={`/desk/register/${id}/steps/${step.id}/letter`}>
        <button type="submit" class="plain">
          {t('desk.register.letter.open')}
        </button>
      </form>
    );
  return letter && <p class="label">{uploadInWords(t, letter)}</p>;
}

/** Where a letter on its way in stands: the words of the desk's files, which are another slice's page. */
function uploadInWords(t: Translator, { state, reason, held }: Letter): string {
  if (state === 'refused') return t(`desk.files.refused.${reason ?? 'fatal'}`);
  return t(held ? 'desk.files.state.held' : `desk.files.state.${state}`);
}

function Officers({
  c,
  id,
  step,
  shown,
}: {
  c: DeskContext;
  id: Id;
  step: StepRecord;
  shown: Partial<Shown>;
}) {
  const { t } = c.var;
  if (shown.officers?.step === step.id)
    return (
      <p class="label">
        {shown.officers.names ? (
          <>
            {t('desk.register.officers.are')}{' '}
            <bdi>{shown.officers.names.join(t.lang === 'ar' ? '، ' : ', ')}</bdi>
          </>
        ) : (
          t('desk.register.officers.gone')
        )}
      </p>
    );
  return (
    <form method="post" action={`/desk/register/${id}/steps/${step.id}/officers`}>
      <button type="submit" class="plain">
        {t('desk.register.officers')}
      </button>
    </form>
  );
}

/** Why a step ended: our own words where a rule ended it, else what was written. */
function endWord(t: DeskContext['var']['t'], step: StepRecord): string {
  if (step.endedBy === 'system' && step.endedReason === 'renamed') return t('desk.register.renamed');
  if (step.endedBy === 'system' && step.endedReason === 'moved') return t('desk.register.moved');
  return step.endedReason ?? '';
}

function whoWord(t: DeskContext['var']['t'], names: ReadonlyMap<string, string>, actor: string): string {
  if (actor === 'operator' || actor === 'signatory') return t(`desk.register.${actor}`);
  return names.get(actor) ?? t('desk.register.system');
}

function stateOf(state: string) {
  return state === 'listed' || state === 'suspended' || state === 'withdrawn' ? state : 'confirmed';
}

function eventOf(becomes: string) {
  const known = ['confirmed', 'listed', 'suspended', 'suspect', 'rejected', 'withdrawn'] as const;
  return known.find((one) => one === becomes) ?? 'confirmed';
}

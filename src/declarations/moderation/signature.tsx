import { formatAgo } from '../../foundation/i18n/ago.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import { languageNames } from '../../foundation/i18n/lang.ts';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { Field } from '../../ui/components/field.tsx';
import { Rich } from '../../ui/components/rich.tsx';
import type { Contact } from '../signing/model.ts';
import type { Names } from './correct.ts';
import { HistoryList } from './history.tsx';
import type { Happened, Merged, WaitingMail } from './history-store.ts';
import { isPossible, writeTarget } from './model.ts';
import type { QueueRow } from './queue-store.ts';
import { nameOf, type RowFrame } from './rows.tsx';
import type { Likeness } from './similar-store.ts';
import { comma, knownOf, likenessWord } from './words.ts';

export interface SignatureBodyProps {
  row: QueueRow;
  frame: RowFrame;
  history: readonly Happened[];
  merges: readonly Merged[];
  mails: readonly WaitingMail[];
  similar: readonly { row: QueueRow; why: readonly Likeness[] }[];
  shown: {
    contact?: { contact: Contact | null; email: string | null };
    typed?: Names;
    errors?: Partial<Record<keyof Names, string>>;
  };
  may: { decide: boolean; contact: boolean };
}

/** All of a signature: decisions, facts, contact on demand, what is like it, its name, its history. */
export function SignatureBody(props: SignatureBodyProps) {
  const { row, frame, history, merges, mails, may } = props;
  const { t } = frame;
  return (
    <>
      {may.decide ? <Decisions row={row} frame={frame} /> : null}
      <Facts row={row} frame={frame} merges={merges} mails={mails} />
      <ContactPart {...props} />
      <SimilarPart {...props} />
      {may.decide && row.organisationName !== null && row.state !== 'pending' && row.state !== 'withdrawn' ? (
        <NamePart {...props} />
      ) : null}
      <section class="desk-part">
        <h2>{t('desk.queue.history')}</h2>
        <HistoryList frame={frame} history={history} />
      </section>
    </>
  );
}

function Decisions({ row, frame: { t, back } }: { row: QueueRow; frame: RowFrame }) {
  const target = writeTarget(row);
  const carried = (
    <>
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="to" value="page" />
    </>
  );
  return (
    <form method="post" action="/desk/signatures/decide" class="buttons">
      {carried}
      <input type="hidden" name="id" value={target} />
      {isPossible('list', row.state) ? (
        <button type="submit" name="list" value={target}>
          {t('desk.queue.list')}
        </button>
      ) : null}
      {isPossible('hold', row.state) ? (
        <button type="submit" name="hold" value="yes">
          {t('desk.queue.hold')}
        </button>
      ) : null}
      {isPossible('reject', row.state) ? (
        <button type="submit" class="plain" formmethod="get" formaction="/desk/signatures/reject">
          {t('desk.queue.reject')}
        </button>
      ) : null}
      {row.lastEventId ? (
        <button
          type="submit"
          class="plain"
          name="event"
          value={row.lastEventId}
          formaction="/desk/signatures/undo"
        >
          {t('desk.queue.undo')}
        </button>
      ) : null}
    </form>
  );
}

function Facts({
  row,
  frame,
  merges,
  mails,
}: Pick<SignatureBodyProps, 'row' | 'frame' | 'merges' | 'mails'>) {
  const { t, now } = frame;
  const known = knownOf(t, row);
  const wording = `/${t.lang}/campaigns/${row.campaignSlug}/declaration/wordings/${row.wordingSha256}`;
  return (
    <DescriptionList
      facts={[
        { term: t('desk.queue.fact.kind'), value: t(`desk.queue.kind.${row.kind}`) },
        {
          term: t('desk.queue.fact.name_ar'),
          value: row.organisationNameAr ? <bdi lang="ar">{row.organisationNameAr}</bdi> : null,
        },
        { term: t('desk.queue.filter.country'), value: countryName(t.lang, row.country) },
        {
          term: t('desk.queue.fact.website'),
          value: row.website ? (
            <a href={row.website} rel="noreferrer noopener external" target="_blank">
              <bdi lang="en">{row.website}</bdi>
            </a>
          ) : null,
        },
        {
          term: t('desk.queue.known'),
          value:
            known.length > 0 ? (
              <ul class="known">
                {known.map(({ text, warns }) => (
                  <li class={warns ? 'flag' : undefined}>{text}</li>
                ))}
              </ul>
            ) : null,
        },
        {
          term: t('desk.queue.signed'),
          value: `${formatInstant(t.lang, row.createdAt)} (${formatAgo(t.lang, row.createdAt, now)})`,
        },
        {
          term: t('desk.queue.fact.wording'),
          value: (
            <a href={wording}>
              <Rich text={t('desk.queue.fact.wording_in', { lang: languageNames[row.lang] })} />
            </a>
          ),
        },
        { term: t('desk.queue.fact.shown'), value: t(`desk.queue.publicity.${row.publicity}`) },
        {
          term: t('desk.queue.fact.merged'),
          value:
            merges.length > 0 ? (
              <ul class="known">
                {merges.map(({ id, name, kept }) => (
                  <li>
                    {t(kept ? 'desk.queue.merged.here' : 'desk.queue.merged.there')}{' '}
                    <a href={`/desk/signatures/${id}`}>
                      <bdi>{name ?? t('desk.queue.person')}</bdi>
                    </a>
                  </li>
                ))}
              </ul>
            ) : null,
        },
        {
          term: t('desk.queue.fact.mails'),
          value:
            mails.length > 0 ? (
              <ul class="known">
                {mails.map((mail) => (
                  <li class={mail.failed ? 'flag' : undefined}>{mailWords(frame, mail)}</li>
                ))}
              </ul>
            ) : null,
        },
      ]}
    />
  );
}

const mailKinds = ['confirm', 'known', 'listed', 'rejected', 'new-version'] as const;

function mailWords({ t, now }: RowFrame, { kind, dueAt, failed }: WaitingMail): string {
  const known = mailKinds.find((one) => one === kind) ?? 'known';
  const what = t(`desk.queue.mails.${known}`);
  if (failed) return t('desk.queue.mails.failed', { what });
  const minutes = dueAt ? Math.max(0, Math.ceil((dueAt.getTime() - now.getTime()) / 60_000)) : 0;
  return t('desk.queue.mails.waits', { what, n: minutes });
}

function ContactPart({ row, frame: { t }, shown: { contact }, may }: SignatureBodyProps) {
  if (!may.contact) return null;
  return (
    <section class="desk-part" id="contact">
      <h2>{t('desk.queue.contact')}</h2>
      {row.emailSealed === null && row.contactSealed === null ? (
        <p>{t('desk.queue.contact.erased')}</p>
      ) : contact ? (
        <DescriptionList
          facts={[
            {
              term: t('desk.queue.contact.name'),
              value: <bdi>{contact.contact?.name ?? t('desk.queue.contact.closed')}</bdi>,
            },
            {
              term: t('desk.queue.contact.role'),
              value: contact.contact?.role ? <bdi>{contact.contact.role}</bdi> : null,
            },
            {
              term: t('desk.queue.contact.email'),
              value: <bdi lang="en">{contact.email ?? t('desk.queue.contact.closed')}</bdi>,
            },
          ]}
        />
      ) : (
        <form method="post" action={`/desk/signatures/${row.id}/contact#contact`}>
          <p class="label">{t('desk.queue.contact.stand')}</p>
          <p class="buttons">
            <button type="submit">{t('desk.queue.contact.show')}</button>
          </p>
        </form>
      )}
    </section>
  );
}

function SimilarPart({ row, similar, frame, may }: SignatureBodyProps) {
  const { t } = frame;
  if (similar.length === 0) return null;
  const mergeable = isPossible('reject', row.state);
  return (
    <section class="desk-part">
      <h2>{t('desk.queue.similar')}</h2>
      <table class="stack">
        <caption class="vh">{t('desk.queue.similar')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.queue.signatory')}</th>
            <th scope="col">{t('desk.queue.similar.why')}</th>
            <th scope="col">{t('desk.queue.known')}</th>
            <th scope="col">{t('desk.queue.similar.state')}</th>
          </tr>
        </thead>
        <tbody>
          {similar.map(({ row: other, why }) => (
            <tr>
              <th scope="row">
                <a href={`/desk/signatures/${other.id}`}>
                  <bdi>{nameOf(t, other)}</bdi>
                </a>
                {other.organisationNameAr ? (
                  <span class="label">
                    <bdi lang="ar">{other.organisationNameAr}</bdi>
                  </span>
                ) : null}
              </th>
              <td data-label={t('desk.queue.similar.why')}>{likenessWord(t, why)}</td>
              <td data-label={t('desk.queue.known')}>
                {[countryName(t.lang, other.country), ...knownOf(t, other).map(({ text }) => text)].join(
                  comma(t),
                )}
              </td>
              <td data-label={t('desk.queue.similar.state')}>
                {t(`desk.queue.state.${other.state}`)}{' '}
                {may.decide && mergeable ? (
                  <a
                    href={`/desk/signatures/merge?${new URLSearchParams([
                      ['id', writeTarget(row)],
                      ['id', writeTarget(other)],
                    ])}`}
                  >
                    {t('desk.queue.merge.with')}
                    <bdi class="vh"> {nameOf(t, other)}</bdi>
                  </a>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function NamePart({ row, frame: { t }, shown: { typed, errors } }: SignatureBodyProps) {
  return (
    <section class="desk-part">
      <details open={errors !== undefined}>
        <summary>{t('desk.queue.correct')}</summary>
        <form method="post" action={`/desk/signatures/${row.id}/correct`}>
          <p class="label">{t('desk.queue.correct.stand')}</p>
          <Field
            t={t}
            name="name"
            label={t('desk.queue.correct.name')}
            value={typed?.name ?? row.organisationName ?? ''}
            dir="auto"
            maxlength={200}
            error={errors?.name}
          />
          <Field
            t={t}
            name="nameAr"
            label={t('desk.queue.fact.name_ar')}
            value={typed?.nameAr ?? row.organisationNameAr ?? ''}
            dir="auto"
            maxlength={200}
            optional
            error={errors?.nameAr}
          />
          <p class="buttons">
            <button type="submit">{t('desk.queue.correct.button')}</button>
          </p>
        </form>
      </details>
    </section>
  );
}

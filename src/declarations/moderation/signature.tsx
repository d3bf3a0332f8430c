import { DescriptionList } from '../../ui/components/description-list.tsx';
import { Field } from '../../ui/components/field.tsx';
import type { Contact } from '../signing/model.ts';
import type { Names } from './correct.ts';
import { HistoryList } from './history.tsx';
import type { Happened, Merged, WaitingMail } from './history-store.ts';
import { isPossible, writeTarget } from './model.ts';
import type { QueueRow } from './queue-store.ts';
import type { RowFrame } from './rows.tsx';
import { Facts } from './signature-facts.tsx';
import { SimilarPart } from './signature-similar.tsx';
import type { Likeness } from './similar-store.ts';

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

import type { Id } from '../../foundation/database/id.ts';
import { formatAgo } from '../../foundation/i18n/ago.ts';
import { countryName } from '../../foundation/i18n/countries.ts';
import { languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { isPossible, writeTarget } from './model.ts';
import type { QueueRow } from './queue-store.ts';
import type { Similar } from './similar-store.ts';
import { comma, knownOf, likenessWord } from './words.ts';

/** What the rows of the queue need besides the signatures. */
export interface RowFrame {
  t: Translator;
  now: Date;
  /** The filter, to come back to. */
  back: string;
  /** Names of the staff, by actor. */
  people: ReadonlyMap<string, string>;
  similar: readonly Similar[];
  /** Whether the one who looks may decide, by campaign. */
  mayDecide(campaignId: Id): boolean;
}

/** The table of the queue. It stands in the form that decides. */
export function QueueTable({
  rows,
  frame,
  caption,
}: {
  rows: readonly QueueRow[];
  frame: RowFrame;
  caption: string;
}) {
  const { t } = frame;
  return (
    <table class="queue" data-queue="">
      <caption class="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">{t('desk.queue.choose')}</span>
          </th>
          <th scope="col">{t('desk.queue.signatory')}</th>
          <th scope="col">{t('desk.queue.known')}</th>
          <th scope="col">{t('desk.queue.signed')}</th>
          <th scope="col">{t('desk.queue.decision')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <QueueRowView row={row} frame={frame} />
        ))}
      </tbody>
    </table>
  );
}

/** One signature of the queue. `decided`: it was just decided on, and is on its way out of the list. */
export function QueueRowView({ row, frame, decided }: { row: QueueRow; frame: RowFrame; decided?: boolean }) {
  const { t, now } = frame;
  const name = nameOf(t, row);
  const mayDecide = frame.mayDecide(row.campaignId);
  return (
    <tr id={`s-${row.id}`} class={decided ? 'decided' : undefined} data-state={row.state}>
      <td>
        {mayDecide && row.state !== 'pending' && row.state !== 'withdrawn' ? (
          <input
            type="checkbox"
            name="id"
            value={writeTarget(row)}
            aria-label={t('desk.queue.choose_one', { name })}
          />
        ) : null}
      </td>
      <th scope="row">
        <a href={`/desk/signatures/${row.id}?back=${encodeURIComponent(frame.back)}`}>
          <bdi>{name}</bdi>
        </a>
        {row.organisationNameAr ? (
          <span class="label">
            <bdi lang="ar">{row.organisationNameAr}</bdi>
          </span>
        ) : null}
        <span class="label">
          {t(`desk.queue.kind.${row.kind}`)}
          {comma(t)}
          {countryName(t.lang, row.country)}
        </span>
        {row.website ? <Website address={row.website} /> : null}
      </th>
      <td>
        <KnownList row={row} frame={frame} />
      </td>
      <td>
        <bdi lang={row.lang}>{languageNames[row.lang]}</bdi>
        {comma(t)}
        <time datetime={row.createdAt.toISOString()}>{formatAgo(t.lang, row.createdAt, now)}</time>
      </td>
      <td>
        {row.lastEventId || decided || row.state === 'rejected' ? <Decided row={row} frame={frame} /> : null}
        {mayDecide ? <Decisions row={row} frame={frame} name={name} /> : null}
      </td>
    </tr>
  );
}

/** How a signature is called in the desk: a person's name is sealed, unless it is listed. */
export function nameOf(
  t: Translator,
  row: Pick<QueueRow, 'kind' | 'organisationName' | 'publicName'>,
): string {
  if (row.kind === 'person') return row.publicName ?? t('desk.queue.person');
  return row.organisationName ?? t('desk.queue.sealed');
}

function Website({ address }: { address: string }) {
  return (
    <a class="label" href={address} rel="noreferrer noopener external" target="_blank">
      <bdi lang="en">{new URL(address).hostname}</bdi>
    </a>
  );
}

function KnownList({ row, frame: { t, similar } }: { row: QueueRow; frame: RowFrame }) {
  const known = knownOf(t, row);
  const alike = similar.filter(({ of }) => of === row.id);
  return (
    <ul class="known">
      {known.map(({ text, warns }) => (
        <li class={warns ? 'flag' : undefined}>{text}</li>
      ))}
      {alike.map((one) => (
        <li class="flag">
          {likenessWord(t, one.why)}{' '}
          <a href={`/desk/signatures/${one.id}`}>
            <bdi>{one.name}</bdi>
          </a>{' '}
          ({t(`desk.queue.state.${one.state}`)})
        </li>
      ))}
    </ul>
  );
}

function Decided({ row, frame: { t, people, now } }: { row: QueueRow; frame: RowFrame }) {
  const by = row.lastActor === null ? null : (people.get(row.lastActor) ?? null);
  return (
    <p class="label">
      {t(`desk.queue.state.${row.state}`)}
      {by ? (
        <>
          {comma(t)}
          <bdi>{by}</bdi>
        </>
      ) : null}
      {row.lastAt ? (
        <>
          {comma(t)}
          {formatAgo(t.lang, row.lastAt, now)}
        </>
      ) : null}
    </p>
  );
}

function Decisions({ row, frame: { t, back }, name }: { row: QueueRow; frame: RowFrame; name: string }) {
  const target = writeTarget(row);
  const reject = `/desk/signatures/reject?${new URLSearchParams({ id: target, back })}`;
  return (
    <span class="buttons">
      {isPossible('list', row.state) ? (
        <button type="submit" name="list" value={target}>
          {t('desk.queue.list')}
          <bdi class="vh"> {name}</bdi>
        </button>
      ) : null}
      {isPossible('reject', row.state) ? (
        <a class="button plain" data-reject="" href={reject}>
          {t('desk.queue.reject')}
          <bdi class="vh"> {name}</bdi>
        </a>
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
          <bdi class="vh"> {name}</bdi>
        </button>
      ) : null}
    </span>
  );
}

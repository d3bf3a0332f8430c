import { formatAgo } from '../../foundation/i18n/ago.ts';
import type { Happened } from './history-store.ts';
import { isReasonCode } from './model.ts';
import type { RowFrame } from './rows.tsx';
import { comma } from './words.ts';

/** What happened to a signature, newest first; what was taken back stands struck out. */
export function HistoryList({ frame, history }: { frame: RowFrame; history: readonly Happened[] }) {
  const { t, now } = frame;
  return (
    <ol class="history">
      {history.map((one) => (
        <li>
          <p>
            <What frame={frame} one={one} />
            {comma(t)}
            <Who frame={frame} actor={one.actor} />
            {comma(t)}
            <time datetime={one.at.toISOString()}>{formatAgo(t.lang, one.at, now)}</time>
          </p>
          {one.code && isReasonCode(one.code) ? (
            <p class="label">{t(`desk.queue.code.${one.code}`)}</p>
          ) : null}
          {one.reason ? (
            <blockquote>
              <bdi>{one.reason}</bdi>
            </blockquote>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function What({ frame: { t }, one }: { frame: RowFrame; one: Happened }) {
  if (one.becomes === null)
    return (
      <>
        {t('desk.queue.corrected')}{' '}
        <del>
          <bdi>{one.before}</bdi>
        </del>{' '}
        <ins>
          <bdi>{one.after}</bdi>
        </ins>
      </>
    );
  const state = t(`desk.queue.state.${one.becomes}`);
  if (one.undo) return <span>{t('desk.queue.undone_to', { state })}</span>;
  return one.undone ? <del>{state}</del> : <span>{state}</span>;
}

function Who({ frame: { t, people }, actor }: { frame: RowFrame; actor: string }) {
  if (actor === 'signatory') return <span>{t('desk.queue.by.signatory')}</span>;
  if (actor === 'system') return <span>{t('desk.queue.by.system')}</span>;
  if (actor === 'operator') return <span>{t('desk.queue.by.operator')}</span>;
  if (actor.startsWith('cleanup:')) return <span>{t('desk.queue.by.cleanup')}</span>;
  return <bdi>{people.get(actor) ?? t('desk.queue.somebody')}</bdi>;
}

import { formatAgo } from '../../foundation/i18n/ago.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Rich } from '../../ui/components/rich.tsx';
import type { QueueRow } from './queue-store.ts';
import { nameOf } from './rows.tsx';

const dids = ['list', 'reject', 'hold', 'undo', 'merge', 'correct'] as const;
type Did = (typeof dids)[number];

/** What an address says was done: words of ours and numbers. */
export interface DoneNote {
  did: Did | null;
  n: number;
  /** How many were left as they are. */
  left: number;
  /** Of the decisions taken back, how many a mail had left about. */
  told: number;
}

/** @returns what the address says was done, as far as it is of our words. */
export function readNote(query: (name: string) => string | undefined): DoneNote {
  const number = (name: string) => (/^\d{1,7}$/.test(query(name) ?? '') ? Number(query(name)) : 0);
  return {
    did: dids.find((one) => one === query('did')) ?? null,
    n: number('n'),
    left: number('left'),
    told: number('told'),
  };
}

/** @returns the address of a page with what was done; `not` one signature that was left, to be named. */
export function noted(
  path: string,
  did: Did,
  n: number,
  left = 0,
  not: string | null = null,
  told = 0,
): string {
  const query = new URLSearchParams({ did, n: String(n) });
  if (left > 0) query.set('left', String(left));
  if (told > 0) query.set('told', String(told));
  if (not) query.set('not', not);
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** Says what was done, and of what was not why: somebody was quicker. */
export function DoneNotice({
  t,
  note: { did, n, left, told },
  not,
  people,
  now,
}: {
  t: Translator;
  note: DoneNote;
  not: QueueRow | null;
  people: ReadonlyMap<string, string>;
  now: Date;
}) {
  if (did === null) return null;
  return (
    <div class="notice" role="status" data-tone={left > 0 ? 'error' : 'done'}>
      {n > 0 ? <p>{t(`desk.queue.done.${did}`, { n })}</p> : null}
      {did === 'undo' && n > 0 ? (
        <p>{told > 0 ? t('desk.queue.done.told', { n: told }) : t('desk.queue.done.untold')}</p>
      ) : null}
      {not ? (
        <p>
          <Rich
            text={t('desk.queue.done.not', {
              name: nameOf(t, not),
              state: t(`desk.queue.state.${not.state}`),
              by: people.get(not.lastActor ?? '') ?? t('desk.queue.somebody'),
              when: formatAgo(t.lang, not.lastAt ?? not.createdAt, now),
            })}
          />
        </p>
      ) : left > 0 ? (
        <p>{t('desk.queue.done.left', { n: left })}</p>
      ) : null}
    </div>
  );
}

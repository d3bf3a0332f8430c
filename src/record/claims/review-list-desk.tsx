import type { Desk } from '../../desk/desk.ts';
import type { Editable } from '../../desk/editing/model.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import { actorName } from '../../staff/actor-model.ts';
import { namesOfActors } from '../../staff/store.ts';
import { listQueue, type QueueLine, type QueueState, queueStates } from './queue-store.ts';

const path = '/desk/record/review';

/** The queue: what waits to be read, what was sent back, what was read and is to come out. */
export async function queuePage(
  c: DeskContext,
  desk: Desk,
  editables: readonly Editable[],
): Promise<Response> {
  const { t, lang } = c.var;
  const state = queueStates.find((one) => one === c.req.query('state')) ?? 'waiting';
  const asked = c.req.query('kind') ?? null;
  const kind = editables.find((one) => one.claim && one.kind === asked)?.kind ?? null;
  const { lines, kinds } = await listQueue(desk.site.db, { lang, state, kind });
  const names = await namesOfActors(
    desk.site.db,
    lines.flatMap(({ authors, reviewer }) => [...authors, ...(reviewer ? [reviewer] : [])]),
  );
  const all = kinds.reduce((sum, { n }) => sum + n, 0);
  const total = kind === null ? all : (kinds.find((one) => one.kind === kind)?.n ?? 0);
  return deskPage(c, {
    title: t('desk.menu.claims'),
    label: t('desk.claims.stand'),
    at: 'claims',
    body: (
      <>
        <nav class="tabs" aria-label={t('desk.claims.state')}>
          {queueStates.map((one) => (
            <a href={`${path}?state=${one}`} aria-current={one === state ? 'true' : undefined}>
              {t(`desk.claims.state.${one}`)}
            </a>
          ))}
        </nav>
        <nav class="tabs" aria-label={t('desk.list.kind')}>
          <a href={`${path}?state=${state}`} aria-current={kind === null ? 'true' : undefined}>
            {t('desk.list.all')} <span>{all}</span>
          </a>
          {kinds.map((one) => (
            <a
              href={`${path}?state=${state}&kind=${one.kind}`}
              aria-current={kind === one.kind ? 'true' : undefined}
            >
              {t(`desk.kind.${one.kind}`)} <span>{one.n}</span>
            </a>
          ))}
        </nav>
        {lines.length === 0 ? (
          <p class="empty">{t(`desk.claims.empty.${state}`)}</p>
        ) : (
          <Lines c={c} lines={lines} state={state} names={names} />
        )}
        {total > lines.length ? (
          <p class="label">{t('desk.review.more', { n: total - lines.length })}</p>
        ) : null}
      </>
    ),
  });
}

interface LinesProps {
  c: DeskContext;
  lines: readonly QueueLine[];
  state: QueueState;
  names: ReadonlyMap<string, string>;
}

function Lines({ c, lines, state, names }: LinesProps) {
  const { t } = c.var;
  const who = (actors: readonly string[]) =>
    actors.map((actor) => actorName(t, names, actor)).join(t.dir === 'rtl' ? '، ' : ', ');
  return (
    <table class="queue">
      <caption class="vh">{t(`desk.claims.state.${state}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('desk.list.title')}</th>
          <th scope="col">{t('desk.list.kind')}</th>
          <th scope="col">{t(state === 'waiting' ? 'desk.claims.author' : 'desk.claims.reviewer')}</th>
          <th scope="col">{t('desk.claims.since')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row">
              <a href={`${path}/${line.id}`}>
                <bdi>{line.title || t(`desk.kind.${line.kind}`)}</bdi>
              </a>{' '}
              <span class="label">
                {t(line.isPublic ? 'desk.claims.public' : 'desk.claims.new')}
                {line.cited === 0 ? ` · ${t('desk.sources.none')}` : ''}
              </span>
              {line.reason === null ? null : (
                <p>
                  <bdi>{line.reason}</bdi>
                </p>
              )}
            </th>
            <td>{t(`desk.kind.${line.kind}`)}</td>
            <td>
              <bdi>{who(state === 'waiting' ? line.authors : line.reviewer ? [line.reviewer] : [])}</bdi>
            </td>
            <td>{formatInstant(t.lang, new Date(line.since))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

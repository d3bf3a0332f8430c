import type { Desk } from '../../../desk/desk.ts';
import { actorOf } from '../../../desk/editing/context.ts';
import { typedIn } from '../../../desk/editing/form/fields.ts';
import type { Editable } from '../../../desk/editing/model.ts';
import { idIn } from '../../../desk/ids.ts';
import { deskMessage } from '../../../desk/message.tsx';
import type { DeskContext } from '../../../desk/model.ts';
import { doneAt } from '../../../desk/notices.ts';
import { deskPage } from '../../../desk/page.tsx';
import { formatMoment } from '../../../foundation/i18n/dates.ts';
import { cleanLine } from '../../../foundation/text/plain.ts';
import { actorName } from '../../../staff/actor-model.ts';
import { may } from '../../../staff/model.ts';
import { namesOfActors } from '../../../staff/store.ts';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Field } from '../../../ui/components/field.tsx';
import { companyEditable } from '../desk-fields.ts';
import { listBelongings } from './belongings-desk-store.ts';
import { changesOf } from './changes-store.ts';
import { listMoves, type MoveLine, proposeUndo, refuseMove } from './list-store.ts';
import { type MoveState, stateOfMove } from './model.ts';
import { doMove, type Moved, undoMove } from './moves-desk-store.ts';
import { proposeRoutes } from './propose-desk.ts';
import { WhatMoves } from './propose-page-desk.tsx';

const perPage = 100;
const path = '/desk/merges';

/** Companies that are found to be one, or two: what is proposed, what was done, and the way back. */
export function movesDesk(desk: Desk, editables: readonly Editable[]): void {
  const { db } = desk.site;
  proposeRoutes(desk);
  desk.get(path, 'content.read', 'any', (c) => list(c, desk));
  desk.get(`${path}/:id`, 'content.read', 'any', (c) => page(c, desk, null));
  desk.post(`${path}/:id/decide`, 'merge.decide', null, async (c) => {
    const id = idIn(c);
    if (id === null) return deskMessage(c, 404, 'missing');
    const intent = typedIn(await c.req.parseBody()).intent;
    const by = { actor: actorOf(c), lang: c.var.lang, editables };
    if (intent === 'refuse' || intent === 'keep') {
      const done = intent === 'refuse' ? await refuseMove(db, id, by.actor) : await proposeUndo(db, id, null);
      if (!done) return deskMessage(c, 409, 'does_not_fit');
    } else {
      const moved = await (intent === 'undo' ? undoMove : doMove)(db, id, by);
      if (moved.outcome === 'gone') return deskMessage(c, 409, 'does_not_fit');
      if (moved.outcome !== 'done') return page(c, desk, moved);
    }
    c.set('audited', { detail: { move: id, intent: intent ?? 'do' } });
    return c.redirect(doneAt(`${path}/${id}`, 'saved'), 303);
  });
  desk.post(`${path}/:id/undo`, 'merge.propose', null, async (c) => {
    const id = idIn(c);
    if (id === null) return deskMessage(c, 404, 'missing');
    const why = cleanLine((typedIn(await c.req.parseBody()).why ?? '').slice(0, 300), 300);
    if (!why.ok || why.text === '') return page(c, desk, null, true);
    if (!(await proposeUndo(db, id, { actor: actorOf(c), why: why.text })))
      return deskMessage(c, 409, 'does_not_fit');
    c.set('audited', { detail: { move: id, intent: 'propose undo' } });
    return c.redirect(doneAt(`${path}/${id}`, 'saved'), 303);
  });
}

async function list(c: DeskContext, desk: Desk): Promise<Response> {
  const { t } = c.var;
  const moves = await listMoves(desk.site.db, { limit: perPage });
  return deskPage(c, {
    title: t('desk.menu.merges'),
    label: t('desk.moves.stand'),
    at: 'merges',
    body:
      moves.length === 0 ? (
        <p class="empty">{t('desk.moves.none')}</p>
      ) : (
        <table class="queue">
          <thead>
            <tr>
              <th scope="col">{t('desk.list.title')}</th>
              <th scope="col">{t('desk.list.state')}</th>
              <th scope="col">{t('desk.moves.proposed')}</th>
            </tr>
          </thead>
          <tbody>
            {moves.map((move) => (
              <tr>
                <th scope="row">
                  <a href={`${path}/${move.id}`}>
                    <Title t={t} move={move} />
                  </a>
                </th>
                <td>{t(`desk.moves.state.${stateOfMove(move)}`)}</td>
                <td>{formatMoment(t.lang, move.proposedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ),
  });
}

type T = DeskContext['var']['t'];

function Title({ t, move }: { t: T; move: MoveLine }) {
  return (
    <>
      {t(`desk.moves.${move.kind}`)}: <bdi>{move.fromName}</bdi> {t.dir === 'rtl' ? '←' : '→'}{' '}
      <bdi>{move.toName}</bdi>
    </>
  );
}

async function page(c: DeskContext, desk: Desk, refused: Moved | null, noReason = false): Promise<Response> {
  const { t } = c.var;
  const { db } = desk.site;
  const id = idIn(c);
  const [move] = id === null ? [] : await listMoves(db, { limit: 1, id });
  if (!move) return deskMessage(c, 404, 'missing');
  const state = stateOfMove(move);
  const actors = [move.proposedBy, move.refusedBy, move.doneBy, move.undoBy, move.undoneBy].filter(
    (one) => one !== null,
  );
  const [names, changes, belongings] = await Promise.all([
    namesOfActors(db, actors),
    state === 'proposed' ? changesOf(db, move) : [],
    state === 'proposed' ? listBelongings(db, move.fromCompany, t.lang) : [],
  ]);
  const moving = new Set(changes.map(({ thingId }) => thingId));
  const said = (
    key: 'proposed' | 'refused' | 'done' | 'undo' | 'undone',
    actor: string | null,
    at: Date | null,
    why?: string | null,
  ) =>
    actor === null || at === null ? null : (
      <div>
        <dt>{t(`desk.moves.${key}`)}</dt>
        <dd>
          <bdi>{actorName(t, names, actor)}</bdi>, {formatMoment(t.lang, at)}
          {why ? (
            <>
              : <bdi>{why}</bdi>
            </>
          ) : null}
        </dd>
      </div>
    );
  return deskPage(c, {
    title: t(`desk.moves.${move.kind}`),
    label: <Title t={t} move={move} />,
    at: 'merges',
    crumbs: [{ href: path, text: t('desk.menu.merges') }],
    status: noReason ? 422 : refused === null ? 200 : 409,
    body: (
      <>
        {refused === null ? null : <Refused t={t} refused={refused} />}
        <dl class="facts">
          {said('proposed', move.proposedBy, move.proposedAt, move.why)}
          {said('refused', move.refusedBy, move.refusedAt)}
          {said('done', move.doneBy, move.doneAt)}
          {said('undo', move.undoBy, move.undoAt, move.undoWhy)}
          {said('undone', move.undoneBy, move.undoneAt)}
        </dl>
        <p>
          <a href={`${companyEditable.path}/${move.fromCompany}`}>
            <bdi>{move.fromName}</bdi>
          </a>
          {' · '}
          <a href={`${companyEditable.path}/${move.toCompany}`}>
            <bdi>{move.toName}</bdi>
          </a>
        </p>
        {changes.length > 0 ? (
          <>
            <h2>{t('desk.moves.what')}</h2>
            <WhatMoves t={t} belongings={belongings.filter((one) => moving.has(one.id))} />
          </>
        ) : null}
        <Decide c={c} move={move} state={state} noReason={noReason} />
      </>
    ),
  });
}

/** Why it was not done, and what to see to first. */
function Refused({ t, refused }: { t: T; refused: Moved }) {
  if (refused.outcome === 'done' || refused.outcome === 'gone') return null;
  return (
    <div class="notice" role="status">
      <p>{t(`desk.moves.not.${refused.outcome}`)}</p>
      {'obstacles' in refused ? (
        <ul>
          {refused.obstacles.map(({ kind, title }) => (
            <li>
              {t(`desk.kind.${kind}`)}: <bdi>{title}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Decide({
  c,
  move,
  state,
  noReason,
}: {
  c: DeskContext;
  move: MoveLine;
  state: MoveState;
  noReason: boolean;
}) {
  const { t, member } = c.var;
  const at = `${path}/${move.id}`;
  const mayDecide = may(member, 'merge.decide', null);
  if (state === 'proposed' || state === 'undo-proposed') {
    const own = (state === 'proposed' ? move.proposedBy : move.undoBy) === actorOf(c);
    if (!mayDecide || own) return <p class="hint">{t('desk.moves.second')}</p>;
    const [yes, no] = state === 'proposed' ? (['do', 'refuse'] as const) : (['undo', 'keep'] as const);
    return (
      <form method="post" action={`${at}/decide`} class="desk-foot">
        <button class="call" type="submit" name="intent" value={yes}>
          {t(`desk.moves.decide.${yes}`)}
        </button>
        <button type="submit" name="intent" value={no}>
          {t(`desk.moves.decide.${no}`)}
        </button>
      </form>
    );
  }
  if (state !== 'done' || !may(member, 'merge.propose', null)) return null;
  return (
    <form method="post" action={`${at}/undo`} class="desk-form">
      <h2>{t('desk.moves.take_back')}</h2>
      <ErrorSummary
        t={t}
        level="h3"
        errors={noReason ? [{ field: 'why', text: t('desk.field.error.required') }] : []}
      />
      <Field
        t={t}
        name="why"
        label={t('desk.moves.why')}
        error={noReason ? t('desk.field.error.required') : undefined}
        maxlength={300}
        dir="auto"
      />
      <div class="desk-foot">
        <button type="submit">{t('desk.moves.propose_undo')}</button>
      </div>
    </form>
  );
}

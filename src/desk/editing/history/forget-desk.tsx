import { may } from '../../../staff/model.ts';
import { Check, Choices } from '../../../ui/components/choice.tsx';
import { deskMessage } from '../../message.tsx';
import type { DeskContext } from '../../model.ts';
import { doneAt } from '../../notices.ts';
import { actorOf, type Engine, whereThingIs, workIn } from '../context.ts';
import { typedIn } from '../form/fields.ts';
import { listOf, type Work } from '../model.ts';
import { type ForgetGround, forget, forgetGrounds } from './forget-store.ts';

/** "Forget what was said": for a person who was named, and asks that the name goes. Of claims only. */
export function forgetRoutes(
  engine: Engine,
  showHistory: (c: DeskContext, refused: Refused) => Promise<Response>,
): void {
  const { desk, editable } = engine;
  if (!editable.claim) return;
  const { db } = desk.site;
  desk.post(`${editable.path}/:id/forget`, 'record.forget', whereThingIs(db, editable), async (c) => {
    const work = await workIn(c, engine);
    if (work === null) return deskMessage(c, 404, 'missing');
    const typed = typedIn(await c.req.parseBody());
    const ground = forgetGrounds.find((one) => one === typed.ground);
    if (!ground || typed.sure !== 'yes') return showHistory(c, { ...(ground && { ground }), key: 'unsure' });
    const done = await forget(db, { id: work.id, kind: editable.kind }, { actor: actorOf(c), ground });
    c.set('audited', { thingId: work.id, detail: { ground, ...done } });
    if (done.outcome === 'missing') return deskMessage(c, 404, 'missing');
    if (done.outcome === 'needed') return showHistory(c, { ground, key: 'needed' });
    return done.outcome === 'erased'
      ? c.redirect(doneAt(listOf(editable, work), 'erased'), 303)
      : c.redirect(doneAt(`${editable.path}/${work.id}/history`, 'forgotten'), 303);
  });
}

/** Why nothing was forgotten, and what was chosen. */
export interface Refused {
  ground?: ForgetGround;
  key: 'unsure' | 'needed';
}

/** The form below the history of a claim: what goes is said before it goes. Nothing for those who may not. */
export function ForgetForm({
  c,
  engine,
  work,
  refused,
}: {
  c: DeskContext;
  engine: Engine;
  work: Work;
  refused: Refused | null;
}) {
  const { t, member } = c.var;
  if (!engine.editable.claim || !may(member, 'record.forget', work.campaignId)) return null;
  const hint = work.publishedAt === null ? 'desk.forget.hint.erased' : 'desk.forget.hint.blanked';
  return (
    <details class="desk-panel" open={refused !== null}>
      <summary>{t('desk.forget.title')}</summary>
      <p class="hint">{t(hint)}</p>
      <p class="hint">{t('desk.forget.hint.beside')}</p>
      <form method="post" action={`${engine.editable.path}/${work.id}/forget`}>
        {refused ? (
          <p class="error" role="alert" id="forget-error">
            {t(`desk.forget.error.${refused.key}`)}
          </p>
        ) : null}
        <Choices
          t={t}
          name="ground"
          label={t('desk.forget.ground')}
          value={refused?.ground}
          options={forgetGrounds.map((value) => ({ value, text: t(`desk.forget.ground.${value}`) }))}
        />
        <Check t={t} name="sure" label={t('desk.forget.sure')} />
        <button type="submit">{t('desk.forget.title')}</button>
      </form>
    </details>
  );
}

import { deskMessage } from '../../message.tsx';
import { doneAt } from '../../notices.ts';
import { actorOf, type Engine, whereThingIs, workIn } from '../context.ts';
import { typedIn } from '../form/fields.ts';
import { setWorking } from './claim-store.ts';

/** "Still working on it", and "ready to be read": whoever may edit a claim says so. */
export function workingRoutes(engine: Engine): void {
  const { desk, editable } = engine;
  if (!editable.claim) return;
  const where = whereThingIs(desk.site.db, editable);
  desk.post(`${editable.path}/:id/working`, editable.edit, where, async (c) => {
    const work = await workIn(c, engine);
    if (work === null || work.binnedAt !== null) return deskMessage(c, 404, 'missing');
    const working = typedIn(await c.req.parseBody()).working === 'yes';
    await setWorking(desk.site.db, work.id, actorOf(c), working);
    c.set('audited', { thingId: work.id, detail: { working } });
    return c.redirect(doneAt(`${editable.path}/${work.id}`, working ? 'working' : 'ready'), 303);
  });
}

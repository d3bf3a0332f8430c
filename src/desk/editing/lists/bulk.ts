import type { Id } from '../../../foundation/database/id.ts';
import { parseId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { write } from '../../../foundation/history/history.ts';
import { may } from '../../../staff/model.ts';
import type { DeskContext } from '../../model.ts';
import { doneAt } from '../../notices.ts';
import { actorOf, type Engine, whyIn } from '../context.ts';
import { typedIn } from '../form/fields.ts';
import { putIntoBin } from '../history/bin-store.ts';
import type { Work } from '../model.ts';
import { campaignOfThing } from '../place-store.ts';
import { publishWork, unpublish } from '../publishing/publish-store.ts';
import { lockThing, readWork } from '../work-store.ts';
import { listPerPage } from './list-store.ts';

/** Does one thing to all that were chosen; those that the person may not, or that it does not fit, stay as they are. */
export async function bulk(c: DeskContext, engine: Engine): Promise<Response> {
  const { editable, desk } = engine;
  const body = await c.req.parseBody({ all: true });
  const typed = typedIn(body);
  const ids = [body.ids ?? []].flat().flatMap((id) => (typeof id === 'string' ? (parseId(id) ?? []) : []));
  const todo = (['publish', 'unpublish', 'bin'] as const).find((one) => one === typed.do);
  let n = 0;
  for (const id of [...new Set(ids)].slice(0, listPerPage)) {
    const campaignId = await campaignOfThing(desk.site.db, editable.kind, id);
    if (campaignId === 'absent' || !may(c.var.member, editable.publish, campaignId)) continue;
    if (todo && (await doOne(c, engine, id, todo, whyIn(typed, todo)))) n += 1;
  }
  c.set('audited', { detail: { do: todo ?? '', n, ids } });
  const back = /^\?[\w=&%.:+-]*$/.test(typed.back ?? '')
    ? (typed.back ?? '').replace(/([?&])done=\w+&?/, '$1')
    : '';
  return c.redirect(doneAt(editable.path + back.replace(/[?&]$/, ''), 'bulk'), 303);
}

async function doOne(
  c: DeskContext,
  { editable, desk }: Engine,
  id: Id,
  todo: 'publish' | 'unpublish' | 'bin',
  why: string,
) {
  const actor = actorOf(c);
  return transact(desk.site.db, async (tx) => {
    await lockThing(tx, id);
    const work = await readWork(tx, editable, id);
    if (work === null || work.binnedAt !== null) return false;
    if (todo === 'publish') {
      const langs = Object.keys(work.drafts) as (keyof Work['drafts'])[]; // keys of a record by language
      const { outcome } = await publishWork(write(actor, why, tx), editable, work, langs, { actor });
      return outcome === 'published';
    }
    const was = await unpublish(tx, editable, id, actor);
    if (todo === 'bin' && editable.binnable) await putIntoBin(tx, id, actor, why);
    return was || todo === 'bin';
  });
}

import { idIn } from '../../desk/ids.ts';
import type { DeskContext, Where } from '../../desk/model.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import type { Site } from '../../foundation/web/site.ts';
import { type Action, may } from '../../staff/model.ts';
import type { Decider, Target } from './model.ts';
import { readTarget } from './model.ts';
import { readCampaigns } from './queue-store.ts';

/** A form as it was posted: every value of a name. */
export type Posted = (name: string) => string[];

/** Reads the posted form, or the query of a GET; files and nonsense count as nothing. Read as often as wanted. */
export async function readPosted(c: DeskContext): Promise<Posted> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return (name) => c.req.queries(name) ?? [];
  const body: Record<string, unknown> = await c.req.parseBody({ all: true });
  return (name) =>
    [Object.hasOwn(body, name) ? body[name] : []].flat().filter((value) => typeof value === 'string');
}

/** A request names at most so many signatures; a larger set is a filter. */
const mostNamed = 200;

/** @returns the signatures that a form names, each once. `list`: by its own button; `id`: chosen, some in one value. */
export function targetsIn(posted: Posted): Target[] {
  const own = posted('list');
  const named = (own.length > 0 ? own : posted('id'))
    .flatMap((value) => value.split(' '))
    .slice(0, mostNamed);
  const targets = named.flatMap((text) => readTarget(text, parseId) ?? []);
  return [...new Map(targets.map((target) => [target.id, target])).values()];
}

/** @returns signatures as one value of a form, as {@link targetsIn} reads it. */
export function targetsOut(targets: readonly Target[]): string {
  return targets.map(({ id, seen }) => `${id}:${seen}`).join(' ');
}

/** Where a route is done that names signatures in its form: in a campaign where the person may not, if there is one among theirs. */
export function ofNamed(site: Site, action: Action): Where {
  return async (c) =>
    scopeOf(
      site,
      c,
      action,
      targetsIn(await readPosted(c)).map(({ id }) => id),
    );
}

/** Where a route is done that names one signature in its path. */
export function ofPath(site: Site): Where {
  return async (c) => {
    const id = idIn(c);
    const [found] = id ? await readCampaigns(site.db, [id]) : [];
    return found?.campaignId ?? 'absent';
  };
}

/** @returns a campaign among those of the signatures in which the person may not do this, else one in which they may. */
export async function scopeOf(
  site: Site,
  c: DeskContext,
  action: Action,
  ids: readonly Id[],
): Promise<Id | 'absent'> {
  const found = await readCampaigns(site.db, ids);
  if (ids.length === 0 || found.length < ids.length) return 'absent';
  const refused = found.find(({ campaignId }) => !may(c.var.member, action, campaignId));
  return (refused ?? found[0])?.campaignId ?? 'absent';
}

/** The one who decides, as the rules know them. */
export function deciderOf(site: Site, c: DeskContext): Decider {
  return { actor: `staff:${c.var.member.id}`, mailAfterS: site.settings.undoSeconds };
}

import { sql } from 'kysely';
import { notifyChanged } from '../../../foundation/database/changed.ts';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, newId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import type { Actor } from '../../../foundation/history/history.ts';
import type { ThingKind } from '../../../foundation/history/tables.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { titleFor } from '../place-store.ts';
import { lockThing } from '../work-store.ts';

/** A thing that came with the software and waits to be adopted by two of the staff. */
export interface Unadopted {
  id: Id;
  kind: ThingKind;
  slug: string | null;
  campaignId: Id | null;
  title: string;
  /** Whether this person has adopted it already, and how many have. */
  mine: boolean;
  adopted: number;
}

/** @returns what waits, kind by kind, and how many there are in all. @param actor who asks. */
export async function listUnadopted(
  db: Db,
  options: { lang: Lang; actor: Actor; kind: string | null; limit: number },
): Promise<{ lines: Unadopted[]; total: number; kinds: { kind: ThingKind; n: number }[] }> {
  const { lang, actor, kind, limit } = options;
  const [{ rows }, { rows: kinds }] = await Promise.all([
    sql<Unadopted & { total: number }>`
      select t.id, t.kind, t.slug, c.campaign_id as "campaignId", ${titleFor(lang)} as title,
        exists (select from review r where r.thing_id = t.id and r.reviewer = ${actor}) as mine,
        (select count(distinct r.reviewer) from review r where r.thing_id = t.id and r.kind = 'staff') as adopted,
        count(*) over () as total
      from unadopted u join thing t on t.id = u.thing_id left join thing_campaign c on c.thing_id = t.id
      where not exists (select from binned b where b.thing_id = t.id and b.restored_at is null)
        and not exists (select from review r where r.thing_id = t.id and r.reviewer = ${actor})
        ${kind ? sql`and t.kind = ${kind}` : sql``}
      order by t.kind, t.id limit ${limit}`.execute(db),
    sql<{ kind: ThingKind; n: number }>`
      select t.kind, count(*) as n from unadopted u join thing t on t.id = u.thing_id
      where not exists (select from review r where r.thing_id = t.id and r.reviewer = ${actor}) group by t.kind order by t.kind`.execute(
      db,
    ),
  ]);
  return { lines: rows, total: rows[0]?.total ?? 0, kinds };
}

/** Notes that a person has read a thing and stands by it. Once each; a second person ends its waiting. @returns whether it was new. */
export async function adopt(db: Db, id: Id, actor: Actor): Promise<boolean> {
  return transact(db, async (tx) => {
    await lockThing(tx, id);
    const waiting = await tx
      .selectFrom('unadopted as u')
      .innerJoin('thing as t', 't.id', 'u.thing_id')
      .select('t.kind')
      .where('u.thing_id', '=', id)
      .executeTakeFirst();
    if (!waiting) return false;
    const before = await tx
      .selectFrom('review')
      .select('id')
      .where('thing_id', '=', id)
      .where('reviewer', '=', actor)
      .executeTakeFirst();
    if (before) return false;
    await tx
      .insertInto('review')
      .values({ id: newId(), thing_id: id, kind: 'staff', reviewer: actor })
      .execute();
    await notifyChanged(tx, [waiting.kind, id]);
    return true;
  });
}

import type { Db } from '../database/database.ts';
import './tables.ts';
import type { ThingKind } from './tables.ts';

/** @returns the present slug of the thing that once stood at this one; null when none did. For a permanent redirect. */
export async function findFormerSlug(db: Db, kind: ThingKind, slug: string): Promise<string | null> {
  const row = await db
    .selectFrom('former_slug as f')
    .innerJoin('thing as t', 't.id', 'f.thing_id')
    .select('t.slug')
    .where('f.kind', '=', kind)
    .where('f.slug', '=', slug)
    .executeTakeFirst();
  return row?.slug ?? null;
}

import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import type { Id } from '../foundation/database/id.ts';
import type { Grant, Member } from './model.ts';
import './tables.ts';

/** What the database knows of a person of the staff; a session adds how they came in. */
export type Person = Omit<Member, 'sessionId' | 'twoFactors'>;

/** @returns the person with all that they may; null when there is none, or they have left. */
export async function readPerson(db: Db, id: Id): Promise<Person | null> {
  const { rows } = await sql<Person & { grants: Grant[] }>`
    select s.id, s.name, s.email, s.lang,
      (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'campaignId', r.campaign_id) order by r.given_at, r.role), '[]')
        from staff_role r where r.staff_id = s.id) as grants,
      case when exists (select from sealed_reader n where n.staff_id = s.id) then '["signature.sealed"]'::jsonb else '[]' end as named
    from staff s where s.id = ${id} and s.left_at is null`.execute(db);
  return rows[0] ?? null;
}

/** @returns the names behind the actors of revisions and events (`staff:<id>`), by actor. */
export async function namesOfActors(db: Db, actors: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors)].flatMap((actor) => (actor.startsWith('staff:') ? [actor.slice(6)] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from staff where id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [`staff:${id}`, name]));
}

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { Tx } from '../../../foundation/history/history.ts';
import { isPublic } from '../../../foundation/history/visible.ts';
import type { Change, Move } from './model.ts';

type Asked = Pick<Move, 'kind' | 'fromCompany' | 'toCompany' | 'chosen'>;

/**
 * @returns every row that a move changes, as it is and as it will be: all that is said of a company, or what was chosen. A
 * link between the two companies of a merge says nothing any more: it stays as it is, and is taken from the public.
 */
export async function changesOf(db: Db, move: Asked): Promise<Change[]> {
  const { fromCompany: from, toCompany: to } = move;
  const picked = (id: RawBuilder<unknown>) =>
    move.kind === 'merge' ? sql<boolean>`true` : sql<boolean>`${id} = any(${move.chosen}::uuid[])`;
  const moved = (column: string) =>
    sql`case when ${sql.ref(column)} = ${from} then ${to}::uuid else ${sql.ref(column)} end`;
  const { rows } = await sql<Change>`
    select * from (
      select 1 as part, 'company_name' as place, n.id as "thingId", 'company-name' as kind, n.position as "order",
        jsonb_build_object('company_id', n.company_id, 'position', n.position, 'parallel', n.parallel) as before,
        jsonb_build_object('company_id', ${to}::uuid, 'position',
          (select coalesce(max(position), 0) from company_name where company_id = ${to}) + row_number() over (order by n.position, n.id),
          'parallel', n.parallel or (n.kind is not distinct from 'legal' and exists (${legalBeside(to)}))) as after
      from company_name n where n.company_id = ${from} and ${picked(sql`n.id`)}
      union all
      select 2, 'succession', s.id, 'succession', 0,
        jsonb_build_object('from_company', s.from_company, 'to_company', s.to_company),
        jsonb_build_object('from_company', ${moved('s.from_company')}, 'to_company', ${moved('s.to_company')})
      from succession s where ${from}::uuid in (s.from_company, s.to_company) and ${to}::uuid not in (s.from_company, s.to_company)
        and ${picked(sql`s.id`)}
      union all
      select 2, 'ownership', w.id, 'ownership', 0,
        jsonb_build_object('company_id', w.company_id, 'owner_company', w.owner_company),
        jsonb_build_object('company_id', ${moved('w.company_id')}, 'owner_company', ${moved('w.owner_company')})
      from ownership w where (w.company_id = ${from} or w.owner_company = ${from})
        and w.company_id <> ${to} and w.owner_company is distinct from ${to} and ${picked(sql`w.id`)}
      union all
      select 3, 'contract', k.id, 'contract', 0, jsonb_build_object('company_id', k.company_id), jsonb_build_object('company_id', ${to}::uuid)
      from contract k where k.company_id = ${from} and ${picked(sql`k.id`)}
      union all
      select 4, 'incident_company', ic.incident_id, 'incident', 0, to_jsonb(ic),
        case when not exists (select from incident_company o where o.incident_id = ic.incident_id and o.company_id = ${to})
          then to_jsonb(ic) || jsonb_build_object('company_id', ${to}::uuid) end
      from incident_company ic where ic.company_id = ${from} and ${picked(sql`ic.incident_id`)}
      union all
      select 5, 'case_company', cc.case_id, 'case', 0, to_jsonb(cc),
        case when not exists (select from case_company o where o.case_id = cc.case_id and o.company_id = ${to})
          then to_jsonb(cc) || jsonb_build_object('company_id', ${to}::uuid) end
      from case_company cc where cc.company_id = ${from} and ${picked(sql`cc.case_id`)}
      union all
      select 6, 'response', a.id, 'response', 0,
        jsonb_build_object('company_id', a.company_id, 'about', a.about),
        jsonb_build_object('company_id', ${moved('a.company_id')}, 'about', ${moved('a.about')})
      from response a where ${from}::uuid in (a.company_id, a.about) and ${picked(sql`a.id`)}
      ${move.kind === 'merge' ? sql`union all ${endsOf(from, to)}` : sql``}
    ) change order by part, "order", "thingId"`.execute(db);
  return rows.map(({ place, thingId, kind, before, after }) => ({ place, thingId, kind, before, after }));
}

/** SQL: legal names of a company that are borne for certain while name `n` is, in its language, and not marked. */
function legalBeside(company: Id) {
  const borne = (name: string) => {
    const [begun, end] = [
      sql`date_until(${sql.ref(`${name}.valid_from`)})`,
      sql`date_from(${sql.ref(`${name}.valid_to`)})`,
    ];
    return sql`daterange(${begun}, greatest(${begun}, ${end}))`;
  };
  return sql`select from company_name o where o.company_id = ${company} and o.kind = 'legal' and not o.parallel
    and o.lang = n.lang and o.valid_from is not null and n.valid_from is not null and ${borne('o')} && ${borne('n')}`;
}

/** SQL: what ends with a merge: the company that goes, links between the two, and the address that leads on from now. */
function endsOf(from: Id, to: Id) {
  const ending = (id: RawBuilder<unknown>, kind: string) => sql`
    select 7, 'publication', ${id}, ${kind}::text, 0, '{"public": true}'::jsonb, '{"public": false}'::jsonb`;
  return sql`
    ${ending(sql`s.id`, 'succession')} from succession s
      where (s.from_company, s.to_company) in ((${from}, ${to}), (${to}, ${from})) and ${isPublic(sql`s.id`)}
    union all ${ending(sql`w.id`, 'ownership')} from ownership w
      where (w.company_id, w.owner_company) in ((${from}, ${to}), (${to}, ${from})) and ${isPublic(sql`w.id`)}
    union all ${ending(sql`c.id`, 'company')} from company c where c.id = ${from} and ${isPublic(sql`c.id`)}
    union all select 8, 'former_slug', t.id, 'company', 0, null,
      jsonb_build_object('kind', 'company', 'slug', t.slug, 'thing_id', ${to}::uuid) from thing t where t.id = ${from} and t.slug is not null`;
}

/** A row is not as a move found or left it: somebody has changed it since. */
export class RowChanged extends Error {
  readonly change: Change;
  constructor(change: Change) {
    super(`${change.place} of ${change.thingId} is not as it was`);
    this.change = change;
  }
}

/** Changes one row, or puts it back: `to` is what it becomes. @throws RowChanged where it is not as `from` says. */
export async function applyChange(
  tx: Tx,
  change: Change,
  { from, to, actor }: { from: Change['before']; to: Change['before']; actor: string },
): Promise<void> {
  const { place, thingId } = change;
  if (place === 'publication') return setPublic(tx, change, to?.public === true, actor);
  const table = sql.table(place);
  if (from !== null && to !== null && place !== 'incident_company' && place !== 'case_company') {
    const columns = sql.join(Object.keys(to).map((name) => sql.ref(name)));
    const { rows } = await sql`update ${table} o set (${columns}) = row (${sql.join(
      Object.keys(to).map(
        (name) => sql`(jsonb_populate_record(null::${table}, ${JSON.stringify(to)}::jsonb)).${sql.ref(name)}`,
      ),
    )}) where id = ${thingId} and to_jsonb(o) @> ${JSON.stringify(from)}::jsonb returning id`.execute(tx);
    if (rows.length !== 1) throw new RowChanged(change);
    return;
  }
  if (from !== null) {
    const { rows } =
      await sql`delete from ${table} o where to_jsonb(o) @> ${JSON.stringify(from)}::jsonb returning 1`.execute(
        tx,
      );
    if (rows.length !== 1) throw new RowChanged(change);
  }
  if (to !== null) {
    const columns = sql.join(Object.keys(to).map((name) => sql.ref(name)));
    await sql`insert into ${table} (${columns}) select ${columns}
      from jsonb_populate_record(null::${table}, ${JSON.stringify(to)}::jsonb)`.execute(tx);
  }
}

async function setPublic(tx: Tx, change: Change, isPublicNow: boolean, actor: string): Promise<void> {
  const { rows } = isPublicNow
    ? await sql`insert into publication (id, thing_id, actor) values (gen_random_uuid(), ${change.thingId}, ${actor})
        on conflict (thing_id) where ended_at is null do nothing returning id`.execute(tx)
    : await sql`update publication set ended_at = greatest(now(), at), ended_by = ${actor}
        where thing_id = ${change.thingId} and ended_at is null returning id`.execute(tx);
  if (rows.length !== 1) throw new RowChanged(change);
}

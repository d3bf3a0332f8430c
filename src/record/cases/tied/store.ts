import { sql } from 'kysely';
import type { Id } from '../../../foundation/database/id.ts';
import type { Tx } from '../../../foundation/history/history.ts';
import { readTie } from './model.ts';
import '../store.ts';

/**
 * The companies of a case, as the desk keeps them with its own fields: what waits stands in the draft, and becomes rows when
 * the case is published.
 */
export const keptParties = {
  read: sql`select coalesce(jsonb_agg(concat_ws(' ', cc.company_id, cc.role) order by cc.company_id), '[]')
    from case_company cc where cc.case_id = o.id`,
  async write(tx: Tx, id: Id, lines: readonly string[]): Promise<void> {
    const wanted = lines.flatMap((line) => readTie('companies', line) ?? []);
    const rows = JSON.stringify(wanted.map((tie) => ({ case_id: id, company_id: tie.id, role: tie.role })));
    await sql`delete from case_company where case_id = ${id}
      and company_id not in (select company_id from jsonb_populate_recordset(null::case_company, ${rows}::jsonb))`.execute(
      tx,
    );
    await sql`insert into case_company (case_id, company_id, role)
      select distinct on (w.company_id) w.case_id, w.company_id, w.role
      from jsonb_populate_recordset(null::case_company, ${rows}::jsonb) w join company c on c.id = w.company_id
      on conflict (case_id, company_id) do update set role = excluded.role
      where case_company.role <> excluded.role`.execute(tx);
  },
};

/** The incidents that a case is about, kept in the same way. */
export const keptIncidents = {
  read: sql`select coalesce(jsonb_agg(ci.incident_id::text order by ci.incident_id), '[]')
    from case_incident ci where ci.case_id = o.id`,
  async write(tx: Tx, id: Id, lines: readonly string[]): Promise<void> {
    const wanted = lines.flatMap((line) => readTie('incidents', line)?.id ?? []);
    await sql`delete from case_incident where case_id = ${id} and incident_id <> all(${wanted}::uuid[])`.execute(
      tx,
    );
    await sql`insert into case_incident (case_id, incident_id)
      select ${id}::uuid, i.id from incident i where i.id = any(${wanted}::uuid[]) on conflict do nothing`.execute(
      tx,
    );
  },
};

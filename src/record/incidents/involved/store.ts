import { sql } from 'kysely';
import type { Id } from '../../../foundation/database/id.ts';
import type { Tx } from '../../../foundation/history/history.ts';
import { readLine } from './model.ts';
import '../store.ts';

/**
 * Who was involved, as the desk keeps it with the own fields of an incident: what waits stands in the draft, and becomes
 * rows when the incident is published.
 */
export const keptInvolvement = {
  read: sql`select coalesce(jsonb_agg(concat_ws(' ', ic.company_id, ic.role, ic.standing) order by ic.company_id), '[]')
    from incident_company ic where ic.incident_id = o.id`,
  async write(tx: Tx, id: Id, lines: readonly string[]): Promise<void> {
    const wanted = lines.flatMap((line) => readLine(line) ?? []);
    const rows = JSON.stringify(wanted.map((part) => ({ incident_id: id, ...part })));
    await sql`delete from incident_company where incident_id = ${id}
      and company_id not in (select company_id from jsonb_populate_recordset(null::incident_company, ${rows}::jsonb))`.execute(
      tx,
    );
    await sql`insert into incident_company (incident_id, company_id, role, standing)
      select distinct on (w.company_id) w.incident_id, w.company_id, w.role, w.standing
      from jsonb_populate_recordset(null::incident_company, ${rows}::jsonb) w join company c on c.id = w.company_id
      on conflict (incident_id, company_id) do update set role = excluded.role, standing = excluded.standing`.execute(
      tx,
    );
  },
};

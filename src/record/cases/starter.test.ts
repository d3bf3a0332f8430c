import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import type { Db } from '../../foundation/database/database.ts';
import { readCaseFigures } from './list-store.ts';
import { countSteps } from './scoreboard/store.ts';

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase({ starter: true }));
});

const slugs = async (query: ReturnType<typeof sql<{ slug: string }>>) =>
  (await query.execute(db)).rows.map(({ slug }) => slug);

test('convictions and pardons are counted from steps, and agree with how the cases stand', async () => {
  expect(await readCaseFigures(db)).toEqual({
    cases: 15,
    convicted: 3,
    pardoned: 1,
    compensated: 1,
    settled: 5,
    disputed: { convicted: 0, pardoned: 0 },
  });
  const by = (kind: string) =>
    slugs(sql`select t.slug from thing t where t.kind = 'case'
      and exists (select from stage s where s.case_id = t.id and s.kind = ${kind}) order by 1`);
  const standing = (...statuses: string[]) =>
    slugs(sql`select t.slug from thing t join court_case c on c.id = t.id
      where c.status = any(${statuses}::text[]) order by 1`);
  expect(await by('convicted')).toEqual(await standing('convicted', 'pardoned'));
  expect(await by('pardoned')).toEqual(await standing('pardoned'));
});

test('no step claims more than how its case stands', async () => {
  const beyond = await slugs(sql`
    select t.slug from stage s join court_case c on c.id = s.case_id join thing t on t.id = c.id
    where (s.kind = 'acquitted' and c.status <> 'acquitted') or (s.kind in ('convicted', 'sentenced') and c.kind <> 'criminal')`);
  expect(beyond).toEqual([]);
});

test('an incident that ended in a pardon, a conviction or a settlement has a case that says so', async () => {
  const bare = await slugs(sql`
    select t.slug from incident i join thing t on t.id = i.id
    where i.accountability in ('pardoned', 'convicted', 'settled', 'judgment', 'dismissed') and not exists (
      select from case_incident ci join court_case c on c.id = ci.case_id
      where ci.incident_id = i.id and c.status = i.accountability)`);
  expect(bare).toEqual([]);
});

test('redress is for those who were harmed: no fine and no share of a whistleblower is among it', async () => {
  const cases = await slugs(sql`
    select distinct t.slug from redress r join thing t on t.id = r.case_id order by 1`);
  expect(cases).toEqual([
    'adhikari-v-kbr',
    'al-quraishi-v-nakhla',
    'al-shimari-v-caci',
    'falluja-families-v-blackwater',
    'in-re-xe-services',
    'nisour-families-north-carolina',
  ]);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from redress where kind = 'nothing'`.execute(db);
  expect(rows).toEqual([{ n: 0 }]);
});

test('every step and every redress is public, has a source and is told in Arabic too', async () => {
  const lacking = await slugs(sql`
    select t.kind || ' ' || t.id as slug from thing t where t.kind in ('stage', 'redress') and not (
      exists (select from citation where thing_id = t.id)
      and exists (select from publication where thing_id = t.id and ended_at is null)
      and exists (select from stage_text where thing_id = t.id and lang = 'ar' union all
        select from redress_text where thing_id = t.id and lang = 'ar'))`);
  expect(lacking).toEqual([]);
});

test('the steps of incidents add up to all incidents', async () => {
  const counts = Object.values(await countSteps(db)).reduce((sum, n) => sum + n, 0);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from incident`.execute(db);
  expect(counts).toBe(rows[0]?.n);
});

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/database.ts';
import { steps } from './model.ts';

test('the index of the scoreboard has the steps in the order in which the scoreboard has them', async () => {
  const { db } = await testDatabase({ starter: false });
  const { rows } = await sql<{ made: string }>`
    select pg_get_indexdef('incident_by_step'::regclass) as made`.execute(db);
  expect(rows[0]?.made).toContain(`'{${steps.join(',')}}'`);
});

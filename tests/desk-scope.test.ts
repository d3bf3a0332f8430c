import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { askHandover } from '../src/declarations/handover/store.ts';
import { otherPlace, signed, starterPlace } from '../src/declarations/moderation/moderation.world.ts';
import { roles } from '../src/staff/model.ts';
import { testDatabase } from './database.ts';
import { testDesk } from './desk.ts';
import { type Form, formsOf } from './desk-forms.ts';

// Somebody who has every role in one campaign, and none elsewhere, sends every form that the pages of an owner hold.

const { db } = await testDatabase({ starter: true });
const { desk, site, as } = testDesk(db);

/** Of their own account, their own uploads, or of what belongs to all of the staff: descriptions of files. */
const ownOrShared = /^\/desk\/(account|sign-out|uploads|files|signatures\/undo|monday)/;
/** Written by looking, or by being refused. */
const unread = new Set(['audit', 'at_work', 'staff_session']);

/** Everything that stands in the database, a sum for each table. */
async function sums(): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(db);
  const found = tables
    .filter(({ name }) => !unread.has(name))
    .map(async ({ name }) => {
      const { rows } = await sql<{
        sum: string;
      }>`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum
        from ${sql.table(name)} t`.execute(db);
      return [name, rows[0]?.sum ?? ''];
    });
  return Object.fromEntries(await Promise.all(found));
}

test('whoever has every role in one campaign changes nothing in another, and nothing that belongs to none', async () => {
  const [mine, theirs] = [await otherPlace(db, 'their-own'), await starterPlace(db)];
  const states = ['confirmed', 'suspect', 'listed', 'suspended', 'rejected'] as const;
  for (const [n, state] of states.entries())
    await signed(db, site.keys, theirs, state, { organisation_name: `Sample Abroad ${n}` });
  const owner = await as('owner');
  const insider = await as(
    roles.filter((role) => role !== 'owner'),
    { campaignId: mine.campaignId },
  );
  const { rows: declarations } = await sql<{
    id: never;
  }>`select id from declaration where campaign_id = ${theirs.campaignId}`.execute(db);
  for (const { id } of declarations)
    await askHandover(
      db,
      { declarationId: id, lang: 'en', datedOn: '2026-01-01', addressee: null },
      'operator',
    );
  await owner.post('/desk/cleanups/in/stop-private-military-companies', {
    pattern: 'Sample Abroad*',
    category: 'invented',
    reason: 'a sample reason',
  });

  const { rows: ids } = await sql<{ id: string }>`
    select id from (select t.id, row_number() over (partition by t.kind order by t.id) as n from thing t left join thing_campaign c on c.thing_id = t.id
      where c.campaign_id is distinct from ${mine.campaignId} and t.id <> ${mine.campaignId}) x where n <= 2
    union all select id from signature where version_id = ${theirs.versionId} union all select id from cleanup`.execute(
    db,
  );
  const pages = desk.routes.filter(
    ({ method, path }) => method === 'GET' && !/:(?!id\b|id\{|lang\b|campaign\b)/.test(path),
  );
  const forms = new Map<string, Form>();
  for (const { path } of pages) {
    const filled = (id: string) =>
      path
        .replace(/:id(\{[^}]*\}(\})?)?/, id)
        .replace(':lang', 'ar')
        .replace(':campaign', 'stop-private-military-companies');
    for (const address of path.includes(':id') ? ids.map(({ id }) => filled(id)) : [filled('')]) {
      const answer = await owner.get(address);
      const html = await answer.text();
      if (answer.status !== 200) continue;
      for (const form of formsOf(html))
        if (!ownOrShared.test(form.action)) forms.set(form.action + JSON.stringify(form.fields), form);
    }
  }
  expect(forms.size).toBeGreaterThan(100);
  const before = await sums();
  const taken: string[] = [];
  for (const { action, fields } of forms.values()) {
    // A form that makes something of one's own, or chooses from a list, is in the hands of who fills it in.
    if (JSON.stringify(fields).includes(mine.campaignId) || action.includes('their-own')) continue;
    const form: Record<string, string[]> = {};
    for (const [name, value] of fields) form[name] = [...(form[name] ?? []), value || 'a sample reason'];
    const answer = await insider.post(action, form);
    if (answer.status < 400 && !/\/bulk$|\/review\/adopt$/.test(action))
      taken.push(`${answer.status} ${action}`);
  }
  const after = await sums();
  expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([]);
  expect(taken).toEqual([]);
});

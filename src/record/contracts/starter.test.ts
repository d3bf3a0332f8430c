import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { readContractFigures } from './figures-store.ts';

const { db } = await testDatabase({ starter: true });

test('no contract of the starter runs on without a source that says so', async () => {
  const { rows } = await sql<{ endIs: string; n: number }>`
    select end_is as "endIs", count(*)::int as n from contract group by end_is order by end_is`.execute(db);
  expect(rows).toEqual([
    { endIs: 'known', n: 13 },
    { endIs: 'unknown', n: 13 },
  ]);
});

test('no contract of a UN agency could be sourced: that is a gap, not a finding of none', async () => {
  const figures = await readContractFigures(db);
  expect(figures.byBuyerKind).toEqual({ state: 24, un: null, company: 1, ngo: 1, other: null });
});

test('one contract was certainly held across a renaming: that of Blackwater and Xe', async () => {
  const { underLaterName } = await readContractFigures(db);
  const { rows } = await sql<{ slug: string }>`
    select slug from thing where id = any(${underLaterName.ids}::uuid[])`.execute(db);
  expect(rows.map(({ slug }) => slug)).toEqual(['blackwater-wpps']);
});

test('every contract has its sources, both languages, and is marked as not yet reviewed', async () => {
  const { rows } = await sql<{ slug: string }>`
    select t.slug from contract c join thing t on t.id = c.id
    where not exists (select from citation where thing_id = c.id)
      or (select count(*) from contract_text where thing_id = c.id and state = 'published') <> 2
      or not exists (select from unadopted u where u.thing_id = c.id)
      or not exists (select from publication where thing_id = c.id)`.execute(db);
  expect(rows).toEqual([]);
});

test('a buyer that several contracts name came in once, with what it is and its country', async () => {
  const { rows } = await sql<{ slug: string; n: number }>`
    select t.slug, count(*)::int as n from contract c join thing t on t.id = c.buyer_id group by t.slug having count(*) > 1
    order by n desc, slug`.execute(db);
  expect(rows.slice(0, 2)).toEqual([
    { slug: 'uk-foreign-and-commonwealth-office', n: 5 },
    { slug: 'us-department-of-state', n: 4 },
  ]);
});

test('what a law does is not yet researched wherever its own text does not say it', async () => {
  const { rows } = await sql<{ said: number; all: number }>`
    select count(*) filter (where d.value <> 'unknown')::int as said, count(*)::int as all from law l,
      jsonb_each_text(jsonb_build_object('p', l.prohibits, 'l', l.licenses, 'i', l.immunity, 'j', l.jurisdiction, 'r', l.remedy)) d`.execute(
    db,
  );
  expect(rows).toEqual([{ said: 13, all: 105 }]);
});

test('the steps towards a treaty are there in their order, with no vote that no source counts', async () => {
  const { rows } = await sql<{ steps: number; laws: number; votes: number }>`
    select count(*)::int as steps, count(law_id)::int as laws, count(votes_for)::int as votes from treaty_step`.execute(
    db,
  );
  expect(rows).toEqual([{ steps: 27, laws: 5, votes: 0 }]);
});

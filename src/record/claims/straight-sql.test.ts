import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';

const { pool } = await testDatabase({ starter: true });

const incident = "(select id from thing where kind = 'incident' and slug = 'dyncorp-taxi-2007')";
const firstName = `(select id from company_name where company_id =
  (select id from thing where kind = 'company' and slug = 'blackwater') order by position limit 1)`;
const comesOut = (lang: string, revision: number, of = incident) =>
  `insert into text_publication (id, thing_id, lang, revision, actor) values (gen_random_uuid(), ${of}, ${lang}, ${revision}, 'staff:a')`;
const writes = (actor: string, lang: string, data: string, more = '') =>
  `insert into revision (id, thing_id, lang, number, actor, why, data${more && ', at'}) values (gen_random_uuid(), ${incident}, ${lang},
    (select coalesce(max(number), 0) + 1 from revision where thing_id = ${incident} and lang is not distinct from ${lang}),
    '${actor}', 'a try', '${data}'${more})`;
const reads = (reviewer: string) =>
  `insert into review (id, thing_id, kind, reviewer) values (gen_random_uuid(), ${incident}, 'staff', '${reviewer}')`;
const lie = `update incident_text set summary = 'A lie.' where thing_id = ${incident} and lang = 'en' and state = 'published'`;

/** Runs statements as one transaction of the product's own role. */
async function tryInSql(statements: readonly string[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`begin; ${statements.join('; ')}; commit`);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const refusedAs = { code: expect.stringMatching(/^TD00[14]$/) };

describe('what the public reads of a claim, changed straight in SQL, is refused:', () => {
  test.each<[string, string[]]>([
    ['a text that no revision says', [lie, comesOut("'en'", 1)]],
    [
      'a text that a revision says otherwise',
      [writes('staff:a', "'en'", '{"summary": "True."}'), reads('staff:b'), lie, comesOut("'en'", 2)],
    ],
    [
      'a standing that no revision says',
      [`update incident set standing = 'established' where id = ${incident}`, comesOut('null', 1)],
    ],
    [
      'a field beside a revision that does not name it',
      [
        writes('staff:a', 'null', '{"standing": "disputed"}'),
        reads('staff:b'),
        `update incident set killed_max = 9 where id = ${incident}`,
        comesOut('null', 2),
      ],
    ],
    [
      'how surely a company took part',
      [
        `update incident_company set standing = 'established' where incident_id = ${incident}`,
        comesOut('null', 1),
      ],
    ],
    [
      'another source',
      [
        `update citation set source_id = (select id from source s where not exists (select from citation c
           where c.thing_id = ${incident} and c.source_id = s.id) limit 1)
         where id = (select id from citation where thing_id = ${incident} limit 1)`,
        comesOut('null', 1),
      ],
    ],
    [
      'a source that goes to another statement',
      [
        `update citation set thing_id = (select id from thing where kind = 'incident' and slug = 'crescent-weapons-2007')
         where id = (select id from citation where thing_id = ${incident} limit 1)`,
      ],
    ],
    [
      'a name that goes to another company',
      [
        comesOut('null', 1, firstName),
        `update company_name set company_id = (select id from thing where kind = 'company' and slug = 'caci') where id = ${firstName}`,
      ],
    ],
    [
      'another kind of thing, which needs no source',
      [`update thing set kind = 'news' where id = ${incident}`],
    ],
    [
      'while it is taken back for a moment',
      [
        `update publication set ended_at = now(), ended_by = 'staff:a' where thing_id = ${incident}`,
        lie,
        `insert into publication (id, thing_id, actor) values (gen_random_uuid(), ${incident}, 'staff:a')`,
      ],
    ],
    [
      'while it is to come out later',
      [`update publication set at = now() + interval '1 minute' where thing_id = ${incident}`, lie],
    ],
    ['after the checks were made early', [comesOut("'en'", 1), 'set constraints all immediate', lie]],
    [
      'to what nobody has read, after the checks were made early',
      [
        comesOut("'en'", 1),
        'set constraints all immediate',
        `insert into revision (id, thing_id, lang, number, actor, why, data) select gen_random_uuid(), thing_id, lang, 2, 'staff:a', 'a try',
           data || '{"summary": "A lie."}' from revision where thing_id = ${incident} and lang = 'en'`,
        `update incident_text set summary = 'A lie.', revision = 2 where thing_id = ${incident} and lang = 'en' and state = 'published'`,
      ],
    ],
    ['a vote', [`insert into treaty_vote select id, 'IQ', 'against' from treaty_step limit 1`]],
  ])('%s', async (_, statements) => {
    await expect(tryInSql(statements)).rejects.toMatchObject(refusedAs);
  });
});

describe('nobody reviews what they wrote:', () => {
  test.each<[string, string[]]>([
    ['as of another time', [writes('staff:a', "'en'", '{}', ", '1990-01-01'"), reads('staff:a')]],
    [
      'among what others wrote and read',
      [
        writes('staff:b', "'en'", '{}', ", now() + interval '1 hour'"),
        reads('staff:c'),
        writes('staff:a', "'en'", '{}'),
        reads('staff:a'),
      ],
    ],
    [
      'with the list of who wrote emptied',
      [writes('staff:a', "'en'", '{}'), "update unread_claim set authors = '{}'"],
    ],
  ])('%s', async (_, statements) => {
    await expect(tryInSql(statements)).rejects.toMatchObject(refusedAs);
  });
});

describe('nothing is lost at a stroke:', () => {
  test.each([
    'truncate citation',
    'truncate publication',
    'truncate text_publication',
    'delete from text_publication',
    'truncate incident_company',
    'truncate company_name cascade',
    'truncate response cascade',
    `delete from incident_text where thing_id = ${incident}; delete from incident_company where incident_id = ${incident};
     delete from incident where id = ${incident}`,
  ])('%s', async (statement) => {
    // Something to lose.
    const first = statement.startsWith('delete from text_publication') ? [comesOut("'en'", 1)] : [];
    await expect(tryInSql([...first, statement])).rejects.toMatchObject(refusedAs);
  });
});

test('a change that a revision says, that was read and came out, is made', async () => {
  const data = `(select data || '{"summary": "As it was read."}' from revision where thing_id = ${incident} and lang = 'en' limit 1)`;
  await tryInSql([
    `insert into revision (id, thing_id, lang, number, actor, why, data) values (gen_random_uuid(), ${incident}, 'en', 2, 'staff:a', 'a try', ${data})`,
    reads('staff:b'),
    `update incident_text set summary = 'As it was read.', revision = 2 where thing_id = ${incident} and lang = 'en' and state = 'published'`,
    comesOut("'en'", 2),
  ]);
});

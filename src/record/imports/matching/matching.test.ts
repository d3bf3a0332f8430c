import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/database.ts';
import { make, makeCompany } from '../../api/record.world.ts';
import { importWorld } from '../import.world.ts';

describe('a row of companies', () => {
  test('is matched by every name that a company ever had, in any script, and the preview says which and why', async () => {
    const { db } = await testDatabase({ starter: true });
    const { ask, html, mapAsOffered, send, waiting } = await importWorld(db);
    const page = await send(
      'company',
      'name,lang\nBlakwater,en\nبلاك ووتر,ar\nXe Services,en\nBromvel Watchkeepers,en\n',
    );
    await mapAsOffered(page);
    const preview = await html(page);
    expect(preview.match(/>ACADEMI</g)).toHaveLength(3);
    expect(preview).toMatch(/Found by the name <b><bdi[^>]*>Blackwater<\/bdi>/);
    expect(preview).toContain('1 letter differs');
    expect(preview).toMatch(/Found by the name <b><bdi[^>]*>بلاك ووتر<\/bdi>/);
    expect(preview.match(/Proposed as new/g)).toHaveLength(1);
    await ask(page);
    const { rows } = await sql<{ id: string }>`select id from thing where slug = 'blackwater'`.execute(db);
    const id = rows[0]?.id;
    const rowsWaiting = await waiting();
    expect(rowsWaiting.map(({ matched }) => matched)).toEqual([id, id, id, null]);
    expect(rowsWaiting[0]?.payload.match).toMatchObject({
      title: 'ACADEMI',
      by: { what: 'name', name: 'Blackwater', reasons: [{ what: 'spelling', letters: 1 }] },
    });
    expect(await html(page)).toContain('1 letter differs');
  });

  test('that only shares letters with a name, or is a part of one, is proposed as new, with what is near beside it', async () => {
    const { db } = await testDatabase({ starter: false });
    const id = await makeCompany(db, 'bromvel', 'Bromvel Kartan Security');
    const { propose } = await importWorld(db);
    const { rows } = await propose('company', 'name,lang\nBromvel Security,en\nBrokarvel Security,en\n');
    expect(rows.map(({ matched }) => matched)).toEqual([null, null]);
    expect(rows[0]?.payload.match).toMatchObject({ id, by: { name: 'Bromvel Kartan Security' } });
    expect(rows[1]?.payload.match).toBeNull();
  });
});

describe('a row of what belongs to others', () => {
  test('is matched among those of the same company or case only', async () => {
    const { db } = await testDatabase({ starter: false });
    const one = await makeCompany(db, 'one-example', 'Bromvel Watch');
    const other = await makeCompany(db, 'other-example', 'Kartan Watch');
    const succession = await make(db, {
      kind: 'succession',
      table: 'succession',
      own: { from_company: one, to_company: other, kind: 'acquired', date: '2010', standing: 'reported' },
      texts: { en: { note: 'A sample.' } },
    });
    const { propose } = await importWorld(db);
    const names = await propose(
      'company-name',
      'company,name,language\nBromvel Watch,Bromvell Watch,en\nother-example,Bromvel Watch,en\n',
    );
    expect(names.rows.map(({ matched }) => matched !== null)).toEqual([true, false]);
    const successions = await propose(
      'succession',
      `from,to,type,date,note\nBromvel Watch,Kartan Watch,acquired,2011,A sample\n${other},${one},acquired,2010,Another\n`,
    );
    const rows = successions.rows.slice(names.rows.length);
    expect(rows.map(({ matched, score }) => [matched, score])).toEqual([
      [succession, 0.9],
      [null, null],
    ]);
  });
});

test('titles are compared in any script, through the index', async () => {
  const { db, pool } = await testDatabase({ starter: false });
  const id = await make(db, {
    kind: 'law',
    slug: 'a-law',
    table: 'law',
    own: { country: 'IQ', kind: 'order', status: 'draft' },
    texts: {
      en: { title: 'A sample order', summary: '' },
      ar: { title: 'قانون الشركات الأمنية المثالية', summary: '' },
    },
  });
  const { propose } = await importWorld(db);
  const { rows } = await propose(
    'law',
    'title_ar,country\nقانون الشركات الامنيه المثاليه,IQ\nشيء آخر تماماً,IQ\n',
  );
  expect(rows.map(({ matched }) => matched)).toEqual([id, null]);
  const plan = await pool.query<{
    'QUERY PLAN': string;
  }>(`set enable_seqscan = off; explain select from law_text x
    where spelling_of(folded(x.title)) % 'a sample'`);
  const text = JSON.stringify(plan);
  expect(text).toContain('law_text_alike');
});

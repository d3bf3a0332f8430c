import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { testSite } from '../../../tests/site.ts';
import { sameValues } from '../../desk/editing/form/fields.ts';
import type { Values } from '../../desk/editing/model.ts';
import { readWork } from '../../desk/editing/work-store.ts';
import { editables } from '../../editables.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { write } from '../../foundation/history/history.ts';
import { recordKind, recordKinds } from '../api/kinds/kinds.ts';
import { makeCompany, makeSource } from '../api/record.world.ts';
import { listPublicCited } from '../sources/citing/cite-store.ts';
import { linesOf } from './entry.ts';
import { EntryRefused, writeEntry } from './write-store.ts';

const { db } = await testDatabase({ starter: true });

describe('the history of what came in begins as the desk would have begun it', () => {
  const kept = editables.filter(({ kind }) => recordKinds.some((one) => one.kind === kind));

  test.each(kept)('$kind: with all fields, all texts, and the first sources', async (editable) => {
    const { rows } = await sql<{ id: Id }>`select id from ${sql.table(editable.table)}`.execute(db);
    for (const { id } of rows) {
      const work = await readWork(db, editable, id);
      const revisions = await db
        .selectFrom('revision')
        .select(['lang', 'data'])
        .where('thing_id', '=', id)
        .orderBy('number')
        .execute();
      const [fields, citations, ...more] = revisions.filter(({ lang }) => lang === null);
      // What the revision of a thing's own fields holds is what a form of its kind would.
      const data = (fields?.data ?? {}) as Values;
      const own = Object.fromEntries(editable.own.map(({ name }) => [name, data[name] ?? null]));
      expect(sameValues(own, work?.own ?? {}), `${editable.kind} ${work?.slug} ${JSON.stringify(own)}`).toBe(
        true,
      );
      for (const { lang, data: text } of revisions)
        if (lang !== null) expect(text).toEqual(work?.published[lang]?.values);
      const cited = await listPublicCited(db, id);
      const first = cited.map(({ sourceId, page, quotation }) => ({ sourceId, page, quotation }));
      expect(citations?.data).toEqual(first.length === 0 ? undefined : { citations: first });
      expect(more).toEqual([]);
    }
  });

  test.each([
    ['en', 'incident/nisour-square', ['Blackwater', 'staff', 'Sources']],
    ['ar', 'incident/nisour-square', ['بلاك ووتر', 'المصادر']],
    ['en', 'case/in-re-xe-services', ['Nisour Square', 'Blackwater', 'Defendant']],
    ['ar', 'case/in-re-xe-services', ['ساحة النسور', 'المصادر']],
  ])('and the public reads it so: %s %s', async (lang, path, said) => {
    const page = await (await testSite(db).app.request(`/${lang}/record/history/${path}`)).text();
    for (const words of said) expect(page).toContain(words);
    expect(page).not.toContain('<dd>—');
    // A line that names a company is a line of the reader's language, whatever script the name begins with.
    expect(page).toMatch(
      new RegExp(`<p class="words" lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}">\\u2068?ACADEMI`),
    );
  });
});

describe('an entry', () => {
  const written = (entry: Partial<Parameters<typeof writeEntry>[1]>) =>
    db.transaction().execute(async (tx) => {
      const id = newId();
      await writeEntry(write('operator', 'a sample', tx), {
        kind: 'incident',
        id,
        slug: `sample-${id}`,
        primaryLang: 'en',
        own: { date: '2007', kinds: ['killing'], harmed: [], accountability: 'none' },
        links: {},
        texts: [{ lang: 'en', values: { title: 'A sample', summary: 'It happened.' }, outOfDate: false }],
        citations: [],
        ...entry,
      });
      await sql`insert into review (id, thing_id, kind, reviewer) values (${newId()}, ${id}, 'staff', 'staff:second')`.execute(
        tx,
      );
      return id;
    });

  test('says in its history what nobody named too, and of which field a source is', async () => {
    const [source, other] = [await makeSource(db), await makeSource(db)];
    const companies = [await makeCompany(db, 'one', 'One'), await makeCompany(db, 'two', 'Two')];
    const where = { page: '12', quotation: null };
    const id = await written({
      links: {
        companies: companies.toReversed().map((company) => ({
          company_id: company,
          role: 'staff-acted',
          standing: 'alleged',
        })),
      },
      citations: [
        { source, field: null, ...where },
        { source: other, field: 'date', ...where },
      ],
    });
    const { rows } = await sql<{ data: object }>`select data from revision
      where thing_id = ${id} and lang is null order by number`.execute(db);
    expect(rows.map(({ data }) => data)).toEqual([
      expect.objectContaining({
        standing: 'reported',
        killed_min: null,
        involved: companies.map((company) => `${company} staff-acted alleged`),
      }),
      {
        citations: [
          { sourceId: source, ...where },
          { sourceId: other, field: 'date', ...where },
        ],
      },
    ]);
  });

  test('that breaks a rule is refused in the words of the rule', async () => {
    const refused = written({ own: { date: '2007', kinds: ['killing'], killed_min: 3 } });
    await expect(refused).rejects.toThrow(EntryRefused);
    await expect(refused).rejects.toThrow(/check constraint|null value/);
    await expect(written({ own: { date: 'long ago' } })).rejects.toThrow(EntryRefused);
    // A mistake of ours is none of the entry.
    await expect(written({ own: { colour: 'red' } })).rejects.not.toThrow(EntryRefused);
  });

  test('keeps its rows as lines in one order', () => {
    const [links] = recordKind('treaty-step').links;
    if (!links) throw new Error('votes');
    const votes = [
      { country: 'SE', vote: 'against' },
      { country: 'IQ', vote: 'for' },
    ];
    expect(linesOf(links, votes)).toEqual(['IQ for', 'SE against']);
  });
});

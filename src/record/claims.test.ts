import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import type { Id } from '../foundation/database/id.ts';
import { newId } from '../foundation/database/id.ts';
import { type Actor, type Tx, write } from '../foundation/history/history.ts';

const { db } = await testDatabase({ starter: false });

const author: Actor = 'staff:author';
const second: Actor = 'staff:second';

/** A law, written by its author, with or without a source. */
async function draft(tx: Tx, sourced: boolean): Promise<Id> {
  const history = write(author, 'a sample', tx);
  const id = await history.begin({ kind: 'law', slug: `sample-${newId()}`, primaryLang: 'en' });
  await sql`insert into law (id, country, kind, status) values (${id}, 'IQ', 'licenses', 'in-force')`.execute(
    tx,
  );
  await history.revise(id, 'law', null, {});
  if (sourced) await cite(tx, id);
  return id;
}

async function cite(tx: Tx, id: Id): Promise<void> {
  const source = await write(author, 'a sample', tx).begin({ kind: 'source', slug: null, primaryLang: 'en' });
  await sql`insert into source (id, key, kind, title) values (${source}, ${source}, 'press', 'A sample')`.execute(
    tx,
  );
  await sql`insert into citation (id, thing_id, source_id) values (${newId()}, ${id}, ${source})`.execute(tx);
}

const review = (tx: Tx, id: Id, reviewer: string) =>
  sql`insert into review (id, thing_id, kind, reviewer) values (${newId()}, ${id}, 'staff', ${reviewer})`.execute(
    tx,
  );
const publish = (tx: Tx, id: Id) =>
  sql`insert into publication (id, thing_id, actor) values (${newId()}, ${id}, ${second})`.execute(tx);
const inOne = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);
const refused = { code: 'TD004' };

test('an unsourced statement is not published, straight in SQL either', async () => {
  await expect(
    inOne(async (tx) => {
      const id = await draft(tx, false);
      await review(tx, id, second);
      await publish(tx, id);
    }),
  ).rejects.toMatchObject(refused);
});

test('a statement that nobody reviewed, or its author alone, is not published', async () => {
  await expect(inOne(async (tx) => publish(tx, await draft(tx, true)))).rejects.toMatchObject(refused);
  await expect(inOne(async (tx) => review(tx, await draft(tx, true), author))).rejects.toMatchObject(refused);
});

test('a sourced and reviewed statement is published; what is written afterwards needs another review', async () => {
  const id = await inOne(async (tx) => {
    const made = await draft(tx, true);
    await review(tx, made, second);
    await publish(tx, made);
    return made;
  });
  const change = (reviewer: string | null) =>
    inOne(async (tx) => {
      await write(author, 'a correction', tx).revise(id, 'law', null, { status: 'repealed' });
      if (reviewer !== null) await review(tx, id, reviewer);
      await sql`update law set status = 'repealed' where id = ${id}`.execute(tx);
      await sql`insert into text_publication (id, thing_id, revision, actor) values (${newId()}, ${id}, 2, ${second})`.execute(
        tx,
      );
    });
  await expect(change(null)).rejects.toMatchObject(refused);
  await expect(change(author)).rejects.toMatchObject(refused);
  await change(second);
  // The one who reviewed before may write now, and somebody else reviews.
  await inOne((tx) => write(second, 'another', tx).revise(id, 'law', null, {}));
  await expect(inOne((tx) => review(tx, id, second))).rejects.toMatchObject(refused);
  await inOne((tx) => review(tx, id, author));
});

test('what the public reads of a statement does not change beside publishing', async () => {
  const id = await inOne(async (tx) => {
    const made = await draft(tx, true);
    await review(tx, made, second);
    await publish(tx, made);
    return made;
  });
  await expect(
    inOne((tx) => sql`update law set status = 'repealed' where id = ${id}`.execute(tx)),
  ).rejects.toMatchObject(refused);
  await expect(
    inOne((tx) =>
      sql`insert into law_text (thing_id, lang, state, title) values (${id}, 'en', 'published', 'Smuggled')`.execute(
        tx,
      ),
    ),
  ).rejects.toMatchObject(refused);
  await expect(
    inOne((tx) => sql`delete from citation where thing_id = ${id}`.execute(tx)),
  ).rejects.toMatchObject(refused);
});

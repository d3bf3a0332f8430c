import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { insertRow } from '../../foundation/database/insert.ts';
import { type Tx, write } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import '../sources/store.ts';

/** A thing of the record as a test makes it: columns of its table, texts by language, published with a source or a draft. */
export interface Made {
  kind: ThingKind;
  slug?: string;
  table: string;
  own: Record<string, unknown>;
  texts?: Record<string, Record<string, unknown>>;
  draft?: boolean;
  source?: Id;
}

/** @returns a source that nobody has cited yet. */
export async function makeSource(db: Db, key = `example-${newId()}`, title = 'A sample source'): Promise<Id> {
  return db.transaction().execute(async (tx) => {
    const id = await write('staff:author', 'a sample', tx).begin({
      kind: 'source',
      slug: null,
      primaryLang: 'en',
    });
    await tx
      .insertInto('source')
      .values({
        id,
        key,
        kind: 'press',
        title,
        publisher: 'Example Press',
        url: 'https://example.org/report',
        date: null,
        language: 'en',
        seen: true,
      })
      .execute();
    return id;
  });
}

/** Makes a thing, cited, read by a second person and published, all in one transaction; or a draft. */
export async function make(db: Db, made: Made): Promise<Id> {
  const source = made.source ?? (await makeSource(db));
  return db.transaction().execute(async (tx) => {
    const history = write('staff:author', 'a sample', tx);
    const id = await history.begin({ kind: made.kind, slug: made.slug ?? null, primaryLang: 'en' });
    await insertRow(tx, made.table, { id, ...made.own });
    await history.revise(id, made.kind, null, made.own);
    for (const [lang, text] of Object.entries(made.texts ?? {})) {
      const state = made.draft ? 'draft' : 'published';
      const based = lang === 'en' ? null : 1;
      await insertRow(tx, `${made.table}_text`, {
        thing_id: id,
        lang,
        state,
        revision: 1,
        based_on_revision: based,
        ...text,
      });
      await history.revise(id, made.kind, lang as Lang, text); // the world is written in languages that there are
    }
    await sql`insert into citation (id, thing_id, source_id, page) values (${newId()}, ${id}, ${source}, '12')`.execute(
      tx,
    );
    if (!made.draft) {
      await sql`insert into review (id, thing_id, kind, reviewer) values (${newId()}, ${id}, 'staff', 'staff:second')`.execute(
        tx,
      );
      await history.publish(id);
    }
    return id;
  });
}

/** @returns a company with one name. */
export async function makeCompany(db: Db, slug: string, name: string, draft = false): Promise<Id> {
  const id = await make(db, {
    kind: 'company',
    slug,
    table: 'company',
    own: { country: 'IQ' },
    texts: { en: { summary: `A sample company, ${slug}.` } },
    draft,
  });
  await make(db, {
    kind: 'company-name',
    table: 'company_name',
    own: {
      company_id: id,
      name,
      lang: 'en',
      end_is: 'unknown',
      parallel: false,
      standing: 'reported',
      position: 0,
    },
    draft,
  });
  return id;
}

/** Takes a thing from the public. */
export async function withdraw(db: Db, id: Id): Promise<void> {
  await sql`update publication set ended_at = now(), ended_by = 'staff:second' where thing_id = ${id} and ended_at is null`.execute(
    db,
  );
}

/** Says that a public thing came out anew, as publishing does. */
export async function comeOut(tx: Tx | Db, id: Id): Promise<void> {
  await sql`insert into text_publication (id, thing_id, revision, actor) values (${newId()}, ${id}, 1, 'staff:second')`.execute(
    tx,
  );
}

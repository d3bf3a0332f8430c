import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import { insertRow } from '../../foundation/database/insert.ts';
import { type Actor, type Tx, write } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';

const author: Actor = 'staff:author';
const second = 'staff:second';

/** Whatever a test's thing has in its own columns, by their names. */
type Row = Record<string, unknown>;

/** Things of a record that tests make up: sourced, read by a second person, and public unless said otherwise. */
export function contractsWorld(db: Db) {
  const inOne = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work);

  async function source(tx: Tx): Promise<Id> {
    const id = await write(author, 'a sample', tx).begin({ kind: 'source', slug: null, primaryLang: 'en' });
    await insertRow(tx, 'source', { id, key: id, kind: 'press', title: 'A sample newspaper', seen: true });
    return id;
  }

  async function claim(
    tx: Tx,
    thing: { kind: ThingKind; slug: string | null; table: string; row: Row },
  ): Promise<Id> {
    const history = write(author, 'a sample', tx);
    const id = await history.begin({ kind: thing.kind, slug: thing.slug, primaryLang: 'en' });
    await insertRow(tx, thing.table, { id, ...thing.row });
    await history.revise(id, thing.kind, null, thing.row);
    const cited = await source(tx);
    await insertRow(tx, 'citation', { id: newId(), thing_id: id, source_id: cited, position: 0 });
    return id;
  }

  async function publish(tx: Tx, id: Id): Promise<void> {
    await insertRow(tx, 'review', {
      id: newId(),
      thing_id: id,
      kind: 'staff',
      reviewer: second,
      revisions: 0,
    });
    await write(second as Actor, 'published', tx).publish(id);
  }

  const text = (tx: Tx, kind: ThingKind, table: string, id: Id, texts: Row) =>
    Promise.all(
      Object.entries(texts).map(async ([lang, columns]) => {
        const row = { thing_id: id, lang, state: 'published', revision: 1, ...(columns as Row) };
        await insertRow(tx, table, row);
        await write(author, 'a sample', tx).revise(id, kind, lang as 'en', columns as Row);
      }),
    );

  return {
    source: () => inOne(source),
    /** A company with names: `[name, from, to, more]`. */
    company: (slug: string, names: readonly [string, string | null, string | null, Row?][]) =>
      inOne(async (tx) => {
        const id = await claim(tx, { kind: 'company', slug, table: 'company', row: { country: 'US' } });
        await text(tx, 'company', 'company_text', id, { en: { summary: 'A company that is made up.' } });
        await publish(tx, id);
        const ids: Id[] = [];
        for (const [position, [name, from, to, more]] of names.entries()) {
          const row = {
            company_id: id,
            name,
            lang: 'en',
            kind: 'trade',
            valid_from: from,
            valid_to: to,
            end_is: to === null ? 'unknown' : 'known',
            parallel: true,
            position,
            standing: 'reported',
            ...more,
          };
          const nameId = await claim(tx, { kind: 'company-name', slug: null, table: 'company_name', row });
          await publish(tx, nameId);
          ids.push(nameId);
        }
        return { id, names: ids };
      }),
    buyer: (slug: string, row: { kind: string; country?: string | null; name?: string }) =>
      inOne(async (tx) => {
        const { name = slug, ...own } = row;
        const history = write(author, 'a sample', tx);
        const id = await history.begin({ kind: 'buyer', slug, primaryLang: 'en' });
        await insertRow(tx, 'buyer', { id, ...own });
        await text(tx, 'buyer', 'buyer_text', id, { en: { name } });
        await history.publish(id);
        return id;
      }),
    contract: (slug: string, row: Row, texts: Row = {}, isPublic = true) =>
      inOne(async (tx) => {
        const own = {
          end_is: row.valid_to ? 'known' : 'unknown',
          standing: 'reported',
          ...row,
        };
        const id = await claim(tx, { kind: 'contract', slug, table: 'contract', row: own });
        await text(tx, 'contract', 'contract_text', id, {
          en: { title: `Contract ${slug}`, subject: 'Guards.', place: '' },
          ...texts,
        });
        if (isPublic) await publish(tx, id);
        return id;
      }),
  };
}

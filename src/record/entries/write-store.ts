import { insertRow } from '../../foundation/database/insert.ts';
import { errorCode } from '../../foundation/errors.ts';
import type { History } from '../../foundation/history/history.ts';
import type { RecordKind } from '../api/kinds/field.ts';
import { recordKind } from '../api/kinds/kinds.ts';
import { noteCited } from '../sources/citing/cite-store.ts';
import { insertCitations } from '../sources/store.ts';
import { type Columns, type Entry, linesOf } from './entry.ts';

/** What an entry says, or names, the record does not take. Its message says why, and not where the entry came from. */
export class EntryRefused extends Error {}

/**
 * Writes a thing with its texts and sources, publishes it, and notes in its history all that it then is: what comes in by
 * the starter data and by a dataset comes in here. Its review is to follow in the same transaction.
 * @throws EntryRefused where a rule of the database is against it.
 */
export async function writeEntry(history: History, entry: Entry): Promise<void> {
  const kind = recordKind(entry.kind);
  try {
    await history.begin(entry);
    await writeOwn(history, kind, entry);
    if (kind.textTable !== null) await writeTexts(history, kind, kind.textTable, entry);
    await writeCitations(history, entry);
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
  if (kind.cited) await history.publish(entry.id);
}

/** The revision says what the table says, so that what nobody named and what was named as its default are told alike. */
async function writeOwn(history: History, kind: RecordKind, entry: Entry): Promise<void> {
  const { id } = entry;
  const written = await insertRow(history.tx, kind.table, { id, ...entry.own });
  const own = Object.fromEntries(kind.fields.map(({ column }) => [column, written[column]]));
  const kept: Record<string, string[]> = {};
  for (const links of kind.links) {
    const rows: Columns[] = entry.links[links.name] ?? [];
    for (const row of rows) await insertRow(history.tx, links.table, { [links.owner]: id, ...row });
    kept[links.kept] = linesOf(links, rows);
  }
  await history.revise(id, kind.kind, null, { ...own, ...kept });
}

async function writeTexts(history: History, kind: RecordKind, table: string, entry: Entry): Promise<void> {
  for (const { lang, values, outOfDate } of entry.texts) {
    const text = Object.fromEntries(kind.texts.map(({ name }) => [name, values[name] ?? '']));
    const revision = await history.revise(entry.id, kind.kind, lang, text);
    await insertRow(history.tx, table, {
      thing_id: entry.id,
      lang,
      state: 'published',
      revision,
      based_on_revision: lang === entry.primaryLang || outOfDate ? null : 1,
      ...text,
    });
  }
}

async function writeCitations(history: History, entry: Entry): Promise<void> {
  await insertCitations(history.tx, entry.id, entry.citations);
  if (entry.citations.length > 0)
    await noteCited(
      history,
      entry,
      entry.citations.map(({ source, ...where }) => ({ sourceId: source, ...where })),
    );
}

/** Ill-formed values, broken constraints, and rules of our own (`TD…`); null for anything else. */
function refusalOf(error: unknown): EntryRefused | null {
  return error instanceof Error && /^(22|23|TD)/.test(errorCode(error))
    ? new EntryRefused(error.message, { cause: error })
    : null;
}

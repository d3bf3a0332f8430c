import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import type { Db } from '../../../foundation/database/database.ts';
import { type Id, parseId } from '../../../foundation/database/id.ts';
import { OperatorError } from '../../../foundation/errors.ts';
import { write } from '../../../foundation/history/history.ts';
import type { RecordKind } from '../../api/kinds/field.ts';
import { recordKinds } from '../../api/kinds/kinds.ts';
import type { Statement } from '../../api/kinds/statement.ts';
import { EntryRefused, writeEntry } from '../../entries/write-store.ts';
import { tablesOf } from '../../exports/cells.ts';
import { linesPath } from '../../exports/files.ts';
import { linesOf } from '../../exports/lines.ts';
import { holdsRecord, noteReviews } from './dataset-store.ts';
import { type Cells, statementOfCells } from './from-cells.ts';
import { entryOf } from './from-statement.ts';

/** Whence the statements of a kind are read. */
export type DatasetReader = (kind: RecordKind) => AsyncIterable<Statement>;

/** @returns the statements of an unpacked dataset, from its JSON Lines. */
export function fromLines(folder: string): DatasetReader {
  return async function* (kind) {
    for await (const line of linesOf(createReadStream(join(folder, linesPath(kind))))) {
      const statement: unknown = JSON.parse(line);
      yield statement as Statement; // its id and what it needs are checked before it is written
    }
  };
}

/** @returns the statements of an unpacked dataset, from its tables in CSV. */
export function fromTables(folder: string): DatasetReader {
  return async function* (kind) {
    const [main, ...beside] = tablesOf(kind, []);
    if (!main) return;
    const rest = new Map<string, Map<string, Cells[]>>();
    for (const { file } of beside) rest.set(file, await byThing(rowsOf(folder, file)));
    for await (const cells of rowsOf(folder, main.file)) {
      const of = (file: string) => rest.get(file)?.get(cells.id ?? '') ?? [];
      yield statementOfCells(kind, cells, {
        links: Object.fromEntries(kind.links.map(({ name }, n) => [name, of(beside[n]?.file ?? '')])),
        citations: of(`${kind.plural}-citations`),
      });
    }
  };
}

function rowsOf(folder: string, file: string): AsyncIterable<Cells> {
  const path = join(folder, 'csv', `${file}.csv`);
  const parser = parse({ bom: true, columns: true, record_delimiter: '\r\n' });
  const source = createReadStream(path);
  source.on('error', (error) => parser.destroy(error));
  return source.pipe(parser);
}

async function byThing(rows: AsyncIterable<Cells>): Promise<Map<string, Cells[]>> {
  const found = new Map<string, Cells[]>();
  for await (const row of rows) {
    const id = row.thing_id ?? '';
    const known = found.get(id);
    if (known) known.push(row);
    else found.set(id, [row]);
  }
  return found;
}

/**
 * Reads a dataset into a database that holds nothing of the record, in one transaction: the same ids, texts and sources,
 * so that what is exported from it is the same again. What those who gave it out had not reviewed keeps that mark.
 * @returns how many things came in.
 * @throws OperatorError where the database holds a record, or a line is none of an export of ours.
 */
export async function readDataset(db: Db, read: DatasetReader): Promise<number> {
  return db.transaction().execute(async (tx) => {
    if (await holdsRecord(tx))
      throw new OperatorError(
        'record-there',
        'The database holds a record already: a dataset is read into an empty one.',
      );
    const hash = createHash('sha256');
    const written: { id: Id; unread: boolean }[] = [];
    let things = 0;
    for (const kind of recordKinds)
      for await (const statement of read(kind)) {
        if (statement.kind !== kind.kind || parseId(statement.id) === null)
          throw new OperatorError(
            'no-dataset',
            `Line ${things + 1} of ${kind.plural} is no line of a dataset.`,
          );
        const unread = kind.cited && statement.reviewed !== true;
        const history = write(unread ? 'starter' : 'operator', 'read from a dataset', tx);
        await writeEntry(history, entryOf(kind, statement)).catch((error: unknown) => {
          if (!(error instanceof EntryRefused)) throw error;
          const place = `${kind.kind} ${statement.id}`;
          throw new OperatorError('no-dataset', `${place} cannot be written: ${error.message}.`);
        });
        hash.update(`${JSON.stringify(statement)}\n`);
        if (kind.cited) written.push({ id: statement.id, unread });
        things += 1;
      }
    await noteReviews(tx, written, { things, sha256: hash.digest() });
    return things;
  });
}

import type { Db } from '../../foundation/database/database.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { pagePath } from '../api/address.ts';
import type { RecordKind } from '../api/kinds/field.ts';
import type { Told } from '../api/kinds/kinds.ts';
import { recordKinds, toldKinds } from '../api/kinds/kinds.ts';
import type { Statement } from '../api/kinds/statement.ts';
import { listTold, type Told1 } from '../api/lists-store.ts';
import { tablesOf } from './cells.ts';
import { everyStatement } from './dataset-store.ts';
import { dictionaryFile } from './dictionary.ts';
import { entitiesOf } from './formats/follow-the-money.ts';
import { feature } from './formats/geojson.ts';
import { bibEntry, cslItem } from './formats/sources.ts';
import { csvOf, workbookOfTable } from './formats/tables.ts';

/** A file of the dataset as it is made: its pieces, and the rows in it, counted while they are written. */
export interface FileSpec {
  path: string;
  mediaType: string;
  /** @returns its bytes; null where it cannot be made of so much. */
  make(read: Reading, count: () => void): AsyncIterable<Uint8Array> | Promise<Uint8Array | null>;
}

/** Whence files are made: the database, and the statements of a kind as they were read from it. */
export interface Reading {
  db: Db;
  statements(kind: RecordKind): AsyncIterable<Statement>;
}

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Where the statements of a kind lie, one a line. */
export const linesPath = (kind: RecordKind) => `jsonl/${kind.plural}.jsonl`;

/** @returns the files that hold every statement of the record: the first to be made, which all others are made from. */
export function lineFiles(): FileSpec[] {
  return recordKinds.map((kind) => ({
    path: linesPath(kind),
    mediaType: 'application/jsonl',
    make: ({ db }, count) => lines(everyStatement(db, kind), count),
  }));
}

/** @returns every other file of the dataset but its manifest. Some statements are in memory at a time. */
export function otherFiles(langs: readonly Lang[], origin: string): FileSpec[] {
  return [
    ...recordKinds.flatMap((kind): FileSpec[] => [
      ...tablesOf(kind, langs).flatMap((table): FileSpec[] => [
        {
          path: `csv/${table.file}.csv`,
          mediaType: 'text/csv',
          make: (read, count) => csvOf(table, read.statements(kind), count),
        },
        {
          path: `xlsx/${table.file}.xlsx`,
          mediaType: sheetType,
          make: (read, count) => workbookOfTable(table, read.statements(kind), count),
        },
      ]),
    ]),
    {
      path: 'followthemoney/record.ftm.jsonl',
      mediaType: 'application/jsonl',
      make: ({ db }, count) => lines(entities(db), count),
    },
    {
      path: 'geojson/incidents.geojson',
      mediaType: 'application/geo+json',
      make: (read, count) =>
        collection(features(read, origin), count, '{"type":"FeatureCollection","features":[', ']}\n'),
    },
    {
      path: 'sources/sources.csl.json',
      mediaType: 'application/vnd.citationstyles.csl+json',
      make: (read, count) => collection(mapped(sources(read), cslItem), count, '[', ']\n'),
    },
    {
      path: 'sources/sources.bib',
      mediaType: 'application/x-bibtex',
      make: (read, count) => texts(mapped(sources(read), bibEntry), count),
    },
    {
      path: 'data-dictionary.json',
      mediaType: 'application/json',
      make: async () => bytes(`${JSON.stringify(dictionaryFile(langs), null, 1)}\n`),
    },
  ];
}

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text);

async function* mapped<A, B>(all: AsyncIterable<A>, change: (one: A) => B): AsyncGenerator<B> {
  for await (const one of all) yield change(one);
}

async function* texts(all: AsyncIterable<string>, count: () => void): AsyncGenerator<Uint8Array> {
  for await (const one of all) {
    count();
    yield bytes(one);
  }
}

function lines(all: AsyncIterable<unknown>, count: () => void): AsyncGenerator<Uint8Array> {
  return texts(
    mapped(all, (one) => `${JSON.stringify(one)}\n`),
    count,
  );
}

async function* collection(
  all: AsyncIterable<unknown>,
  count: () => void,
  head: string,
  foot: string,
): AsyncGenerator<Uint8Array> {
  yield bytes(head);
  let first = true;
  for await (const one of all) {
    count();
    yield bytes(`${first ? '\n' : ',\n'}${JSON.stringify(one)}`);
    first = false;
  }
  yield bytes(`\n${foot}`);
}

function kindOf(kind: string) {
  const found = recordKinds.find((one) => one.kind === kind);
  if (!found) throw new RangeError(`${kind} is no kind of the record`);
  return found;
}

const sources = (read: Reading) => read.statements(kindOf('source'));

async function* features(read: Reading, origin: string) {
  const incident = kindOf('incident');
  for await (const one of read.statements(incident)) {
    const slug = one.slug;
    const page = pagePath(incident, typeof slug === 'string' ? slug : null);
    yield feature(one, page === null ? null : origin + page);
  }
}

async function* entities(db: Db) {
  for (const told of toldKinds) {
    const make = entitiesOf[told.kind.kind];
    if (make) for await (const one of everyTold(db, told)) yield* make(one);
  }
}

/** Every thing of a kind with its parts, some in memory at a time. */
async function* everyTold(db: Db, told: Told): AsyncGenerator<Told1> {
  const limit = 200;
  for (let after: { id: Told1['id'] } | null = null; ; ) {
    const page: Told1[] = await listTold(db, told, { asked: [], order: 'made', after, limit, asOf: null });
    yield* page;
    const last = page.at(-1);
    if (page.length < limit || !last) return;
    after = { id: last.id };
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { mostRows, readTable, tableAnswer } from './table.ts';

const room = await mkdtemp(join(tmpdir(), 'tadamun-table-test-'));
afterAll(() => rm(room, { recursive: true, force: true }));
let n = 0;
async function read(bytes: Uint8Array | string) {
  n += 1;
  const path = join(room, String(n));
  await writeFile(path, bytes);
  return readTable(path);
}

describe('what can be read', () => {
  test.each([
    ['commas', 'name,country\r\nExample,IQ\r\n'],
    ['semicolons', 'name;country\nExample;IQ\n'],
    ['tabs', 'name\tcountry\nExample\tIQ'],
    ['a mark of UTF-8', '\ufeffname,country\nExample,IQ\n'],
    ['empty rows between', 'name,country\n\n,\nExample,IQ\n,,\n'],
  ])('%s', async (_, text) =>
    expect(await read(text)).toEqual({
      head: ['name', 'country'],
      rows: [['Example', 'IQ']],
      encoding: 'utf-8',
    }),
  );

  test('Arabic in UTF-16 and in Windows-1256, which is said', async () => {
    const text = 'الاسم,البلد\r\nشركة نموذجية,IQ\r\n';
    const rows = [['شركة نموذجية', 'IQ']];
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).toMatchObject({ rows, encoding: 'utf-16' });
    const decoder = new TextDecoder('windows-1256');
    const byte = new Map(
      Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]),
    );
    const encoded = Uint8Array.from([...text].map((letter) => byte.get(letter) ?? 0x3f));
    expect(await read(encoded)).toEqual({ head: ['الاسم', 'البلد'], rows, encoding: 'windows-1256' });
  });

  test('a workbook, with its days as days', async () => {
    const bytes = await writeXlsxFile([
      [{ value: 'name' }, { value: 'date' }, { value: 'n' }],
      [
        { value: '=1+1' },
        { value: new Date('2007-02-13T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
        { value: 3.5 },
      ],
    ]).toBuffer();
    expect(await read(bytes)).toEqual({
      head: ['name', 'date', 'n'],
      rows: [['=1+1', '2007-02-13', '3.5']],
      encoding: 'xlsx',
    });
  });
});

describe('what cannot', () => {
  test.each([
    ['nothing', '', 'unreadable'],
    ['headings alone', 'name,country\n', 'empty'],
    ['two columns of one name', 'Name,country, name\na,b,c\n', 'duplicate_columns'],
    [
      'Latin letters of an old encoding',
      Buffer.from('name\nCaf\xe9 d\xe9j\xe0 \xe9t\xe9\n', 'latin1'),
      'encoding',
    ],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0xff, 0xfe, 0x80]), 'encoding'],
    ['an archive that is no workbook', Buffer.from('PK\x03\x04 nothing in it'), 'unreadable'],
    ['a quotation without its end', 'name\n"Example\n', 'unreadable'],
    ['a character that no text has', 'name\nA\0B\n', 'unreadable'],
    ['a long cell', `name\n${'x'.repeat(20_001)}\n`, 'long_cell'],
    ['many columns', `${Array.from({ length: 101 }, (_, n) => `c${n}`)}\n1\n`, 'too_many_columns'],
  ])('%s', async (_, bytes, refused) => expect(await read(bytes)).toEqual({ refused }));

  test('a million rows, soon', async () => {
    const began = performance.now();
    expect(await read(`name\n${'Example\n'.repeat(1_000_000)}`)).toEqual({ refused: 'too_many_rows' });
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(mostRows).toBeLessThan(1_000_000);
  });

  test('whatever the bytes, the answer is one of these', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(tableAnswer.safeParse(await read(bytes)).success).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/foundation/paths.ts';

const lock: { packages: Record<string, { version: string; dev?: boolean }> } = JSON.parse(
  readFileSync(join(root, 'package-lock.json'), 'utf8'),
);
const listed = new Map(
  [...readFileSync(join(root, 'docs/licences.md'), 'utf8').matchAll(/^\| (\S+) \| (\S+) \| (.+) \|$/gm)].map(
    (row) => [`${row[1]}@${row[2]}`, row[3] ?? ''],
  ),
);
const shipped = Object.entries(lock.packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`);

test('every library that ships is listed with its licence, and nothing else is', () => {
  expect(shipped.length).toBeGreaterThan(50);
  const rows = [...listed.keys()].filter((name) => name !== 'package@version' && !name.startsWith('---'));
  expect(rows.sort()).toEqual([...new Set(shipped)].sort());
});

test('every licence of a library may be combined with ours', () => {
  const compatible =
    /^\(?(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|CC0-1\.0|[AL]GPL-3\.0-or-later|BlueOak-1\.0\.0|Python-2\.0|PSF-2\.0|Unlicense)( (AND|OR) .+)?\)?$/;
  for (const [name, licence] of listed) {
    if (name.includes('@') && !name.startsWith('package@') && !name.startsWith('---'))
      expect(licence, name).toMatch(compatible);
  }
});

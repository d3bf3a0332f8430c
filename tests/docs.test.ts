import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/foundation/paths.ts';
import { testDatabase } from './database.ts';

// What the documentation says of the code, as far as a test can hold it to that.

const { pool } = await testDatabase({ starter: false });
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...listed('docs').filter((path) => path.endsWith('.md')),
];
const tree = new Set(
  ['src', 'tests', 'bench', 'scripts', 'migrations', 'messages', 'starter', 'docs'].flatMap(listed),
);

test('the map of the data has every table', async () => {
  const { rows } = await pool.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not like 'kysely%'`,
  );
  expect(rows.length).toBeGreaterThan(50);
  const map = read('docs/data-model.md');
  const missing = rows.filter(({ name }) => !map.includes(`\`${name}\``)).map(({ name }) => name);
  expect(missing).toEqual([]);
});

test('decisions are numbered without gaps, each with one number, in its name and its title', () => {
  const decisions = readdirSync(join(root, 'docs/decisions')).sort();
  for (const [index, name] of decisions.entries()) {
    const number = index + 1;
    expect(name).toMatch(new RegExp(`^${String(number).padStart(4, '0')}-[a-z-]+\\.md$`));
    expect(read(join('docs/decisions', name)), name).toMatch(new RegExp(`^# 0*${number}[.:] `));
  }
});

test('every file and folder that the documentation names is there', () => {
  const named = pages.flatMap((page) =>
    [...read(page).matchAll(/\b(?:src|tests|migrations|scripts)\/[\w./-]*\w/g)].map(([path]) => ({
      page,
      path,
    })),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(({ path }) => !isThere(path))).toEqual([]);
});

test('every link of the documentation to a page of ours leads there', () => {
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to]) => ({ page, to: to ?? '' })),
  );
  expect(links.length).toBeGreaterThan(15);
  const broken = links.filter(({ page, to }) => {
    const path = normalize(join(dirname(page), to));
    // What the bench writes stays where it was measured.
    return path !== 'bench/results.json' && !isThere(path) && !readdirSync(root).includes(path);
  });
  expect(broken).toEqual([]);
});

/** Whether a file is there by that name, with or without its ending, or a folder. */
function isThere(path: string): boolean {
  const bare = path.replace(/\/$/, '');
  return [...tree].some(
    (file) => file === bare || file.startsWith(`${bare}/`) || file.startsWith(`${bare}.`),
  );
}

function listed(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.map((name) => join(folder, name));
}

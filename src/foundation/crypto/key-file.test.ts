import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OperatorError } from '../errors.ts';
import { readOrMakeKeys, writeKeys } from './key-file.ts';
import { newKeys, rotated, serialiseKeys } from './keys.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tadamun-keys-'));
  file = join(folder, 'secret-keys.json');
});

afterEach(() => rm(folder, { recursive: true }));

const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'accepted',
    (error) => (error instanceof OperatorError ? error.code : error),
  );

test('makes a file that only its owner reads, and reads the same keys ever after', async () => {
  const made = await readOrMakeKeys(file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['secret-keys.json']);
  const again = await readOrMakeKeys(file);
  expect(serialiseKeys(again)).toBe(serialiseKeys(made));
});

test('of many that start together, all get the same keys', async () => {
  const rings = await Promise.all(Array.from({ length: 20 }, () => readOrMakeKeys(file)));
  expect(new Set(rings.map(serialiseKeys)).size).toBe(1);
  expect(await readdir(folder)).toEqual(['secret-keys.json']);
});

test.each([0o640, 0o604, 0o660, 0o620, 0o644])('refuses mode %o', async (mode) => {
  await readOrMakeKeys(file);
  await chmod(file, mode);
  expect(await refusal(readOrMakeKeys(file))).toBe('keys-open-to-others');
});

test('accepts a file that may not even be written', async () => {
  const made = await readOrMakeKeys(file);
  await chmod(file, 0o400);
  expect(serialiseKeys(await readOrMakeKeys(file))).toBe(serialiseKeys(made));
});

test('refuses what is no key file, and leaves it as it was', async () => {
  for (const text of ['', '{}', 'x'.repeat(100_000)]) {
    await writeFile(file, text, { mode: 0o600 });
    expect(await refusal(readOrMakeKeys(file))).toBe('keys-ill-formed');
    expect(await readFile(file, 'utf8')).toBe(text);
  }
});

test('refuses a folder in its place, and a folder that is not there', async () => {
  await mkdir(file, { mode: 0o700 });
  expect(await refusal(readOrMakeKeys(file))).toBe('keys-ill-formed');
  expect(await refusal(readOrMakeKeys(join(folder, 'missing', 'keys.json')))).toBe('keys-unreadable');
});

test('the message never holds a secret', async () => {
  const text = serialiseKeys(newKeys()).replace('"version": 1', '"version": 7');
  await writeFile(file, text, { mode: 0o600 });
  const error = await readOrMakeKeys(file).catch((thrown: unknown) => thrown);
  const secret = JSON.parse(text).hash;
  expect(String(error)).toContain(file);
  expect(String(error)).not.toContain(secret);
});

test('a rotated ring replaces the file whole', async () => {
  const next = rotated(await readOrMakeKeys(file));
  await writeKeys(file, next);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readOrMakeKeys(file)).current).toBe('k2');
  expect(await readdir(folder)).toEqual(['secret-keys.json']);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { translator } from '../../../foundation/i18n/translate.ts';
import { root } from '../../../foundation/paths.ts';
import { sayWhy } from './why.ts';

/** What the code itself writes into a history as the reason of a change. */
function reasonsInTheCode(): string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !/\.(test|world)\.tsx?$/.test(path),
  );
  const given = /\b(?:write|whyIn)\(\s*[\w.]+(?:\([^()]*\))?,\s*'([^']+)'/g;
  return files.flatMap((path) =>
    [...readFileSync(join(root, 'src', path), 'utf8').matchAll(given)].map(([, why = '']) => why),
  );
}

test('each reason that the code itself gives is said in the language of the reader', () => {
  const found = new Set(reasonsInTheCode());
  // Rolled back before anybody reads it.
  found.delete('preview');
  expect(found.size).toBeGreaterThan(10);
  expect([...found].filter((why) => !/\p{Script=Arabic}/u.test(sayWhy(translator('ar'), why)))).toEqual([]);
});

test('what somebody typed stays as it was typed', () => {
  expect(sayWhy(translator('ar'), 'A reason of mine')).toBe('A reason of mine');
  expect(sayWhy(translator('ar'), 'toString')).toBe('toString');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Entries } from './entries.ts';
import { type Entry, makeEntry } from './entry.ts';
import { emptyStats } from './stats.ts';

const entry = (key: string, bytes: number, tags: string[] = []): Promise<Entry> =>
  makeEntry(
    key,
    { status: 200, headers: new Map(), body: Buffer.alloc(bytes), cacheable: true, tags },
    undefined,
  );

test('the least recently used page goes first', async () => {
  const stats = emptyStats();
  const entries = new Entries(100_000, stats);
  for (const key of 'abcdefgh') entries.put(await entry(key, 10_000));
  entries.touch('a');
  while (stats.evictions === 0) entries.put(await entry(`new${stats.entries}`, 10_000));
  expect(entries.get('a')).toBeDefined();
  expect(entries.get('b')).toBeUndefined();
  expect(entries.get('c')).toBeDefined();
});

test('a page that would fill an eighth of it is not kept, and the one before it is gone', async () => {
  const entries = new Entries(100_000, emptyStats());
  entries.put(await entry('/', 1_000));
  entries.put(await entry('/', 50_000));
  expect(entries.get('/')).toBeUndefined();
});

test('stays within its bound, counts exactly, and leaves no tag behind', async () => {
  const step = fc.record({
    key: fc.constantFrom('/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h', '/i', '/j', '/k', '/l', '/m', '/n'),
    bytes: fc.integer({ min: 0, max: 8_000 }),
    tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z', 'v', 'w')),
    action: fc.constantFrom('put', 'put', 'put', 'delete', 'touch', 'grow'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const stats = emptyStats();
      const entries = new Entries(50_000, stats);
      for (const { key, bytes, tags, action } of steps) {
        const kept = entries.get(key);
        if (action === 'put') entries.put(await entry(key, bytes, tags));
        else if (action === 'delete') entries.delete(key);
        else if (action === 'touch') entries.touch(key);
        else if (kept) entries.resize(kept, kept.bytes + bytes);
        const all = [...entries.all()];
        expect(stats.bytes).toBe(all.reduce((sum, { bytes }) => sum + bytes, 0));
        expect(stats.bytes).toBeLessThanOrEqual(50_000);
        expect(stats.entries).toBe(all.length);
        const tagsHeld = new Set(all.flatMap(({ reply }) => reply.tags));
        expect(entries.tagCount).toBe(tagsHeld.size);
        for (const tag of tagsHeld) {
          expect(new Set(entries.showing(tag))).toEqual(
            new Set(all.filter(({ reply }) => reply.tags.includes(tag))),
          );
        }
      }
      entries.clear();
      expect([stats.bytes, stats.entries, entries.tagCount]).toEqual([0, 0, 0]);
    }),
  );
});

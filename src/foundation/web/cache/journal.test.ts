import { expect, test } from 'vitest';
import { Journal } from './journal.ts';

const change = (at: number, tags: string[] | null, grace = true) => ({
  at,
  tags: tags && new Set(tags),
  grace,
});

test('tells the first change since a mark that touches a tag', () => {
  const journal = new Journal();
  journal.record(change(1, ['news']));
  const mark = journal.mark();
  journal.record(change(2, ['items']));
  journal.record(change(3, ['news', 'x']));
  journal.record(change(4, ['news']));
  expect(journal.since(mark, ['news'])).toEqual({ at: 3, grace: true });
  expect(journal.since(mark, ['other'])).toBeNull();
  expect(journal.since(mark, null)).toEqual({ at: 2, grace: true });
  expect(journal.since(journal.mark(), null)).toBeNull();
});

test('a change of everything touches every page, and takes the grace of earlier ones', () => {
  const journal = new Journal();
  const mark = journal.mark();
  journal.record(change(1, ['news']));
  journal.record(change(2, null, false));
  expect(journal.since(mark, ['news'])).toEqual({ at: 1, grace: false });
  expect(journal.since(mark, [])).toEqual({ at: 2, grace: false });
});

test('marks stay true when what lies before them is forgotten', () => {
  const journal = new Journal();
  journal.record(change(1, ['a']));
  const mark = journal.mark();
  journal.record(change(2, ['a']));
  journal.forget(mark);
  expect(journal.since(mark, ['a'])).toEqual({ at: 2, grace: true });
  journal.forget(journal.mark());
  expect(journal.since(mark, ['a'])).toBeNull();
  journal.record(change(3, ['a']));
  expect(journal.since(journal.mark() - 1, ['a'])).toEqual({ at: 3, grace: true });
});

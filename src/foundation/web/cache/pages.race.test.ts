import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graceMs } from './freshness.ts';
import { retryMs } from './pages.ts';
import { type Ending, world } from './pages.world.ts';

const keyOf = fc.constantFrom('/a', '/b', '/ab');
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('ask' as const), key: keyOf }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 300, 999, 1000, 1001, 59_000),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const), tag: fc.constantFrom('a', 'b') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('report' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      which: fc.nat(3),
      ending: fc.constantFrom<Ending>('page', 'page', 'page', 'page', 'missing', 'error', 'throw'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hear' as const), on: fc.boolean() }) },
);

test('in any order of asks, changes, renders, failures and losses, every answer keeps the promise', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const w = world();
      w.hear(true);
      for (const next of steps) {
        if (next.do === 'ask') await w.ask(next.key);
        else if (next.do === 'wait') w.wait(next.ms);
        else if (next.do === 'commit') w.commit(next.tag);
        else if (next.do === 'report') w.report();
        else if (next.do === 'hear') w.hear(next.on);
        else w.pending[next.which]?.end(next.ending);
        await w.settle();
      }
      while (w.pending.length > 0) {
        w.pending[0]?.end('page');
        await w.settle();
      }
      expect(w.answers).toHaveLength(w.asks);
      for (const answer of w.answers) {
        expect(answer.rendersWaited).toBeLessThanOrEqual(2);
        expect(answer.keptPromise, JSON.stringify(answer)).toBe(true);
      }
      w.hear(true);
      w.wait(graceMs + retryMs);
      // Twice: where renders failed, the first who asks still gets the old page and starts the new one.
      for (let i = 0; i < 2; i++) {
        await w.ask('/ab');
        w.pending[0]?.end('page');
        await w.settle();
      }
      expect(w.answers.at(-1)?.render?.versions).toEqual(w.committed);
    }),
    { numRuns: 1500 },
  );
});

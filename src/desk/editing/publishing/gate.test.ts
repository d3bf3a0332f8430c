import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('never lets more in than it says, loses nobody, and turns away only when all places to wait are taken', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 6 }),
      fc.array(fc.record({ turns: fc.integer({ min: 0, max: 3 }), fails: fc.boolean() }), { maxLength: 30 }),
      async (within, waiting, visits) => {
        const gate = createGate(within, waiting);
        let inside = 0;
        let most = 0;
        const outcomes = await Promise.all(
          visits.map(({ turns, fails }) =>
            gate
              .through(async () => {
                inside += 1;
                most = Math.max(most, inside);
                for (let n = 0; n < turns; n += 1) await turn();
                inside -= 1;
                if (fails) throw new Error('a visit that fails');
                return 'done';
              })
              .catch(() => 'failed'),
          ),
        );
        expect(most).toBeLessThanOrEqual(within);
        // All came at once: as many as there are places got through.
        const through = outcomes.filter((outcome) => outcome !== 'full').length;
        expect(through).toBe(Math.min(visits.length, within + waiting));
        // And it is empty again.
        expect(await gate.through(async () => 'again')).toBe('again');
      },
    ),
  );
});

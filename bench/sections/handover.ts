import { readHandoverData, typesetHandover } from '../../src/declarations/handover/make.ts';
import { seedSignatories } from '../../src/declarations/handover/signatories.world.ts';
import { listDeliverable } from '../../src/declarations/handover/store.ts';
import { openDatabase } from '../../src/foundation/database/database.ts';
import type { Line } from '../line.ts';
import type { Product } from '../product.ts';
import type { Run } from '../run.ts';
import { median } from '../statistics.ts';

const promisedMs = 10_000;
const signatories = 2_000;

/**
 * The hand-over of 2,000 signatories, from reading them to the bytes of the PDF, in each language: the very functions of
 * the jobs process, here in the bench. The signatories are written in a transaction that is taken back.
 */
export async function measureHandover(run: Run, product: Product): Promise<Line[]> {
  run.say('Hand-over');
  // One connection: what begins on it is seen by all that follows.
  const { db, pool, close } = openDatabase(product.databaseUrl, { max: 1 });
  const lines: Line[] = [];
  try {
    await pool.query('begin');
    await seedSignatories(pool, { organisations: 800, people: 1_200, counted: 0 });
    const [declaration] = await listDeliverable(db, 'all', 'en');
    if (!declaration) throw new Error('the starter data has a declaration');
    for (const lang of ['en', 'ar'] as const) {
      const times: number[] = [];
      let pages = 0;
      let bytes = 0;
      for (let round = 0; round < (run.quick ? 2 : 5); round++) {
        const begun = performance.now();
        const wish = { ...declaration, lang, datedOn: '2026-10-09', addressee: null };
        const data = await readHandoverData(db, wish, 'https://campaign.example.org');
        if (data === null) throw new Error(`the starter data has no declaration in ${lang}`);
        const pdf = typesetHandover(data, new Date());
        times.push(performance.now() - begun);
        pages = pdf.pages;
        bytes = pdf.bytes.length;
      }
      lines.push({
        what: `hand-over of ${signatories} signatories, ${lang}`,
        promise: `≤ ${promisedMs / 1_000} s`,
        measured: `${(Math.max(...times) / 1_000).toFixed(1)} s`,
        kept: Math.max(...times) <= promisedMs,
        note: `the slowest of ${times.length}, median ${(median(times) / 1_000).toFixed(1)} s; ${pages} pages, ${Math.round(bytes / 1_000)} KB`,
        figures: { lang, signatories, pages, bytes, timesMs: times.map(Math.round) },
      });
    }
  } finally {
    await pool.query('rollback').catch(() => {});
    await close();
  }
  return lines;
}

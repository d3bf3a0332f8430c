import { z } from 'zod';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import { partialDate } from '../../foundation/starter/shapes.ts';
import './store.ts';
import { sourceKinds } from './model.ts';

const sources = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    publisher: z.string().nullable(),
    url: z.url().nullable(),
    date: partialDate.nullable(),
    language: z.string().nullable(),
    kind: z.enum(sourceKinds),
    seen: z.boolean(),
  }),
);

/** Brings in the sources that are not there yet. Every part needs them, so every part brings them. */
export async function loadSources({ tx, history, read }: StarterContext): Promise<void> {
  const known = new Set((await tx.selectFrom('source').select('key').execute()).map((source) => source.key));
  for (const source of await read('../record/sources.json', sources)) {
    if (known.has(source.id)) continue;
    const id = await history.begin({ kind: 'source', slug: null, primaryLang: 'en' });
    const { id: key, ...rest } = source;
    await tx
      .insertInto('source')
      .values({ id, key, ...rest })
      .execute();
    await history.revise(id, 'source', null, { key, ...rest });
  }
}

import { z } from 'zod';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import { languagesOf, localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { answers, lawKinds, lawStatuses } from './model.ts';
import './tables.ts';

const answer = z.enum(answers).default('unknown');
const nothing = {
  prohibits: 'unknown',
  licenses: 'unknown',
  immunity: 'unknown',
  jurisdiction: 'unknown',
  remedy: 'unknown',
} as const;
const laws = z.array(
  z.object({
    id: z.string(),
    country: z.string(),
    title: localized,
    year: z.int().transform(String).pipe(partialDate),
    kind: z.enum(lawKinds),
    status: z.enum(lawStatuses),
    does: z
      .strictObject({
        prohibits: answer,
        licenses: answer,
        immunity: answer,
        jurisdiction: answer,
        remedy: answer,
      })
      .default(nothing),
    summary: localized,
    sources: sourceKeys,
  }),
);

/** Brings in the laws. What a law does is said only where its own kind or summary says it; the rest nobody has looked at. */
export async function loadLaws(context: StarterContext): Promise<void> {
  const { tx, history, read, bring, say, publishUnreviewed } = context;
  for (const law of await read('laws.json', laws)) {
    await bring({ kind: 'law', slug: law.id, sources: law.sources }, async (id) => {
      const row = {
        country: law.country,
        adopted: law.year,
        kind: law.kind,
        status: law.status,
        ...law.does,
      };
      await tx
        .insertInto('law')
        .values({ id, ...row })
        .execute();
      await history.revise(id, 'law', null, row);
      for (const lang of languagesOf(law.title, law.summary)) {
        const text = { title: law.title[lang] ?? '', summary: law.summary[lang] ?? '' };
        await say('law', 'law_text', id, lang, text);
      }
      await publishUnreviewed(id);
    });
  }
}

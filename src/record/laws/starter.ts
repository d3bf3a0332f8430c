import { z } from 'zod';
import { localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { textsOf } from '../entries/entry.ts';
import { starterFile } from '../entries/starter-store.ts';
import { standings } from '../model.ts';
import { answers, lawKinds, lawStatuses } from './model.ts';

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
    /** Named only where it is more than `reported`. */
    standing: z.enum(standings).default('reported'),
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

/** The laws. What a law does is said only where its own kind or summary says it; the rest nobody has looked at. */
export const lawFile = starterFile('laws.json', laws, (all) =>
  all.map((law) => ({
    kind: 'law',
    slug: law.id,
    own: {
      country: law.country,
      adopted: law.year,
      kind: law.kind,
      status: law.status,
      standing: law.standing,
      ...law.does,
    },
    texts: textsOf({ title: law.title, summary: law.summary }),
    sources: law.sources,
  })),
);

import { z } from 'zod';
import { localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { slugOf } from '../../foundation/text/slug.ts';
import { textsOf } from '../entries/entry.ts';
import { starterFile } from '../entries/starter-store.ts';
import { standings } from '../model.ts';
import { stepKinds } from './model.ts';

const treaty = z.object({
  process: z.array(
    z.object({
      date: partialDate,
      kind: z.enum(stepKinds),
      /** Named only where it is more than `reported`. */
      standing: z.enum(standings).default('reported'),
      body: localized,
      event: localized,
      summary: localized,
      law: z.string().optional(),
      sources: sourceKeys,
    }),
  ),
});

/** The steps towards a treaty; some of them lead to laws. */
export const treatyFile = starterFile('treaty.json', treaty, ({ process }) =>
  process.map((step) => ({
    kind: 'treaty-step',
    slug: `${step.date}-${slugOf(step.event.en ?? '')}`,
    own: { date: step.date, kind: step.kind, standing: step.standing, law_id: step.law ?? null },
    texts: textsOf({ title: step.event, summary: step.summary }, { body: step.body }),
    sources: step.sources,
  })),
);

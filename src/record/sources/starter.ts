import { z } from 'zod';
import { partialDate } from '../../foundation/starter/shapes.ts';
import { starterFile } from '../entries/starter-store.ts';
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

/** The sources. Every part of the starter data needs them, so every part brings those that are not there yet. */
export const sourceFile = starterFile('../record/sources.json', sources, (all) =>
  all.map(({ id: key, ...source }) => ({ kind: 'source', slug: key, own: { key, ...source } })),
);

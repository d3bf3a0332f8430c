import { z } from 'zod';
import { apiPath } from '../address.ts';
import { hasPast } from '../at/time.ts';
import { toldKinds } from '../kinds/kinds.ts';
import { toldSchema } from '../kinds/shape.ts';
import { words } from './words.ts';

const terms = {
  licence: z.object({ name: z.string(), url: z.url(), covers: z.string() }).describe(words.licence),
  citation: z.string().describe(words.citation),
};

const on = z.string().optional().describe(words.onSaid);

const change = z.object({
  number: z.int().positive().describe(words.number),
  at: z.iso.datetime().describe(words.at),
  action: z.enum(['published', 'changed', 'unpublished']).describe(words.action),
  kind: z.enum(toldKinds.map(({ kind }) => kind.kind)),
  id: z.uuid(),
  slug: z.string().nullable(),
  api: z.url().nullable(),
});

const file = {
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int(),
  address: z.url(),
};
const dataset = z.object({
  version: z.string().describe(words.version),
  madeAt: z.iso.datetime(),
  change: z.int().describe(words.datasetChange),
  statements: z.int(),
  ...file,
  files: z
    .array(z.object({ path: z.string(), mediaType: z.string(), rows: z.int().nullable(), ...file }))
    .describe(words.datasetFiles),
});

/** What each endpoint answers, by its path: from these the document is made, and by them tests judge the answers. */
export const answerShapes: Readonly<Record<string, z.ZodObject>> = {
  ...Object.fromEntries(
    toldKinds.flatMap((told) => {
      const data = toldSchema(told);
      const more = { ...(hasPast(told.kind) && { on }), ...terms };
      return [
        [apiPath(told.kind), z.object({ data: z.array(data), next: z.url().nullable(), ...more })],
        [apiPath(told.kind, '{slug}'), z.object({ data, ...more })],
      ];
    }),
  ),
  '/api/v1/changes': z.object({
    data: z.array(change),
    next: z.url().describe(words.changesNext),
    more: z.boolean().describe(words.more),
    ...terms,
  }),
  '/api/v1/dataset': z.object({ data: z.array(dataset), ...terms }),
};

/** A fault. */
export const problemShape = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .describe(words.problem);

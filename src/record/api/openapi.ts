import { z } from 'zod';
import { translator } from '../../foundation/i18n/translate.ts';
import { version } from '../../foundation/version.ts';
import { apiPath } from './address.ts';
import { exampleOf } from './examples.ts';
import { type Filter, filtersOf } from './filters.ts';
import { type Told, toldKinds } from './kinds/kinds.ts';
import { licence } from './licence.ts';
import { mostChanges, mostPerPage, usualChanges, usualPerPage } from './query.ts';
import { toldSchema } from './shape.ts';
import { words } from './words.ts';

const say = translator('en');

const terms = {
  licence: z.object({ name: z.string(), url: z.url(), covers: z.string() }).describe(words.licence),
  citation: z.string().describe(words.citation),
};

const change = z.object({
  number: z.int().positive().describe(words.number),
  at: z.iso.datetime().describe(words.at),
  action: z.enum(['published', 'changed', 'unpublished']).describe(words.action),
  kind: z.enum(toldKinds.map(({ kind }) => kind.kind)),
  id: z.uuid(),
  slug: z.string().nullable(),
  api: z.url().nullable(),
});

/** What each endpoint answers, by its path: from these the document is made, and by them tests judge the answers. */
export const answerShapes: Readonly<Record<string, z.ZodObject>> = {
  ...Object.fromEntries(
    toldKinds.flatMap((told) => {
      const data = toldSchema(told);
      return [
        [apiPath(told.kind), z.object({ data: z.array(data), next: z.url().nullable(), ...terms })],
        [apiPath(told.kind, '{slug}'), z.object({ data, ...terms })],
      ];
    }),
  ),
  '/api/v1/changes': z.object({
    data: z.array(change),
    next: z.url().describe(words.changesNext),
    more: z.boolean().describe(words.more),
    ...terms,
  }),
};

const problemShape = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .describe(words.problem);

let made: { origin: string; document: object } | undefined;

/** @returns the OpenAPI 3.1 document of the interface. */
export function openApi(origin: string): object {
  if (made?.origin === origin) return made.document;
  const document = {
    openapi: '3.1.0',
    info: {
      title: words.title,
      version: `1.0.0+tadamun.${version}`,
      description: words.about,
      license: { name: licence.name, url: licence.url },
    },
    servers: [{ url: origin }],
    paths: {
      ...Object.fromEntries(toldKinds.flatMap(pathsOf)),
      '/api/v1/changes': { get: changesOperation() },
    },
    components: {
      schemas: { Problem: schemaOf(problemShape) },
      responses: {
        Problem: {
          description: words.problem,
          content: {
            'application/problem+json': {
              schema: { $ref: '#/components/schemas/Problem' },
              example: {
                type: 'about:blank',
                title: 'Bad request',
                status: 400,
                detail: 'limit is a number from 1 to 100.',
              },
            },
          },
        },
      },
    },
  };
  made = { origin, document };
  return document;
}

function pathsOf(told: Told): [string, object][] {
  const { kind } = told;
  const terms = {
    licence,
    citation: 'Example Initiative: The record. https://example.org/api/v1',
  };
  return [
    [
      apiPath(kind),
      {
        get: {
          operationId: `list-${kind.plural}`,
          summary: words.list(kind.plural),
          description: say(kind.says),
          parameters: [...filtersOf(kind).map(filterParameter), ...listParameters],
          responses: answers(apiPath(kind), { data: [exampleOf(told)], next: null, ...terms }),
        },
      },
    ],
    [
      apiPath(kind, '{slug}'),
      {
        get: {
          operationId: `read-${kind.plural}`,
          summary: words.single(kind.plural),
          description: say(kind.says),
          parameters: [
            {
              name: 'slug',
              in: 'path',
              required: true,
              description: words.slug,
              schema: { type: 'string' },
            },
          ],
          responses: {
            ...answers(apiPath(kind, '{slug}'), { data: exampleOf(told), ...terms }),
            301: { description: words.moved },
          },
        },
      },
    ],
  ];
}

function changesOperation() {
  const path = '/api/v1/changes';
  return {
    operationId: 'list-changes',
    summary: words.changes,
    description: words.changesAbout,
    parameters: [
      parameter('since', words.since, { type: 'string', default: '0' }, '42'),
      parameter(
        'limit',
        words.limit,
        { type: 'integer', minimum: 1, maximum: mostChanges, default: usualChanges },
        200,
      ),
    ],
    responses: answers(path, {
      data: [
        {
          number: 42,
          at: '2026-11-26T12:00:00.000000Z',
          action: 'changed',
          kind: 'company',
          id: '019384d0-0000-7000-8000-000000000001',
          slug: 'a-sample',
          api: 'https://example.org/api/v1/companies/a-sample',
        },
      ],
      next: 'https://example.org/api/v1/changes?since=42',
      more: false,
      licence,
      citation: 'Example Initiative: The record. https://example.org/api/v1/changes',
    }),
  };
}

const listParameters = [
  parameter('order', words.order, { type: 'string', enum: ['made', 'changed'], default: 'made' }, 'changed'),
  parameter('after', words.after, { type: 'string' }),
  parameter(
    'limit',
    words.limit,
    { type: 'integer', minimum: 1, maximum: mostPerPage, default: usualPerPage },
    20,
  ),
];

function filterParameter({ name, says, values }: Filter) {
  return parameter(name, say(says), { type: 'string', ...(values && { enum: values }) }, values?.[0]);
}

function parameter(name: string, description: string, schema: object, example?: unknown) {
  return { name, in: 'query', description, schema, ...(example !== undefined && { example }) };
}

function answers(path: string, example: object) {
  const shape = answerShapes[path];
  return {
    200: {
      description: words.ok,
      content: { 'application/json': { schema: shape ? schemaOf(shape) : {}, example } },
    },
    default: { $ref: '#/components/responses/Problem' },
  };
}

function schemaOf(shape: z.ZodType): object {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12' });
  return schema;
}

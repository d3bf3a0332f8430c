import { z } from 'zod';
import { translator } from '../../../foundation/i18n/translate.ts';
import { version } from '../../../foundation/version.ts';
import { apiPath } from '../address.ts';
import { hasPast, whyNoPast } from '../at/time.ts';
import { type Filter, filtersOf } from '../filters.ts';
import { exampleOf } from '../kinds/examples.ts';
import type { RecordKind } from '../kinds/field.ts';
import { type Told, toldKinds } from '../kinds/kinds.ts';
import { licence } from '../licence.ts';
import { mostChanges, mostPerPage, usualChanges, usualPerPage } from '../query.ts';
import { answerShapes, problemShape } from './shapes.ts';
import { words } from './words.ts';

const say = translator('en');

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
      '/api/v1/dataset': { get: datasetOperation() },
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
          description: aboutKind(kind),
          parameters: [...filtersOf(kind).map(filterParameter), ...timeParameters(told), ...listParameters],
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
          description: aboutKind(kind),
          parameters: [
            {
              name: 'slug',
              in: 'path',
              required: true,
              description: words.slug,
              schema: { type: 'string' },
            },
            ...timeParameters(told),
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

function datasetOperation() {
  const made = { sha256: '0'.repeat(64), bytes: 1_200_000 };
  const address = 'https://example.org/api/v1/dataset/2026-11-26.1';
  return {
    operationId: 'list-datasets',
    summary: words.datasets,
    description: words.datasetsAbout,
    responses: answers('/api/v1/dataset', {
      data: [
        {
          version: '2026-11-26.1',
          madeAt: '2026-11-26T12:00:00.000Z',
          change: 42,
          statements: 400,
          ...made,
          address: `${address}/record-2026-11-26.1.tar.gz`,
          files: [
            {
              path: 'csv/companies.csv',
              mediaType: 'text/csv',
              rows: 33,
              ...made,
              address: `${address}/csv/companies.csv`,
            },
          ],
        },
      ],
      licence,
      citation: 'Example Initiative: The record. https://example.org/en/record/data',
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

/** What a kind is, and why it cannot be asked for as it stood where it cannot. */
function aboutKind(kind: RecordKind): string {
  return hasPast(kind) ? say(kind.says) : `${say(kind.says)} ${words.noPast(whyNoPast(kind))}`;
}

/** The time that a thing is told for, where it has a past. */
function timeParameters({ kind }: Told) {
  return hasPast(kind) ? [parameter('on', words.on, { type: 'string' }, '2008-06-01')] : [];
}

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

import type { Field, RecordKind } from './field.ts';
import type { Told } from './kinds.ts';
import type { Json, JsonObject } from './statement.ts';

/** Worked out of the fields, so that an example has what its schema asks for. Nobody real is in them. */

const anId = (n: number) => `019384d0-0000-7000-8000-${String(n).padStart(12, '0')}`;

const words: Readonly<Record<string, string>> = {
  title: 'A sample title',
  name: 'Example Security',
  key: 'example-press-2007',
  summary: 'What is known of it, in a few sentences.',
};

function sampleOf({ type, name, values = [], of = [] }: Field): Json {
  switch (type) {
    case 'text':
      return words[name] ?? 'A sample';
    case 'address':
      return 'https://example.org/report';
    case 'integer':
      return 2;
    case 'decimal':
      return 33.3;
    case 'boolean':
      return false;
    case 'date':
      return '2007-02';
    case 'day':
      return '2026-11-22';
    case 'country':
      return 'IQ';
    case 'currency':
      return 'USD';
    case 'language':
      return 'en';
    case 'code':
      return values[0] ?? null;
    case 'codes':
      return values.slice(0, 1);
    case 'thing':
      return { kind: of[0] ?? 'company', id: anId(2), slug: 'example-security', name: 'Example Security' };
  }
}

function objectOf(fields: readonly Field[]): JsonObject {
  const said: JsonObject = {};
  for (const field of fields) {
    if (field.group === undefined) said[field.name] = sampleOf(field);
    else said[field.group] = { ...(said[field.group] as JsonObject), [field.name]: sampleOf(field) };
  }
  return said;
}

/** @returns an invented statement of the kind. */
function exampleStatement(kind: RecordKind, id = 1): JsonObject {
  const said = objectOf(kind.fields);
  return {
    kind: kind.kind,
    id: anId(id),
    slug: kind.kind === 'source' ? 'example-press-2007' : 'a-sample',
    ...said,
    ...Object.fromEntries(kind.links.map(({ name, fields }) => [name, [objectOf(fields)]])),
    ...(kind.textTable !== null && {
      primaryLang: 'en',
      texts: {
        en: {
          ...Object.fromEntries(kind.texts.map(({ name }) => [name, words[name] ?? 'A sample'])),
          translation: false,
          outOfDate: false,
        },
      },
    }),
    ...(kind.cited && {
      reviewed: true,
      citations: [
        {
          source: {
            id: anId(3),
            key: 'example-press-2007',
            title: 'A sample report',
            publisher: 'Example Press',
            address: 'https://example.org/report',
            date: '2007-02',
          },
          field: null,
          page: '12',
          quotation: null,
        },
      ],
    }),
  };
}

/** @returns an invented thing of the kind as the API tells it. */
export function exampleOf({ kind, parts }: Told): JsonObject {
  return {
    ...exampleStatement(kind),
    ...Object.fromEntries(parts.map((part, n) => [part.name, [exampleStatement(part.kind, n + 4)]])),
    api: `https://example.org/api/v1/${kind.plural}/a-sample`,
    page: `https://example.org/en/record/${kind.plural}/a-sample`,
    changed: { change: 42, at: '2026-11-26T12:00:00.000000Z' },
  };
}

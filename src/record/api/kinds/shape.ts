import { z } from 'zod';
import { languages } from '../../../foundation/i18n/lang.ts';
import { translator } from '../../../foundation/i18n/translate.ts';
import { caseStatuses } from '../../cases/model.ts';
import { accountabilities } from '../../incidents/model.ts';
import { hasPast } from '../at/time.ts';
import type { Field, RecordKind } from './field.ts';
import type { Told } from './kinds.ts';

const say = translator('en');
const partial = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

export const id = z.uuid().describe(say('record.field.id'));

/** A thing that a statement names. */
export const named = z.object({
  kind: z.string(),
  id: z.uuid(),
  slug: z.string().nullable().describe(say('record.field.named.slug')),
  name: z.string().nullable().describe(say('record.field.named.name')),
});

/** What a statement rests on, and where in it to look. */
export const citation = z.object({
  source: z.object({
    id: z.uuid(),
    key: z.string().describe(say('record.field.source.key')),
    title: z.string().describe(say('record.field.source.title')),
    publisher: z.string().nullable().describe(say('record.field.source.publisher')),
    address: z.string().nullable().describe(say('record.field.source.address')),
    date: z.string().regex(partial).nullable().describe(say('record.field.source.date')),
  }),
  field: z.string().nullable().describe(say('record.field.citation.field')),
  page: z.string().nullable().describe(say('record.field.citation.page')),
  quotation: z.string().nullable().describe(say('record.field.citation.quotation')),
});

/** @returns the shape of a value of this field. */
function valueSchema(field: Field): z.ZodType {
  const bare = bareSchema(field);
  return (field.given ? bare : bare.nullable()).describe(
    say(field.says) + (field.unit ? ` (${say(field.unit)})` : ''),
  );
}

function bareSchema({ type, values = [], of = [] }: Field): z.ZodType {
  switch (type) {
    case 'text':
    case 'address':
      return z.string();
    case 'integer':
      return z.int();
    case 'decimal':
      return z.number();
    case 'boolean':
      return z.boolean();
    case 'date':
      return z.string().regex(partial);
    case 'day':
      return z.string().regex(day);
    case 'country':
      return z.string().regex(/^([A-Z]{2}|INT)$/);
    case 'currency':
      return z.string().regex(/^[A-Z]{3}$/);
    case 'language':
      return z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
    case 'code':
      return z.enum([...values]);
    case 'codes':
      return z.array(z.enum([...values]));
    case 'thing':
      return named.extend({ kind: z.enum([...of]) });
  }
}

/** @returns the shape of an object of these fields, grouped as their statements group them. */
function fieldsShape(fields: readonly Field[]): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const field of fields) {
    if (field.group === undefined) shape[field.name] = valueSchema(field);
    else if (!(field.group in shape)) shape[field.group] = groupSchema(fields, field.group);
  }
  return shape;
}

function groupSchema(fields: readonly Field[], group: string): z.ZodType {
  const members = fields.filter((field) => field.group === group);
  const object = z.object(Object.fromEntries(members.map((field) => [field.name, valueSchema(field)])));
  return members.some(({ given }) => given) ? object : object.nullable();
}

/** @returns the shape of a statement of the kind, by itself. */
export function statementSchema(kind: RecordKind): z.ZodObject {
  return z
    .object({
      kind: z.literal(kind.kind),
      id,
      slug: z.string().nullable().describe(say('record.field.slug')),
      ...fieldsShape(kind.fields),
      ...Object.fromEntries(
        kind.links.map(({ name, fields, says }) => [
          name,
          z.array(z.object(fieldsShape(fields))).describe(say(says)),
        ]),
      ),
      ...(kind.textTable !== null && textShape(kind)),
      ...(kind.cited && {
        reviewed: z.boolean().describe(say('record.field.reviewed')),
        citations: z.array(citation).describe(say('record.field.citations')),
      }),
    })
    .describe(say(kind.says));
}

function textShape(kind: RecordKind) {
  const text = z.object({
    ...Object.fromEntries(kind.texts.map(({ name, says }) => [name, z.string().describe(say(says))])),
    translation: z.boolean().describe(say('record.field.translation')),
    outOfDate: z.boolean().describe(say('record.field.out_of_date')),
  });
  return {
    primaryLang: z.enum(languages).describe(say('record.field.primary_lang')),
    texts: z.partialRecord(z.enum(languages), text).describe(say('record.field.texts')),
  };
}

const stood = z
  .enum(['certain', 'begun', 'possible', 'ended'])
  .optional()
  .describe(say('record.field.stood'));

/** What is told of an incident otherwise where it is asked for as it stood. */
const incidentAt = (incident: z.ZodObject) => ({
  accountability: z
    .enum(accountabilities)
    .optional()
    .describe(`${incident.shape.accountability.description} ${say('record.field.not_then')}`),
  wentOn: z.literal(true).optional().describe(say('record.field.went_on')),
});

/** The same of a case. */
const caseAt = (courtCase: z.ZodObject) => ({
  status: z
    .enum(caseStatuses)
    .nullable()
    .describe(`${courtCase.shape.status.description} ${say('record.field.case.status_then')}`),
});

/** @returns the shape of a thing with an address, as the API tells it: with its parts, its addresses and its newest change. */
export function toldSchema(told: Told): z.ZodObject {
  const own = statementSchema(told.kind);
  const then = hasPast(told.kind);
  return own.extend({
    ...(then && told.kind.kind !== 'company' && { stood }),
    ...(told.kind.kind === 'incident' && incidentAt(own)),
    ...(told.kind.kind === 'case' && caseAt(own)),
    ...Object.fromEntries(
      told.parts.map(({ name, kind }) => {
        const part = statementSchema(kind);
        return [name, z.array(then ? part.extend({ stood }) : part).describe(say(kind.says))];
      }),
    ),
    api: z.url().describe(say('record.field.api')),
    page: z.url().nullable().describe(say('record.field.page')),
    changed: z
      .object({ change: z.int(), at: z.iso.datetime({ offset: true }) })
      .nullable()
      .describe(say('record.field.changed')),
  });
}

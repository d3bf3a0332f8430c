import { sourceKinds } from '../../sources/model.ts';
import { code, field, type RecordKind } from './field.ts';

export const source: RecordKind = {
  kind: 'source',
  plural: 'sources',
  table: 'source',
  textTable: null,
  fields: [
    field('key', 'text', 'record.field.source.key', { given: true }),
    code('type', sourceKinds, 'record.field.source.type', { column: 'kind', given: true }),
    field('title', 'text', 'record.field.source.title', { given: true }),
    field('publisher', 'text', 'record.field.source.publisher'),
    field('address', 'address', 'record.field.source.address', { column: 'url' }),
    field('date', 'date', 'record.field.source.date'),
    field('language', 'language', 'record.field.source.language'),
    field('archiveAddress', 'address', 'record.field.source.archive_address', { column: 'archive_url' }),
    field('seen', 'boolean', 'record.field.source.seen', { given: true }),
  ],
  texts: [],
  links: [],
  cited: false,
  says: 'record.field.source',
};

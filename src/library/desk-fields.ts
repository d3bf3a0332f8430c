import type { Editable } from '../desk/editing/model.ts';

/** Items of the library as the desk edits them. */
export const itemEditable: Editable = {
  kind: 'item',
  menu: 'library',
  path: '/desk/library',
  words: { one: 'desk.kind.item', many: 'desk.menu.library', create: 'desk.item.create' },
  edit: 'item.edit',
  publish: 'item.publish',
  table: 'item',
  textTable: 'item_text',
  own: [
    {
      name: 'kind',
      kind: 'choice',
      label: 'desk.field.item_kind',
      required: true,
      options: [
        { value: 'report', label: 'library.kind.report' },
        { value: 'statement', label: 'library.kind.statement' },
        { value: 'album', label: 'library.kind.album' },
        { value: 'video', label: 'library.kind.video' },
        { value: 'law', label: 'library.kind.law' },
        { value: 'other', label: 'library.kind.other' },
      ],
    },
    { name: 'author', kind: 'line', label: 'desk.field.author', max: 200, nullable: true, dir: 'auto' },
    { name: 'publisher', kind: 'line', label: 'desk.field.publisher', max: 200, nullable: true, dir: 'auto' },
    { name: 'year', kind: 'number', label: 'desk.field.year', least: 1800, most: 2200 },
    {
      name: 'language',
      kind: 'line',
      label: 'desk.field.document_language',
      hint: 'desk.field.document_language.hint',
      max: 12,
      nullable: true,
      dir: 'ltr',
    },
    { name: 'url', kind: 'url', label: 'desk.field.url' },
    {
      name: 'publisher_url',
      kind: 'url',
      label: 'desk.field.publisher_url',
      hint: 'desk.field.publisher_url.hint',
    },
    { name: 'un_symbol', kind: 'line', label: 'desk.field.un_symbol', max: 60, nullable: true, dir: 'ltr' },
    { name: 'file_sha256', kind: 'file', label: 'desk.field.file' },
  ],
  text: [
    { name: 'title', kind: 'line', label: 'desk.field.title', max: 250, required: true },
    {
      name: 'abstract',
      kind: 'text',
      label: 'desk.field.abstract',
      max: 20_000,
    },
  ],
  publicPath: ({ slug }) => `/library/${slug}`,
  slugPrefix: 'item',
  growing: true,
  parts: [
    { path: 'pictures', label: 'desk.album' },
    { path: 'campaigns', label: 'desk.item.campaigns' },
    { path: 'sources', label: 'desk.sources' },
  ],
  binnable: true,
};

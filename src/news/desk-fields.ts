import type { Editable } from '../desk/editing/model.ts';

/** News as the desk edits it. */
export const newsEditable: Editable = {
  kind: 'news',
  menu: 'news',
  path: '/desk/news',
  words: { one: 'desk.kind.news', many: 'desk.menu.news', create: 'desk.news.create' },
  edit: 'news.edit',
  publish: 'news.publish',
  table: 'news',
  textTable: 'news_text',
  own: [
    { name: 'date', kind: 'date', label: 'desk.field.date', hint: 'desk.field.date.hint', required: true },
    { name: 'campaign_id', kind: 'campaign', label: 'desk.field.campaign' },
    { name: 'source_url', kind: 'url', label: 'desk.field.source_url', hint: 'desk.field.source_url.hint' },
  ],
  text: [
    { name: 'title', kind: 'line', label: 'desk.field.title', max: 200, required: true },
    {
      name: 'body',
      kind: 'markdown',
      label: 'desk.field.body',
      hint: 'desk.field.markdown.hint',
      max: 60_000,
    },
  ],
  publicPath: ({ slug }) => `/news/${slug}`,
  slugPrefix: 'news',
  beside: { path: 'share', label: 'desk.share.title' },
  growing: true,
  parts: [{ path: 'sources', label: 'desk.sources' }],
  binnable: true,
};

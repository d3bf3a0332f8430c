import type { MessageKey, Translator } from '../../../foundation/i18n/translate.ts';

/**
 * Why something was changed, where the one who changed it said nothing: kept in the revision in these English words, and
 * said in the language of the reader.
 */
const ours: Readonly<Record<string, MessageKey>> = {
  begun: 'desk.why.begun',
  edited: 'desk.why.edited',
  'edited and published': 'desk.why.edited_published',
  published: 'desk.why.published',
  publish: 'desk.why.published',
  'published at its time': 'desk.why.planned',
  unpublish: 'desk.why.unpublished',
  bin: 'desk.why.binned',
  'put into the bin': 'desk.why.binned',
  'address changed': 'desk.why.moved',
  'signing opened': 'desk.why.signing_opened',
  'signing closed': 'desk.why.signing_closed',
  goal: 'desk.why.goal',
  languages: 'desk.why.languages',
  'names edited': 'desk.why.names',
  'who was involved': 'desk.why.involved',
  forgotten: 'desk.why.forgotten',
  'who voted how': 'desk.why.votes',
  'read from a dataset': 'desk.why.dataset',
  sources: 'desk.why.sources',
  'items of the library': 'desk.why.items',
  sections: 'desk.why.sections',
  'declaration begun': 'desk.why.declaration',
  'who may sign': 'desk.why.who_signs',
  pictures: 'desk.why.pictures',
  'copy kept': 'desk.why.copy_kept',
  'copy dropped': 'desk.why.copy_dropped',
  'from a table': 'desk.why.table',
};

/** @returns a reason as the reader is told it: ours in their language, one that somebody typed as it was typed. */
export function sayWhy(t: Translator, why: string): string {
  const key = Object.hasOwn(ours, why) ? ours[why] : undefined;
  if (key) return t(key);
  const restored = /^restored: revision (\d+)$/.exec(why)?.[1];
  if (restored) return t('desk.why.restored', { n: restored });
  if (/^starter data: /.test(why)) return t('desk.why.starter');
  const version = /^version (\d+)$/.exec(why)?.[1];
  return version ? t('desk.why.version', { n: version }) : why;
}

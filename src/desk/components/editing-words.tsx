import { raw } from 'hono/html';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { scriptJson } from '../../ui/components/json-ld.tsx';

/** What the scripts of a form say: see src/ui/browser/desk. */
const keys = [
  'back_to_editor',
  'bold',
  'bullets',
  'cancel',
  'count',
  'film',
  'film_hint',
  'film_title',
  'film_title_missing',
  'film_wrong',
  'footnote',
  'heading',
  'insert',
  'kept',
  'kept_elsewhere',
  'kept_outdated',
  'kept_take',
  'kept_throw',
  'link',
  'link_address',
  'link_hint',
  'link_remove',
  'link_words',
  'link_words_missing',
  'link_wrong',
  'markdown',
  'no_pictures',
  'numbers',
  'optional',
  'picture',
  'picture_alt',
  'picture_alt_hint',
  'picture_alt_missing',
  'picture_caption',
  'picture_choose',
  'picture_failed',
  'picture_missing',
  'picture_none',
  'picture_search',
  'quote',
  'redo',
  'strike',
  'subheading',
  'toolbar',
  'undo',
  'unfaithful',
] as const;

/**
 * The words of the scripts that edit texts, keep what is not saved, and tell of others: on every page with a form. One
 * of them on a page.
 */
export function EditingWords({ t }: { t: Translator }) {
  const said = Object.fromEntries(
    keys.map((key) => [key, t(`desk.editing.${key}`, { n: '{n}', when: '{when}' })]),
  );
  const words = { ...said, others: t('desk.edit.others', { names: '{names}' }) };
  // The type makes it a data block, never run; scriptJson leaves nothing in it that could end it.
  return (
    <script type="application/json" data-words="">
      {raw(scriptJson(words))}
    </script>
  );
}

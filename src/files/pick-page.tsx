import type { Translator } from '../foundation/i18n/translate.ts';
import { Field } from '../ui/components/field.tsx';
import { fileAddress } from './model.ts';
import type { Pickable } from './pickable.ts';

/**
 * Pictures to put into a text. As a page by itself it gives the words to copy; inside an editor's dialog its buttons
 * (`data-pick`) put the picture in. A picture that nobody has described cannot be put in.
 */
export function PickPage({
  t,
  q,
  pickable,
  lang,
}: {
  t: Translator;
  q: string;
  pickable: readonly Pickable[];
  lang: string;
}) {
  return (
    <div class="pick" data-picker="">
      <form class="filters" method="get" action="/desk/files/pick" role="search">
        <input type="hidden" name="lang" value={lang} />
        <Field
          t={t}
          name="q"
          type="search"
          label={t('desk.files.search')}
          value={q}
          optional="unsaid"
          dir="auto"
        />
        <button type="submit">{t('desk.files.search.do')}</button>
      </form>
      {pickable.length === 0 ? <p>{t('desk.files.none_found')}</p> : null}
      <ul class="pickable">
        {pickable.map((one) => (
          <li>
            <img src={one.thumb} alt="" width={240} height={160} loading="lazy" />
            <bdi>{one.alt || one.name}</bdi>
            {one.alt ? (
              <input
                type="text"
                class="pick-text"
                readonly
                dir="ltr"
                aria-label={t('desk.files.pick.copy', { name: one.name })}
                value={`![${one.alt.replace(/[[\]\\]/g, '\\$&')}](${fileAddress(one)})`}
                data-pick={JSON.stringify(one)}
              />
            ) : (
              <a class="flag" href={`/desk/files/${one.sha256}`}>
                {t('desk.files.pick.describe')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

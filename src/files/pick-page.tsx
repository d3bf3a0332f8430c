import type { Translator } from '../foundation/i18n/translate.ts';
import { SearchForm } from '../ui/components/search-form.tsx';
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
      <SearchForm
        t={t}
        action="/desk/files/pick"
        label={t('desk.files.search')}
        value={q}
        button={t('desk.files.search.do')}
      >
        <input type="hidden" name="lang" value={lang} />
      </SearchForm>
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

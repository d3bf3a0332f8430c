import { formatDate } from '../foundation/i18n/dates.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { plainExcerpt } from '../foundation/text/excerpt.ts';
import { Entries } from '../ui/components/entries.tsx';
import { FallbackText } from '../ui/components/fallback-text.tsx';
import { reviewNotice } from '../ui/components/notice.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { Pages } from '../ui/components/pages.tsx';
import { Wrap } from '../ui/components/part.tsx';
import { When } from '../ui/components/when.tsx';
import type { PageView } from '../ui/respond.tsx';
import { afterArticle } from './cursor.ts';
import type { NewsItem } from './model.ts';

export interface NewsListData {
  articles: readonly NewsItem[];
  more: boolean;
  /** The cursor of this page; null on the first. */
  after: string | null;
}

/** The news, newest first, one page of it. */
export function newsListView(t: Translator, { articles, more, after }: NewsListData): PageView {
  const here = `/${t.lang}/news`;
  const last = articles.at(-1);
  const unadopted = articles.find((article) => article.unadopted);
  return {
    title: t('frame.news'),
    description: t('news.description'),
    path: after === null ? '/news' : `/news?after=${after}`,
    tags: ['news'],
    jsonLd: [
      {
        '@context': 'https://schema.org',
        '@type': 'CollectionPage',
        name: t('frame.news'),
        inLanguage: t.lang,
      },
    ],
    body: (
      <Wrap>
        <Opening
          title={t('frame.news')}
          size="title"
          say={
            <ul class="stacked label">
              <li>
                <a href={`/${t.lang}/feed.atom`}>{t('frame.feed_atom')}</a>
              </li>
              <li>
                <a href={`/${t.lang}/feed.json`}>{t('frame.feed_json')}</a>
              </li>
            </ul>
          }
        >
          {reviewNotice(t, unadopted?.publishedAt ?? null)}
          {articles.length === 0 ? <p class="empty">{t('news.none')}</p> : null}
          <Entries level="h2" lead={after === null} items={articles.map((article) => entryOf(t, article))} />
          <Pages
            t={t}
            label={t('news.pages')}
            previous={null}
            next={more && last ? `${here}?after=${afterArticle(last)}` : null}
            first={after === null ? null : here}
          />
        </Opening>
      </Wrap>
    ),
  };
}

function entryOf(t: Translator, { slug, date, lang, title, body }: NewsItem) {
  const excerpt = plainExcerpt(body, 260);
  return {
    label: <When text={formatDate(t.lang, date)} datetime={date} />,
    title: <FallbackText t={t} said={{ text: title, lang }} />,
    href: `/${t.lang}/news/${slug}`,
    text: excerpt === '' ? null : <FallbackText t={t} said={{ text: excerpt, lang }} mark={false} />,
  };
}

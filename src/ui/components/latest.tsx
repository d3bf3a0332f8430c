import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { plainExcerpt } from '../../foundation/text/excerpt.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import { Entries } from './entries.tsx';
import { FallbackText } from './fallback-text.tsx';
import { When } from './when.tsx';

export interface LatestProps {
  t: Translator;
  /** `body` is Markdown; only its beginning is shown, without marks. */
  items: readonly { slug: string; date: PartialDate; lang: string; title: string; body: string }[];
  /** Where articles are: `/en/news`. */
  base: string;
}

const longestExcerpt = 320;

/** The latest news on a page that is about more than news: dates, titles, beginnings; the newest set large. */
export function Latest({ t, items, base }: LatestProps) {
  return (
    <Entries
      lead
      items={items.map(({ slug, date, lang, title, body }) => ({
        label: <When text={formatDate(t.lang, date)} datetime={date} />,
        title: <FallbackText t={t} said={{ text: title, lang }} />,
        href: `${base}/${slug}`,
        text: <FallbackText t={t} said={{ text: plainExcerpt(body, longestExcerpt), lang }} mark={false} />,
      }))}
    />
  );
}

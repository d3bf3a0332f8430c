import type { Translator } from '../../foundation/i18n/translate.ts';
import type { NewsItem } from '../../news/model.ts';
import { Latest } from '../../ui/components/latest.tsx';
import { More, Part } from '../../ui/components/part.tsx';

export interface NewsSectionProps {
  t: Translator;
  items: readonly NewsItem[];
  /** How many articles there are in all. */
  all: number;
}

/** The newest articles of the campaign, and the way to all of them. */
export function NewsSection({ t, items, all }: NewsSectionProps) {
  if (items.length === 0) return null;
  const base = `/${t.lang}/news`;
  return (
    <Part id="news" title={t('campaign.news')}>
      <Latest t={t} items={items} base={base} />
      <More href={base}>{t('campaign.news.all', { n: all })}</More>
    </Part>
  );
}

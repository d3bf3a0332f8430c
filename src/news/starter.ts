import { z } from 'zod';
import type { StarterContext } from '../foundation/starter/loader.ts';
import { languagesOf, localized, partialDate, sourceKeys } from '../foundation/starter/shapes.ts';
import './store.ts';

const news = z.array(
  z.object({
    id: z.string(),
    date: partialDate,
    title: localized,
    body: localized,
    sources: sourceKeys,
    source_url: z.url().nullable(),
  }),
);

/** Brings in the campaign's news. */
export async function loadNews(context: StarterContext, campaignSlug: string): Promise<void> {
  const { tx, history, read, bring, find, publishUnreviewed } = context;
  const campaignId = await find('campaign', campaignSlug);
  for (const article of await read('news.json', news)) {
    await bring({ kind: 'news', slug: article.id, sources: article.sources }, async (id) => {
      await tx
        .insertInto('news')
        .values({ id, campaign_id: campaignId, date: article.date, source_url: article.source_url })
        .execute();
      for (const lang of languagesOf(article.title)) {
        const text = { title: article.title[lang] ?? '', body: article.body[lang] ?? '' };
        await history.revise(id, 'news', lang, {
          date: article.date,
          source_url: article.source_url,
          ...text,
        });
        // A headline without its body waits as a draft: a page of a headline alone helps nobody.
        const state = text.body === '' ? 'draft' : 'published';
        await tx
          .insertInto('news_text')
          .values({ thing_id: id, lang, state, based_on_revision: lang === 'en' ? null : 1, ...text })
          .execute();
      }
      await publishUnreviewed(id);
    });
  }
}

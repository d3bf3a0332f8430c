import { z } from 'zod';
import type { StarterContext } from '../foundation/starter/loader.ts';
import { languagesOf, localized, sourceKeys } from '../foundation/starter/shapes.ts';
import './store.ts';
import type { Item } from './model.ts';

const documents = z.array(
  z.object({
    id: z.string(),
    title: localized,
    author: z.string(),
    publisher: z.string(),
    year: z.int(),
    language: z.string(),
    url: z.url().nullable(),
    publisher_url: z.url().nullish(),
    url_is: z.enum(['publisher', 'mirror']).nullish(),
    un_symbol: z.string().nullish(),
    abstract: localized,
    sources: sourceKeys,
  }),
);
const videos = z.array(
  z.object({
    id: z.string(),
    title: localized,
    publisher: z.string(),
    year: z.int(),
    url: z.url().nullable(),
    summary: localized,
    sources: sourceKeys,
  }),
);

/** Brings in documents and videos, and the campaign's choice of them. */
export async function loadLibrary(context: StarterContext, campaignSlug: string): Promise<void> {
  const { read } = context;
  const campaignId = await context.find('campaign', campaignSlug);
  let position = 0;
  for (const item of await read('documents.json', documents)) {
    position += 1;
    const kind = item.id.startsWith('iraq-law') ? 'law' : 'report';
    await addItem(context, campaignId, position, {
      ...item,
      kind,
      slug: item.id,
      urlIs: item.url_is ?? null,
      publisherUrl: item.publisher_url ?? null,
      unSymbol: item.un_symbol ?? null,
    });
  }
  for (const video of await read('videos.json', videos)) {
    position += 1;
    await addItem(context, campaignId, position, {
      ...video,
      kind: 'video',
      slug: video.id,
      author: null,
      language: null,
      abstract: video.summary,
      urlIs: null,
      publisherUrl: null,
      unSymbol: null,
    });
  }
}

type StarterItem = Pick<
  Item,
  | 'kind'
  | 'slug'
  | 'author'
  | 'publisher'
  | 'year'
  | 'language'
  | 'url'
  | 'urlIs'
  | 'publisherUrl'
  | 'unSymbol'
> & {
  title: z.infer<typeof localized>;
  abstract: z.infer<typeof localized>;
  sources: string[];
};

async function addItem(
  context: StarterContext,
  campaignId: Awaited<ReturnType<StarterContext['find']>>,
  position: number,
  item: StarterItem,
) {
  const { tx, history, bring, say, publishUnreviewed } = context;
  await bring({ kind: 'item', slug: item.slug, sources: item.sources }, async (id) => {
    const row = {
      kind: item.kind,
      author: item.author,
      publisher: item.publisher,
      year: item.year,
      language: item.language,
      url: item.url,
      publisher_url: item.publisherUrl,
      url_is: item.urlIs,
      un_symbol: item.unSymbol,
      page: null,
    };
    await tx
      .insertInto('item')
      .values({ id, file_sha256: null, ...row })
      .execute();
    await history.revise(id, 'item', null, row);
    for (const lang of languagesOf(item.title, item.abstract)) {
      const text = { title: item.title[lang] ?? '', abstract: item.abstract[lang] ?? '' };
      await say('item', 'item_text', id, lang, text);
    }
    await tx
      .insertInto('campaign_item')
      .values({ campaign_id: campaignId, item_id: id, position, featured: false })
      .execute();
    await publishUnreviewed(id);
  });
}

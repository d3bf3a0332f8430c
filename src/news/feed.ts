import { v5 } from 'uuid';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { TextPicture } from '../foundation/text/picture.ts';
import type { NewsItem } from './model.ts';

/** What a feed carries, whatever its format. */
export interface Feed {
  origin: string;
  lang: Lang;
  title: string;
  subtitle: string;
  rights: string;
  /** A URN. */
  id: string;
  /** The newest change of anything in it. */
  updated: Date;
  articles: readonly NewsItem[];
  /** Those that the articles show. */
  pictures: ReadonlyMap<string, TextPicture>;
}

/**
 * The id of an article in the feed of one language: a UUID (version 5, RFC 9562) made of the article's own and the
 * language, so that it outlives a move of the site and no reader takes two languages of one article for one entry.
 */
export function entryId({ id }: Pick<NewsItem, 'id'>, lang: Lang): string {
  return `urn:uuid:${v5(lang, id)}`;
}

/** The id of the feed of one language. An empty site has no initiative yet: its address stands in. */
export function feedId(initiativeId: string | null, lang: Lang, origin: string): string {
  return `urn:uuid:${initiativeId === null ? v5(`${origin}/${lang}/feed`, v5.URL) : v5(`feed ${lang}`, initiativeId)}`;
}

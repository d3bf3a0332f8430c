import type { Id } from '../../foundation/database/id.ts';
import { dirOf, type Lang } from '../../foundation/i18n/lang.ts';
import { plainExcerpt } from '../../foundation/text/excerpt.ts';

/** The pictures that a news article is shared by: for links and feeds, and for square ones. In pixels. */
export const shapes = {
  wide: { width: 1200, height: 630 },
  square: { width: 1080, height: 1080 },
} as const;
export type Shape = keyof typeof shapes;
export const shapeNames = Object.keys(shapes) as Shape[]; // the keys of the table above

/** @returns whether a piece of an address names a shape. */
export function isShape(text: string | undefined): text is Shape {
  return shapeNames.some((shape) => shape === text);
}

/** Where an article is shared with a text of its own. */
export const channels = ['facebook', 'telegram', 'whatsapp'] as const;
export type Channel = (typeof channels)[number];

/**
 * Characters of the article's beginning in each text. Facebook folds a post after about 480; a picture's text on Telegram
 * has 1,024 at most; a status on WhatsApp 700.
 */
const excerpts: Readonly<Record<Channel, number>> = { facebook: 300, telegram: 400, whatsapp: 240 };

export interface Shared {
  lang: Lang;
  title: string;
  /** Markdown. */
  body: string;
  /** Of the public page, in the text's language. */
  url: string;
}

/**
 * @returns the text to paste for a channel: the title, the beginning, the address on a line of its own. WhatsApp gets its
 * stars around the title, which it shows as bold.
 */
export function textFor(channel: Channel, { lang, title, body, url }: Shared): string {
  const dir = dirOf(lang);
  const head = channel === 'whatsapp' ? `*${title.replace(/[*\n]/g, ' ').trim()}*` : title;
  const excerpt = plainExcerpt(body, excerpts[channel]);
  return [leaning(head, dir), leaning(excerpt, dir), url].filter((part) => part !== '').join('\n\n');
}

const rightToLeft = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u;

/**
 * A paragraph's direction is that of its first letter wherever no page says otherwise. Where that would be the wrong one
 * (an Arabic sentence that begins with a name in Latin letters) a mark that nobody sees stands before it.
 */
export function leaning(text: string, dir: 'ltr' | 'rtl'): string {
  const first = text.match(/\p{L}/u)?.[0];
  if (first === undefined) return text;
  const leans = rightToLeft.test(first) ? 'rtl' : 'ltr';
  if (leans === dir) return text;
  return (dir === 'rtl' ? '\u200f' : '\u200e') + text;
}

/** A card as the desk lists it. */
export interface Card {
  lang: Lang;
  shape: Shape;
  state: 'asked' | 'made' | 'failed';
  /** Hex; null before it was ever made. */
  sha256: string | null;
}

/** A card to be made. */
export interface CardWish {
  thingId: Id;
  lang: Lang;
  shape: Shape;
  title: string;
  date: string;
  slug: string;
}

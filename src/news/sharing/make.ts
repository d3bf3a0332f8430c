import sharp from 'sharp';
import type { Db } from '../../foundation/database/database.ts';
import { putBlob } from '../../foundation/files/blobs.ts';
import { formatDate } from '../../foundation/i18n/dates.ts';
import { dirOf } from '../../foundation/i18n/lang.ts';
import type { Log } from '../../foundation/log.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { openTypesetter, TypesetError, type Typesetter } from '../../foundation/typeset/typeset.ts';
import { readInitiative } from '../../initiative/store.ts';
import { type CardWish, shapes } from './model.ts';
import { noteCard, noteCardFailed, takeCard } from './store.ts';
import { cardTemplate } from './template.ts';

export interface CardDeps {
  db: Db;
  dataDir: string;
  origin: string;
  log: Log;
  /** The process is to end: no further card is begun. */
  stop?: AbortSignal;
}

/** Makes the cards that wait, one after the other. @returns how many were made. */
export async function makeWaitingCards(deps: CardDeps): Promise<number> {
  let made = 0;
  let typesetter: Typesetter | null = null;
  try {
    while (!deps.stop?.aborted) {
      const wish = await takeCard(deps.db);
      if (wish === null) return made;
      typesetter ??= openTypesetter();
      try {
        const initiative = await readInitiative(deps.db, wish.lang);
        const png = await drawCard(typesetter, wish, initiative?.shortName ?? '', deps.origin);
        const blob = await putBlob(deps.dataDir, png);
        await deps.db.transaction().execute((tx) => noteCard(tx, wish, blob));
        made += 1;
      } catch (error) {
        if (!(error instanceof TypesetError)) throw error;
        deps.log.error({ err: error, thing: wish.thingId, lang: wish.lang }, 'a card could not be typeset');
        await noteCardFailed(deps.db, wish);
      }
    }
    return made;
  } finally {
    typesetter?.close();
  }
}

/** @returns a card as PNG of exactly its shape's size. */
export async function drawCard(
  typesetter: Typesetter,
  wish: Pick<CardWish, 'lang' | 'shape' | 'title' | 'date'>,
  site: string,
  origin: string,
): Promise<Buffer> {
  const { width, height } = shapes[wish.shape];
  const day = parsePartialDate(wish.date);
  const svg = typesetter.svg(cardTemplate, {
    lang: wish.lang,
    dir: dirOf(wish.lang),
    width,
    height,
    site,
    title: wish.title,
    date: day ? formatDate(wish.lang, day) : '',
    host: new URL(origin).host,
  });
  return sharp(Buffer.from(svg), { density: 72 })
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#f6f4ee' })
    .png({ palette: true, colours: 64, compressionLevel: 9 })
    .toBuffer();
}

import { type Generated, sql } from 'kysely';
import { notifyChanged } from '../../foundation/database/changed.ts';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { Tx } from '../../foundation/history/history.ts';
import { isPublic } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Card, CardWish, Shape } from './model.ts';
import '../store.ts';

interface NewsCardTable {
  thing_id: Id;
  lang: Lang;
  shape: Shape;
  state: Generated<'asked' | 'made' | 'failed'>;
  title: string;
  asked_at: Generated<Date>;
  leased_until: Date | null;
  attempts: Generated<number>;
  sha256: Buffer | null;
  bytes: number | null;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    news_card: NewsCardTable;
  }
}

/** A news article as it is shared: its public texts, and the cards that there are. */
export interface SharedArticle {
  id: Id;
  slug: string;
  campaignId: Id | null;
  isPublic: boolean;
  texts: { lang: Lang; title: string; body: string }[];
  cards: Card[];
}

/** @returns an article as it is shared; null for none. */
export async function readShared(db: Db, id: Id): Promise<SharedArticle | null> {
  const { rows } = await sql<SharedArticle>`
    select n.id, t.slug, n.campaign_id as "campaignId", ${isPublic(sql`n.id`)} as "isPublic",
      (select coalesce(jsonb_agg(jsonb_build_object('lang', x.lang, 'title', x.title, 'body', x.body)
          order by x.lang = t.primary_lang desc, x.lang), '[]')
        from news_text x where x.thing_id = n.id and x.state = 'published') as texts,
      (select coalesce(jsonb_agg(jsonb_build_object('lang', c.lang, 'shape', c.shape, 'state', c.state,
          'sha256', encode(c.sha256, 'hex')) order by c.shape desc), '[]')
        from news_card c where c.thing_id = n.id) as cards
    from news n join thing t on t.id = n.id where n.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Asks for the cards of an article, in every language in which it is public. What is there is made anew. */
export async function askCards(db: Db, id: Id): Promise<void> {
  await sql`insert into news_card (thing_id, lang, shape, title)
    select x.thing_id, x.lang, shape, x.title from news_text x, unnest(array['wide', 'square']) shape
    where x.thing_id = ${id} and x.state = 'published'
    on conflict (thing_id, lang, shape) do update
      set state = 'asked', title = excluded.title, asked_at = now(), attempts = 0, leased_until = null`.execute(
    db,
  );
}

/**
 * Asks for what nobody needs to ask for: the cards of what the staff have published, and those whose article has another
 * title now. What came with the software gets its cards when somebody wants them.
 * @returns whether a card waits to be made.
 */
export async function askDueCards(db: Db): Promise<boolean> {
  await sql`insert into news_card (thing_id, lang, shape, title)
    select x.thing_id, x.lang, shape, x.title from news_text x
    join publication p on p.thing_id = x.thing_id and p.ended_at is null and p.at <= now(),
      unnest(array['wide', 'square']) shape
    where x.state = 'published'
      and (p.actor like 'staff:%' or exists (select from news_card c where c.thing_id = x.thing_id))
      and not exists (select from news_card c where c.thing_id = x.thing_id and c.lang = x.lang and c.shape = shape and c.title = x.title)
    on conflict (thing_id, lang, shape) do update
      set state = 'asked', title = excluded.title, asked_at = now(), attempts = 0, leased_until = null`.execute(
    db,
  );
  const { rows } =
    await sql`select from news_card where state = 'asked' and (leased_until is null or leased_until < now())
    limit 1`.execute(db);
  return rows.length > 0;
}

/** How often a card is tried: what ends the process that makes it is not tried for ever. */
const mostAttempts = 3;

/** Takes the card that has waited longest, for two minutes in which nobody else takes it. */
export async function takeCard(db: Db): Promise<CardWish | null> {
  await sql`update news_card set state = 'failed'
    where state = 'asked' and attempts >= ${mostAttempts} and leased_until < now()`.execute(db);
  const { rows } = await sql<CardWish>`
    update news_card c set attempts = attempts + 1, leased_until = now() + interval '2 minutes'
    from news n join thing t on t.id = n.id
    where n.id = c.thing_id and (c.thing_id, c.lang, c.shape) = (select thing_id, lang, shape from news_card
      where state = 'asked' and (leased_until is null or leased_until < now()) order by asked_at limit 1 for update skip locked)
    returning c.thing_id as "thingId", c.lang, c.shape, c.title, n.date, t.slug`.execute(db);
  return rows[0] ?? null;
}

/** Notes a card's picture, unless its title has changed meanwhile. Pages that show the article are made anew. */
export async function noteCard(
  tx: Tx,
  wish: CardWish,
  made: { sha256: string; bytes: number },
): Promise<void> {
  await sql`update news_card set state = 'made', sha256 = decode(${made.sha256}, 'hex'), bytes = ${made.bytes}, leased_until = null
    where thing_id = ${wish.thingId} and lang = ${wish.lang} and shape = ${wish.shape} and title = ${wish.title}`.execute(
    tx,
  );
  await notifyChanged(tx, [wish.thingId]);
}

/** Notes that a card could not be made. */
export async function noteCardFailed(db: Db, wish: CardWish): Promise<void> {
  await sql`update news_card set state = 'failed', leased_until = null
    where thing_id = ${wish.thingId} and lang = ${wish.lang} and shape = ${wish.shape}`.execute(db);
}

/** @returns the wide card of a public article in this language, hex; null while there is none. */
export async function readWideCard(db: Db, slug: string, lang: Lang): Promise<string | null> {
  const { rows } = await sql<{ sha256: string }>`
    select encode(c.sha256, 'hex') as sha256 from news_card c join thing t on t.id = c.thing_id
    where t.kind = 'news' and t.slug = ${slug} and c.lang = ${lang} and c.shape = 'wide' and c.sha256 is not null
      and ${isPublic(sql`c.thing_id`)}`.execute(db);
  return rows[0]?.sha256 ?? null;
}

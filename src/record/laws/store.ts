import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { isPublic, isUnadopted, textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { PartialDate } from '../../foundation/text/partial-date.ts';
import type { Law } from './model.ts';
import './tables.ts';

function lawRows(lang: Lang, where: RawBuilder<unknown>): RawBuilder<Law> {
  return sql<Law>`
    select l.id, t.slug, l.country, l.adopted, l.kind, l.status, l.standing,
      jsonb_build_object('prohibits', l.prohibits, 'licenses', l.licenses, 'immunity', l.immunity,
        'jurisdiction', l.jurisdiction, 'remedy', l.remedy) as does,
      x.lang, x.title, x.summary, ${isUnadopted(sql`l.id`)} as unadopted
    from law l join thing t on t.id = l.id ${textIn('law_text', lang)}
    where ${isPublic(sql`l.id`)} and x.title is not null ${where}`;
}

/** @returns the public laws, oldest first within their country; of which country comes when the page decides. */
export async function listLaws(db: Db, lang: Lang): Promise<Law[]> {
  const { rows } = await lawRows(lang, sql`order by l.country, l.adopted nulls last, l.id`).execute(db);
  return rows;
}

/** @returns the law at this slug; null when there is none in public. */
export async function readLaw(db: Db, slug: string, lang: Lang): Promise<Law | null> {
  const { rows } = await lawRows(lang, sql`and t.slug = ${slug}`).execute(db);
  return rows[0] ?? null;
}

/** A step of the treaty process, as the page of a law names it. */
export interface StepOfLaw {
  id: Id;
  slug: string;
  date: PartialDate;
  lang: Lang;
  title: string;
}

/** @returns the public steps of the treaty process that are about this law, oldest first. */
export async function listStepsOfLaw(db: Db, law: Id, lang: Lang): Promise<StepOfLaw[]> {
  const { rows } = await sql<StepOfLaw>`
    select s.id, t.slug, s.date, x.lang, x.title from treaty_step s join thing t on t.id = s.id ${textIn('treaty_step_text', lang)}
    where s.law_id = ${law} and ${isPublic(sql`s.id`)} and x.title is not null order by s.date, s.id`.execute(
    db,
  );
  return rows;
}

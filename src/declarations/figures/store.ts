import { sql } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import { textIn } from '../../foundation/history/visible.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { SignatureState } from '../signing/model.ts';
import type { FiguredCampaign, Figures, Kind } from './model.ts';
import '../signing/tables.ts';
import '../tables.ts';

interface Sum {
  by: 'day' | 'country' | 'lang' | 'via' | 'state';
  stands: boolean;
  day: string | null;
  country: string;
  lang: string;
  via: string | null;
  state: SignatureState;
  kind: Kind;
  n: number;
}

/** @returns the sums of a declaration, in one reading of its signatures. */
export async function readFigures(db: Db, declarationId: Id): Promise<Figures> {
  const { rows } = await sql<Sum>`
    select case when grouping(day) = 0 then 'day' when grouping(country) = 0 then 'country' when grouping(lang) = 0 then 'lang'
        when grouping(via_id) = 0 then 'via' else 'state' end as by,
      stands, to_char(day, 'YYYY-MM-DD') as day, country, lang, via_id as via, state, kind, count(*)::int as n
    from (select (s.confirmed_at at time zone 'Asia/Baghdad')::date as day, s.country, s.lang, s.via_id, s.state, s.kind,
        s.state in ('confirmed', 'listed') as stands
      from signature s join declaration_version v on v.id = s.version_id where v.declaration_id = ${declarationId}) s
    group by grouping sets ((day, kind), (stands, country), (stands, lang), (stands, via_id), (state, kind))`.execute(
    db,
  );
  const of = (by: Sum['by']) => rows.filter((row) => row.by === by);
  const standing = (by: Sum['by']) => of(by).filter(({ stands }) => stands);
  return {
    days: of('day').flatMap(({ day, kind, n }) => (day === null ? [] : [{ day, kind, n }])),
    countries: standing('country').map(({ country, n }) => ({ country, n })),
    langs: standing('lang').map(({ lang, n }) => ({ lang, n })),
    vias: standing('via').map(({ via, n }) => ({ via, n })),
    states: of('state').map(({ state, kind, n }) => ({ state, kind, n })),
  };
}

/** @returns the campaigns that have a declaration, in their order. */
export async function listFiguredCampaigns(db: Db, lang: Lang): Promise<FiguredCampaign[]> {
  const { rows } = await sql<FiguredCampaign>`
    select c.id, t.slug, coalesce(x.name, t.slug) as name, d.id as "declarationId"
    from campaign c join thing t on t.id = c.id join declaration d on d.campaign_id = c.id
    ${textIn('campaign_text', lang)} order by c.position, c.id`.execute(db);
  return rows;
}

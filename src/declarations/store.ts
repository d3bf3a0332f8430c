import { sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import { type Id, newId } from '../foundation/database/id.ts';
import type { Actor, History, Tx } from '../foundation/history/history.ts';
import { isPublic, isUnadopted } from '../foundation/history/visible.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import { canonicalText, type Declaration, hashOf, type Wording, type WordingText } from './model.ts';
import { terms } from './signing/model.ts';
import './tables.ts';

const wordingAsJson = sql`jsonb_build_object('sha256', encode(w.sha256, 'hex'), 'lang', w.lang, 'erratum', w.erratum,
  'erratumNote', w.erratum_note, 'state', w.state, 'title', w.title, 'preamble', w.preamble, 'articles', w.articles,
  'closing', w.closing, 'note', w.note, 'canonical', w.canonical, 'writtenAt', w.written_at)`;

/** @returns the declaration of the campaign at this slug in its present version; null when the campaign has none in public. */
export async function readDeclaration(db: Db, campaignSlug: string): Promise<Declaration | null> {
  const { rows } = await sql<Declaration>`
    select d.id, d.campaign_id as "campaignId", ct.slug as "campaignSlug", d.allows_organisations as "allowsOrganisations",
      d.allows_persons as "allowsPersons", d.goal_organisations as "goalOrganisations",
      exists (select from signing_period s where s.declaration_id = d.id and s.closed_at is null) as "signingOpen",
      v.id as "versionId", v.number as "versionNumber", v.declared_on as "declaredOn", ${isUnadopted(sql`d.id`)} as unadopted,
      coalesce((select (value ->> 'confirmDays')::int from site_setting where key = 'retention'), ${terms.confirmDays}) as "confirmDays",
      (select coalesce(jsonb_agg(${wordingAsJson} order by w.lang), '[]') from declaration_wording w
        where w.version_id = v.id and not w.held and not exists (select from declaration_wording later
          where later.version_id = w.version_id and later.lang = w.lang and later.erratum > w.erratum and not later.held)) as wordings,
      v.change_of_meaning as "changeOfMeaning",
      (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'number', e.number, 'declaredOn', e.declared_on,
          'organisations', coalesce((select listed from signature_count n where n.version_id = e.id and n.kind = 'organisation'), 0),
          'persons', coalesce((select listed from signature_count n where n.version_id = e.id and n.kind = 'person'), 0),
          'texts', (select coalesce(jsonb_object_agg(x.lang, encode(x.sha256, 'hex')), '{}') from (
            select distinct on (lang) lang, sha256 from declaration_wording where version_id = e.id and state = 'published'
            order by lang, erratum desc) x)) order by e.number desc), '[]')
        from declaration_version e where e.declaration_id = d.id and e.number < v.number) as earlier
    from declaration d
    join thing ct on ct.id = d.campaign_id
    join lateral (select * from declaration_version where declaration_id = d.id order by number desc limit 1) v on true
    where ct.kind = 'campaign' and ct.slug = ${campaignSlug} and ${isPublic(sql`d.campaign_id`)} and ${isPublic(sql`d.id`)}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** A wording with where it belongs. */
export interface WordingPlace extends Wording {
  versionNumber: number;
  declaredOn: string;
  campaignSlug: string;
  /** Whether a later erratum of this language, or a later version, stands in its place today. */
  superseded: boolean;
}

/** @returns the wording with this SHA-256 (hex), of whatever age: "the wording you signed". */
export async function readWording(
  db: Db,
  campaignSlug: string,
  sha256: string,
): Promise<WordingPlace | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
  const { rows } = await sql<{ wording: Wording } & Omit<WordingPlace, keyof Wording>>`
    select ${wordingAsJson} as wording, v.number as "versionNumber", v.declared_on as "declaredOn", t.slug as "campaignSlug",
      exists (select from declaration_wording l join declaration_version lv on lv.id = l.version_id
        where lv.declaration_id = v.declaration_id and l.lang = w.lang and not l.held and (lv.number, l.erratum) > (v.number, w.erratum)) as superseded
    from declaration_wording w join declaration_version v on v.id = w.version_id
    join declaration d on d.id = v.declaration_id join thing t on t.id = d.campaign_id
    where w.sha256 = decode(${sha256}, 'hex') and not w.held and t.slug = ${campaignSlug} and ${isPublic(sql`d.id`)}`.execute(
    db,
  );
  const row = rows[0];
  return row
    ? {
        ...row.wording,
        versionNumber: row.versionNumber,
        declaredOn: row.declaredOn,
        campaignSlug: row.campaignSlug,
        superseded: row.superseded,
      }
    : null;
}

/** @returns every wording of every version that the public may see, newest first: all of it stays readable. */
export async function listWordings(
  db: Db,
  declarationId: Id,
): Promise<
  {
    sha256: string;
    lang: Lang;
    erratum: number;
    erratumNote: string | null;
    versionNumber: number;
    state: Wording['state'];
  }[]
> {
  const { rows } = await sql<{
    sha256: string;
    lang: Lang;
    erratum: number;
    erratumNote: string | null;
    versionNumber: number;
    state: Wording['state'];
  }>`
    select encode(w.sha256, 'hex') as sha256, w.lang, w.erratum, w.erratum_note as "erratumNote", v.number as "versionNumber", w.state
    from declaration_wording w join declaration_version v on v.id = w.version_id
    where v.declaration_id = ${declarationId} and not w.held order by v.number desc, w.lang, w.erratum desc`.execute(
    db,
  );
  return rows;
}

/** Opens a version. The first needs no change of meaning; every later one says what changed, by language. */
export async function addVersion(
  history: History,
  declarationId: Id,
  version: {
    number: number;
    declaredOn: string;
    changeOfMeaning: Record<string, string> | null;
    actor: Actor;
  },
): Promise<Id> {
  const id = newId();
  await history.tx
    .insertInto('declaration_version')
    .values({
      id,
      declaration_id: declarationId,
      number: version.number,
      declared_on: version.declaredOn,
      change_of_meaning: version.changeOfMeaning && JSON.stringify(version.changeOfMeaning),
      actor: version.actor,
    })
    .execute();
  await history.revise(declarationId, 'declaration', null, {
    version: version.number,
    declaredOn: version.declaredOn,
  });
  return id;
}

/** A wording to be written. */
export type NewWording = WordingText & {
  lang: Lang;
  state: Wording['state'];
  note: string;
  erratumNote: string | null;
  /** Of somebody who may not publish: the public does not see it, not as a draft either. */
  held?: boolean;
};

/** Adds a text to a version: a language's first, or (with `erratumNote`) a correction that keeps the meaning. */
export async function addWording(
  history: History,
  place: { declarationId: Id; campaignSlug: string; versionId: Id; versionNumber: number },
  wording: NewWording,
): Promise<string> {
  const erratum =
    wording.erratumNote === null ? 0 : await nextErratum(history.tx, place.versionId, wording.lang);
  const canonical = canonicalText(wording, {
    campaign: place.campaignSlug,
    version: place.versionNumber,
    lang: wording.lang,
    erratum,
  });
  const sha256 = hashOf(canonical);
  await history.tx
    .insertInto('declaration_wording')
    .values({
      sha256,
      version_id: place.versionId,
      lang: wording.lang,
      erratum,
      erratum_note: wording.erratumNote,
      state: wording.state,
      title: wording.title,
      preamble: wording.preamble,
      articles: JSON.stringify(wording.articles),
      closing: wording.closing,
      note: wording.note,
      canonical,
      held: wording.held ?? false,
    })
    .execute();
  await history.revise(place.declarationId, 'declaration', wording.lang, {
    version: place.versionNumber,
    erratum,
    ...wording,
  });
  return sha256.toString('hex');
}

async function nextErratum(tx: Tx, versionId: Id, lang: Lang): Promise<number> {
  const { erratum } = await tx
    .selectFrom('declaration_wording')
    .select((eb) => eb.fn.max('erratum').as('erratum'))
    .where('version_id', '=', versionId)
    .where('lang', '=', lang)
    .executeTakeFirstOrThrow();
  return (erratum ?? -1) + 1;
}

/** Opens signing; says whether it was closed before. */
export async function openSigning(tx: Tx, declarationId: Id, actor: Actor): Promise<boolean> {
  const opened = await tx
    .insertInto('signing_period')
    .values({ id: newId(), declaration_id: declarationId, opened_by: actor })
    .onConflict((conflict) => conflict.column('declaration_id').where('closed_at', 'is', null).doNothing())
    .returning('id')
    .execute();
  return opened.length > 0;
}

/** Closes signing; says whether it was open before. */
export async function closeSigning(tx: Tx, declarationId: Id, actor: Actor): Promise<boolean> {
  const closed = await tx
    .updateTable('signing_period')
    .set({ closed_at: sql`now()`, closed_by: actor })
    .where('declaration_id', '=', declarationId)
    .where('closed_at', 'is', null)
    .returning('id')
    .execute();
  return closed.length > 0;
}

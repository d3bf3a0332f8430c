import { listOfferedFiles } from '../../files/store.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, parseId } from '../../foundation/database/id.ts';
import type { Actor } from '../../foundation/history/history.ts';
import { isLang, type Lang } from '../../foundation/i18n/lang.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { type Member, may } from '../../staff/model.ts';
import type { Desk } from '../desk.ts';
import { idIn } from '../ids.ts';
import type { DeskContext, Where } from '../model.ts';
import type { Additions } from './additions.ts';
import type { Typed } from './form/fields.ts';
import type { Editable, Values, Work } from './model.ts';
import { campaignOfThing, listCampaignTitles, listLanguages } from './place-store.ts';
import { type KnownThing, listKnownThings } from './things-store.ts';
import { readWork } from './work-store.ts';

/** What the pages of one kind of thing stand on. */
export interface Engine {
  desk: Desk;
  editable: Editable;
  additions?: Additions | undefined;
}

/** The proposal that stands beside a form, by its address or by what the form carries along. */
export function proposalIn(c: DeskContext, typed: Typed = {}): Id | null {
  return parseId(c.req.query('proposal') ?? typed.proposal ?? '');
}

/** The member who asks, as the actor of revisions. */
export function actorOf(c: DeskContext): Actor {
  return `staff:${c.var.member.id}`;
}

/** Where a route about the thing in the address acts: in the campaign that the thing belongs to. */
export function whereThingIs(db: Db, editable: Editable): Where {
  return async (c) => {
    const id = idIn(c);
    return id === null ? 'absent' : campaignOfThing(db, editable.kind, id);
  };
}

/** The thing in the address, which the guard has found; null where it was erased in between. */
export async function workIn(
  c: DeskContext,
  { desk, editable }: Engine,
  db: Db = desk.site.db,
): Promise<Work | null> {
  const id = idIn(c);
  return id === null ? null : readWork(db, editable, id);
}

/** What a form about a thing offers: the languages of the site and those that the thing speaks besides, the campaigns. */
export interface Choices {
  languages: { code: Lang; state: 'on' | 'draft' }[];
  campaigns: { id: Id; slug: string; title: string }[];
  /** The newest files, for a field that takes one; none where the kind has no such field. */
  files: { sha256: string; name: string }[];
  /** The newest things of the kinds that a field takes, and those that stand in one. */
  things: KnownThing[];
}

const filesOffered = 100;
const thingsOffered = 200;

/**
 * @returns what the form of a kind offers to choose from: languages, campaigns, files, other things.
 * @param standing the own fields as they are: what they name is among the things.
 */
export async function choicesFor(
  c: DeskContext,
  { desk, editable }: Engine,
  standing: Readonly<Record<string, unknown>> = {},
): Promise<Choices> {
  const named = editable.own.flatMap((field) => (field.kind === 'thing' ? [field] : []));
  const takesFiles = editable.own.some(({ kind }) => kind === 'file');
  const [languages, campaigns, files, things] = await Promise.all([
    listLanguages(desk.site.db),
    listCampaignTitles(desk.site.db, c.var.lang),
    takesFiles ? listOfferedFiles(desk.site.db, c.var.lang, { limit: filesOffered }) : [],
    listKnownThings(desk.site.db, {
      kinds: [...new Set(named.flatMap(({ of }) => of))],
      ids: named.flatMap(({ name }) => parseId(String(standing[name] ?? '')) ?? []),
      lang: c.var.lang,
      limit: thingsOffered,
    }),
  ]);
  return { languages, campaigns, files, things };
}

/** The language that an address asks for, where the site has it; else the thing's primary one. */
export function langAsked(asked: string | undefined, languages: Choices['languages'], primary: Lang): Lang {
  return isLang(asked) && (asked === primary || languages.some(({ code }) => code === asked))
    ? asked
    : primary;
}

/** Whether a person may edit in the campaign that these own fields put a thing into; true for kinds that are in none. */
export function mayPlace(member: Pick<Member, 'grants'>, editable: Editable, own: Values): boolean {
  const field = editable.own.find(({ kind }) => kind === 'campaign');
  if (!field) return true;
  const target = own[field.name];
  // A campaign's field holds an id, parsed or taken from a revision of ours, or nothing.
  return may(member, editable.edit, typeof target === 'string' ? (target as Id) : null);
}

/** Why something was changed, as its revision says: what was typed, else a word of ours. */
export function whyIn(typed: Typed, otherwise: string): string {
  const cleaned = cleanLine(typed.why ?? '', 200);
  return cleaned.ok && cleaned.text !== '' ? cleaned.text : otherwise;
}

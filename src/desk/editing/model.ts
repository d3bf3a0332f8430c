import type { RawBuilder } from 'kysely';
import type { Db } from '../../foundation/database/database.ts';
import type { Id } from '../../foundation/database/id.ts';
import type { History, Tx } from '../../foundation/history/history.ts';
import type { ThingKind } from '../../foundation/history/tables.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import type { Action } from '../../staff/model.ts';
import type { MenuKey } from '../menu.ts';

/** A value of a field, as its column takes it from JSON. */
export type Value = string | number | boolean | null | readonly string[];
export type Values = Readonly<Record<string, Value>>;

interface FieldBase {
  /** The column, and the name of the control. */
  name: string;
  label: MessageKey;
  hint?: MessageKey;
  required?: boolean;
}

/** How one field is typed, checked and kept. */
export type FieldSpec =
  /** `nullable`: an empty line is null in its column, not an empty text. */
  | (FieldBase & { kind: 'line'; max: number; nullable?: boolean; dir?: 'ltr' | 'auto' })
  | (FieldBase & { kind: 'text' | 'markdown'; max: number })
  | (FieldBase & { kind: 'lines'; max: number; most: number })
  | (FieldBase & { kind: 'url' | 'date' | 'country' | 'campaign' | 'file' })
  | (FieldBase & { kind: 'number'; least: number; most: number })
  /** A number with decimals, perhaps negative; kept as its text, which a numeric column takes. */
  | (FieldBase & { kind: 'decimal'; least: number; most: number })
  | (FieldBase & { kind: 'choice'; options: readonly FieldOption[] })
  /** Any of a few, in their order: an array of texts. */
  | (FieldBase & { kind: 'choices'; options: readonly FieldOption[] })
  /** Another thing of a kind, or of one of several: typed by its slug, key, address or title, kept by its id. */
  | (FieldBase & { kind: 'thing'; of: ThingKind | readonly ThingKind[] })
  /**
   * Rows, each a line of this shape: changed on a page of their own, which the form carries along unseen. `options`: the
   * words of a line that stand for something, for those who read it.
   */
  | (FieldBase & { kind: 'rows'; line: RegExp; most: number; options?: readonly FieldOption[] });

/** How an own field is kept that is no column: in rows of another table, which come and go with the other own fields. */
export interface KeptRows {
  /** SQL of its lines, a jsonb array of texts, for the row `o` of the kind's table. */
  read: RawBuilder<unknown>;
  /** Puts these lines in the place of those that stood. What a line names and is no more, it leaves out. */
  write(tx: Tx, id: Id, lines: readonly string[]): Promise<void>;
}

export interface FieldOption {
  value: string;
  label: MessageKey;
}

/**
 * A kind of thing that the desk edits: what its fields are and where they are kept. The engine does the rest: lists,
 * forms, drafts, publishing, translation, history, preview, the bin.
 */
export interface Editable {
  kind: ThingKind;
  menu: MenuKey;
  /** Its address in the desk: `/desk/news`. */
  path: string;
  /** What a thing of the kind is called, and several. */
  words: { one: MessageKey; many: MessageKey; create: MessageKey };
  /** What whoever writes one has to know first: stands above its form. */
  warning?: MessageKey;
  edit: Action;
  publish: Action;
  table: string;
  textTable: string;
  /** Fields of no language, columns of `table`. */
  own: readonly FieldSpec[];
  /** Of the own fields those that are kept in rows, by their names. */
  kept?: Readonly<Record<string, KeptRows>>;
  /** Fields of each language, columns of `textTable`. The first is the title. */
  text: readonly [FieldSpec, ...FieldSpec[]];
  /** Whether it states something of somebody: its publication takes a source and a reviewer who did not write it. */
  claim?: boolean;
  /** Whether the public is told no wording of it but the present one: it names a person by their own choice. */
  presentOnly?: boolean;
  /** Whether its texts are untitled, and it is called what the view of titles calls it: a company, by its first name. */
  namedElsewhere?: boolean;
  /** What is wrong with own fields taken together, once each is well-formed by itself. */
  check?(own: Values): readonly { field: string; key: MessageKey }[];
  /** The same, where the database has to be asked: whether a name is one of the company that is named. */
  checkIn?(db: Db, own: Values): Promise<readonly { field: string; key: MessageKey }[]>;
  /** What there is already that a new one may be the same as: shown before it is begun, which then takes a second press. */
  alike?(db: Db, fresh: { own: Values; text: Values }, lang: Lang): Promise<readonly Alike[]>;
  /** The public page below the language; null where the thing has none of its own: its slug then says nothing of it. */
  publicPath(thing: { slug: string | null; campaignSlug: string | null }): string | null;
  /**
   * Of a part without a page of its own: the own fields that can name what it is a part of, on whose page it stands; the first
   * that does counts.
   */
  partOf?: readonly string[];
  /** The prefix of slugs, where they are made of a title without a single letter that they can hold. */
  slugPrefix: string;
  /** A page of its own beside the engine's, below the thing's address: `share`. */
  beside?: { path: string; label: MessageKey };
  /** Whether new ones can be made. */
  growing: boolean;
  /** Whether old ones can be put into the bin, to be erased: not what others hang on, such as a campaign. */
  binnable: boolean;
  /** Who may begin one, where that is not everybody who may edit. */
  create?: Action;
  /** What a new one has from its first moment, besides its fields. */
  begun?(history: History, id: Id): Promise<void>;
  /** Pages of the thing besides its texts. */
  parts?: readonly { path: string; label: MessageKey }[];
  /** Where its kind is listed, if that is not at `path`: with the thing that it is a part of. */
  listAt?(thing: { campaignId: Id | null }): string;
}

/** A thing that a new one may be the same as. */
export interface Alike {
  id: Id;
  title: string;
  /** Why, where that does not speak for itself: by which name, and how well it matches. */
  why?(t: Translator): string;
}

/** The page that lists what a thing stands among. */
export function listOf(editable: Editable, thing: { campaignId: Id | null }): string {
  return editable.listAt?.(thing) ?? editable.path;
}

/** One text of a thing. */
export interface WorkText {
  values: Values;
  revision: number;
  basedOn: number | null;
}

/** A thing as the desk works on it: what is public, and what waits. */
export interface Work {
  id: Id;
  slug: string | null;
  primaryLang: Lang;
  campaignId: Id | null;
  campaignSlug: string | null;
  /** What the view of titles calls it; null where nothing does. */
  name: string | null;
  /** The own fields that are public (or, where it is not public, all there are). */
  own: Values;
  /** Those that wait to be published; null where none wait. */
  ownDraft: Values | null;
  ownRevision: number;
  /** The newest revision of the own fields themselves: a source that was added is none. */
  fieldsRevision: number;
  /** Whether a list of sources waits: of a public claim they change by publishing. */
  citationsWait: boolean;
  published: Partial<Record<Lang, WorkText>>;
  drafts: Partial<Record<Lang, WorkText>>;
  /** The number of the newest revision of each language. */
  revisions: Partial<Record<Lang, number>>;
  publishedAt: Date | null;
  planned: { at: Date; langs: Lang[]; failure: string | null } | null;
  binnedAt: Date | null;
  unadopted: boolean;
}

/** How a language of a thing stands against its primary one. */
export type TranslationState = 'missing' | 'draft' | 'out-of-date' | 'level' | 'primary';

/** Whether there is a page on which a thing can be looked at before it is public: its own, or that of what it is a part of. */
export function hasPreview(editable: Editable, work: Work): boolean {
  return editable.publicPath(work) !== null || editable.partOf !== undefined;
}

/** What the form shows: the draft, else what is public. */
export function textToEdit(work: Work, lang: Lang): WorkText | null {
  return work.drafts[lang] ?? work.published[lang] ?? null;
}

/** The own fields as the form shows them: those that wait, else those that stand. */
export function ownToEdit(work: Work): Values {
  return work.ownDraft ?? work.own;
}

/** The primary text that translations are held against: the public one, or before that the draft. */
export function primaryText(work: Work): WorkText | null {
  return work.published[work.primaryLang] ?? work.drafts[work.primaryLang] ?? null;
}

/** @returns how a language stands. A draft that nobody published is a draft, however old. */
export function stateOf(work: Work, lang: Lang): TranslationState {
  const draft = work.drafts[lang];
  const published = work.published[lang];
  if (lang === work.primaryLang) return 'primary';
  if (!draft && !published) return 'missing';
  if (draft) return 'draft';
  const primary = primaryText(work);
  return primary && (published?.basedOn ?? 0) < primary.revision ? 'out-of-date' : 'level';
}

/** Whether anything waits to be published: own fields, or the text of a language that is offered. */
export function hasWaiting(work: Work, offered: readonly Lang[]): boolean {
  return (
    work.ownDraft !== null || work.citationsWait || offered.some((lang) => work.drafts[lang] !== undefined)
  );
}

/** Whether publishing these languages of a claim takes the place of something that the public has read. */
export function isCorrection(editable: Editable, work: Work, langs: readonly Lang[]): boolean {
  if (!editable.claim || work.publishedAt === null) return false;
  return (
    work.ownDraft !== null ||
    work.citationsWait ||
    langs.some((lang) => work.drafts[lang] !== undefined && work.published[lang] !== undefined)
  );
}

/** What a form was opened on: saving over anything newer is refused. */
export function baseOf(work: Work, lang: Lang): string {
  return `${work.fieldsRevision}.${work.revisions[lang] ?? 0}`;
}

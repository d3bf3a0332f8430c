import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Id } from '../database/id.ts';
import type { Lang } from '../i18n/lang.ts';

/** What has a history: every kind of thing that the product keeps. */
export type ThingKind =
  | 'initiative'
  | 'campaign'
  | 'point'
  | 'declaration'
  | 'news'
  | 'organisation'
  | 'item'
  | 'source'
  | 'company'
  | 'company-name'
  | 'succession'
  | 'ownership'
  | 'buyer'
  | 'contract'
  | 'incident'
  | 'victim'
  | 'case'
  | 'stage'
  | 'redress'
  | 'law'
  | 'treaty-step'
  | 'response';

interface ThingTable {
  id: Id;
  kind: ThingKind;
  slug: string | null;
  primary_lang: Lang;
  created_at: Generated<Date>;
  /** Own fields of a public thing that wait to be published, as JSON. */
  draft: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
}

interface FormerSlugTable {
  kind: ThingKind;
  slug: string;
  thing_id: Id;
  until: Generated<Date>;
}

interface RevisionTable {
  id: Id;
  thing_id: Id;
  lang: Lang | null;
  number: number;
  actor: string;
  why: string;
  at: Generated<Date>;
  data: JSONColumnType<Record<string, unknown>>;
}

interface PublicationTable {
  id: Id;
  thing_id: Id;
  at: Generated<Date>;
  actor: string;
  ended_at: Date | null;
  ended_by: string | null;
}

interface ReviewTable {
  id: Id;
  thing_id: Id;
  kind: 'starter' | 'staff';
  reviewer: string;
  at: Generated<Date>;
  /** How many of the thing's revisions the reviewer had before them; noted by the database. */
  revisions: ColumnType<number, never, never>;
}

interface LanguageTable {
  code: Lang;
  state: 'on' | 'draft';
  position: number;
}

interface UnadoptedView {
  thing_id: ColumnType<Id, never, never>;
}

declare module '../database/tables.ts' {
  interface Tables {
    thing: ThingTable;
    former_slug: FormerSlugTable;
    revision: RevisionTable;
    publication: PublicationTable;
    review: ReviewTable;
    language: LanguageTable;
    unadopted: UnadoptedView;
  }
}

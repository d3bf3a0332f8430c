import type { Generated, JSONColumnType } from 'kysely';
import type { Id } from '../foundation/database/id.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { Article } from './model.ts';

interface DeclarationTable {
  id: Id;
  campaign_id: Id;
  allows_organisations: Generated<boolean>;
  allows_persons: Generated<boolean>;
  goal_organisations: number | null;
}
interface SigningPeriodTable {
  id: Id;
  declaration_id: Id;
  opened_at: Generated<Date>;
  opened_by: string;
  closed_at: Date | null;
  closed_by: string | null;
}
interface DeclarationVersionTable {
  id: Id;
  declaration_id: Id;
  number: number;
  declared_on: string;
  change_of_meaning: JSONColumnType<Record<string, string>> | null;
  actor: string;
}
interface DeclarationWordingTable {
  sha256: Buffer;
  version_id: Id;
  lang: Lang;
  erratum: number;
  erratum_note: string | null;
  state: 'draft' | 'published';
  title: string;
  preamble: string;
  articles: JSONColumnType<Article[]>;
  closing: string;
  note: string;
  canonical: string;
  written_at: Generated<Date>;
  held: Generated<boolean>;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    declaration: DeclarationTable;
    signing_period: SigningPeriodTable;
    declaration_version: DeclarationVersionTable;
    declaration_wording: DeclarationWordingTable;
  }
}

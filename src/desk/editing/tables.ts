import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';

interface PlannedPublicationTable {
  thing_id: Id;
  at: Date;
  langs: Lang[];
  actor: string;
  made_at: Generated<Date>;
  failure: string | null;
  why: Generated<string>;
}
interface TextPublicationTable {
  id: Id;
  thing_id: Id;
  lang: Lang | null;
  revision: number;
  at: Generated<Date>;
  actor: string;
  why: Generated<string>;
  corrects: Generated<boolean>;
}
interface PreviewLinkTable {
  hash: Buffer;
  thing_id: Id;
  lang: Lang;
  made_by: string;
  made_at: Generated<Date>;
  expires_at: Date;
}
interface BinnedTable {
  id: Id;
  thing_id: Id;
  at: Generated<Date>;
  actor: string;
  why: string;
  restored_at: Date | null;
  restored_by: string | null;
}
interface AtWorkTable {
  thing_id: Id;
  lang: string;
  staff_id: Id;
  at: ColumnType<Date, Date | undefined, Date>;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    planned_publication: PlannedPublicationTable;
    text_publication: TextPublicationTable;
    preview_link: PreviewLinkTable;
    binned: BinnedTable;
    at_work: AtWorkTable;
  }
}

import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { MailDomainKind } from '../../foundation/text/mail-domain.ts';
import type { Flag, Publicity, SignatureKind, SignatureState } from './model.ts';

interface SignatureTable {
  id: Id;
  version_id: Id;
  wording_sha256: Buffer;
  lang: Lang;
  kind: SignatureKind;
  /** Changed by the database alone, through a row in signature_event. */
  state: ColumnType<SignatureState, never, never>;
  organisation_name: string | null;
  organisation_name_ar: string | null;
  country: string;
  website: string | null;
  publicity: Publicity;
  updates: boolean;
  public_name: ColumnType<string | null, never, string | null>;
  search_key: ColumnType<string | null, never, string | null>;
  email_sealed: Buffer | null;
  contact_sealed: Buffer | null;
  name_sealed: Buffer | null;
  email_hash: Buffer | null;
  canonical_hash: Buffer | null;
  organisation_key: string | null;
  organisation_key_ar: string | null;
  website_domain: string | null;
  mail_domain_kind: MailDomainKind | null;
  mail_domain_hash: Buffer | null;
  filled_ms: number | null;
  via_id: Id | null;
  flags: Flag[];
  created_at: Generated<Date>;
  mail_asked_at: Generated<Date>;
  changed_at: Generated<Date>;
  confirmed_at: ColumnType<Date | null, never, never>;
  listed_at: ColumnType<Date | null, never, never>;
  listed_on: ColumnType<string | null, never, never>;
  public_id: Generated<string>;
}
interface SignatureEventTable {
  id: Id;
  signature_id: Id;
  becomes: Exclude<SignatureState, 'pending'>;
  at: Generated<Date>;
  actor: string;
  reason: string | null;
  public_name: ColumnType<null, string | null, never>;
  search_key: ColumnType<null, string | null, never>;
  listed_since: ColumnType<null, Date | null | undefined, never>;
  was: ColumnType<SignatureState | null, never, never>;
  code: ColumnType<string | null, string | null | undefined, never>;
  undoes: ColumnType<Id | null, Id | null | undefined, never>;
  batch: ColumnType<Id | null, Id | null | undefined, never>;
}
interface SignatureTokenTable {
  hash: Buffer;
  signature_id: Id;
  purpose: 'confirm' | 'withdraw';
  made_at: Generated<Date>;
  expires_at: Date | null;
  used_at: Date | null;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    signature: SignatureTable;
    signature_event: SignatureEventTable;
    signature_token: SignatureTokenTable;
  }
}

declare module '../../foundation/mail/tables.ts' {
  interface OutboxTable {
    signature_id: MailSubjectColumn;
  }
  interface KeptMailTable {
    signature_id: MailSubjectColumn;
  }
}

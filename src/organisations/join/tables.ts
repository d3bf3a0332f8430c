import type { Generated } from 'kysely';
import type { Id } from '../../foundation/database/id.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { JoinState } from './model.ts';

interface JoinApplicationTable {
  id: Id;
  lang: Lang;
  state: Generated<JoinState>;
  name: string;
  name_ar: string | null;
  country: string;
  website: string | null;
  about: string;
  contact_sealed: Buffer | null;
  email_hash: Buffer | null;
  created_at: Generated<Date>;
  mail_asked_at: Generated<Date>;
  confirmed_at: Date | null;
  decided_at: Date | null;
  decided_by: string | null;
  reason: string | null;
  organisation_id: Id | null;
}
interface JoinVouchTable {
  id: Id;
  application_id: Id;
  member_id: Id;
  asked_at: Date | null;
  answer: 'vouches' | 'declines' | null;
  answered_at: Date | null;
  answered_by: string | null;
  reason: string | null;
}
interface JoinTokenTable {
  hash: Buffer;
  application_id: Id;
  vouch_id: Id | null;
  made_at: Generated<Date>;
  expires_at: Date;
  used_at: Date | null;
}

declare module '../../foundation/database/tables.ts' {
  interface Tables {
    join_application: JoinApplicationTable;
    join_vouch: JoinVouchTable;
    join_token: JoinTokenTable;
    member_contact: {
      organisation_id: Id;
      email_sealed: Buffer;
      lang: Lang;
      set_by: string;
      set_at: Generated<Date>;
    };
  }
}
declare module '../../foundation/mail/tables.ts' {
  interface OutboxTable {
    application_id: MailSubjectColumn;
    vouch_id: MailSubjectColumn;
  }
  interface KeptMailTable {
    application_id: MailSubjectColumn;
    vouch_id: MailSubjectColumn;
  }
}

import type { ColumnType, Generated } from 'kysely';
import type { Id } from '../foundation/database/id.ts';
import type { DeskLang, Role } from './model.ts';

interface StaffTable {
  id: Id;
  name: string;
  email: string;
  lang: Generated<DeskLang>;
  created_at: Generated<Date>;
  left_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}
interface StaffRoleTable {
  staff_id: Id;
  role: Role;
  campaign_id: Id | null;
  given_by: string;
  given_at: Generated<Date>;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    staff: StaffTable;
    staff_role: StaffRoleTable;
  }
}

declare module '../foundation/mail/tables.ts' {
  interface OutboxTable {
    staff_id: MailSubjectColumn;
    invitation_id: MailSubjectColumn;
  }
  interface KeptMailTable {
    staff_id: MailSubjectColumn;
    invitation_id: MailSubjectColumn;
  }
}

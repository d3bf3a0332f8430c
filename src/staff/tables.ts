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
  email_verified: Generated<boolean>;
  image: ColumnType<null, undefined, never>;
  two_factor_enabled: Generated<boolean>;
  updated_at: Generated<Date>;
}
interface StaffRoleTable {
  staff_id: Id;
  role: Role;
  campaign_id: Id | null;
  given_by: string;
  given_at: Generated<Date>;
}
interface SessionTable {
  id: Id;
  staff_id: Id;
  token: string;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  expires_at: Date;
  device: string | null;
  two_factors: Generated<boolean>;
}
interface CredentialTable {
  id: Id;
  staff_id: Id;
  provider_id: 'credential';
  account_id: string;
  password: string | null;
  updated_at: Generated<Date>;
}
interface VerificationTable {
  id: Id;
  identifier: string;
  value: string;
  expires_at: Date;
}
interface TotpTable {
  id: Id;
  staff_id: Id;
  verified: boolean;
}
interface PasskeyTable {
  id: Id;
  staff_id: Id;
  name: string | null;
  aaguid: string | null;
  created_at: Date;
}
interface DeviceTable {
  token_hash: Buffer;
  staff_id: Id;
  device: string;
  made_at: Generated<Date>;
  used_at: Generated<Date>;
}
interface AttemptTable {
  id: Id;
  address_hash: Buffer;
  at: Generated<Date>;
}
interface LinkTable {
  id: Id;
  staff_id: Id;
  purpose: 'return' | 'device';
  made_at: Generated<Date>;
  expires_at: Date;
  token_hash: Buffer | null;
  used_at: Date | null;
}
interface InvitationTable {
  id: Id;
  email: string | null;
  lang: Generated<DeskLang>;
  invited_by: string;
  made_at: Generated<Date>;
  expires_at: Date;
  token_hash: Buffer | null;
  used_at: Date | null;
  staff_id: Id | null;
  withdrawn_at: Date | null;
}
interface InvitationRoleTable {
  invitation_id: Id;
  role: Role;
  campaign_id: Id | null;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    staff: StaffTable;
    staff_role: StaffRoleTable;
    staff_session: SessionTable;
    staff_credential: CredentialTable;
    staff_verification: VerificationTable;
    staff_totp: TotpTable;
    staff_passkey: PasskeyTable;
    staff_device: DeviceTable;
    staff_attempt: AttemptTable;
    staff_link: LinkTable;
    staff_invitation: InvitationTable;
    staff_invitation_role: InvitationRoleTable;
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

import { Encrypter } from 'age-encryption';
import { type BackupPlan, backupPlan } from '../../backup/schedule-model.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';

/** What the form of the plan was filled with, as typed. */
export interface TypedPlan {
  on: boolean;
  at: string;
  keepDays: string;
  lock: string;
  recipients: string;
  insist: boolean;
}
export type PlanErrors = Partial<Record<keyof TypedPlan, MessageKey>>;

/** The plan as the form shows it. */
export function typedOf(plan: BackupPlan): TypedPlan {
  return {
    on: plan.on,
    at: plan.at,
    keepDays: String(plan.keepDays),
    lock: plan.lock === 'none' ? '' : plan.lock,
    recipients: plan.recipients.join('\n'),
    insist: plan.lock === 'unencrypted',
  };
}

/** Reads the form of the plan. @param hasPassphrase whether the server has a file with one. */
export function parsePlan(
  form: Readonly<Record<string, unknown>>,
  hasPassphrase: boolean,
): { typed: TypedPlan; errors: PlanErrors; plan: BackupPlan | null } {
  const text = (name: string) => String(form[name] ?? '').trim();
  const typed: TypedPlan = {
    on: text('on') === 'yes',
    at: text('at'),
    keepDays: text('keepDays'),
    lock: text('lock'),
    recipients: text('recipients'),
    insist: text('insist') === 'yes',
  };
  const recipients = typed.recipients.split(/\s+/).filter(Boolean);
  const errors: PlanErrors = {};
  if (!backupPlan.shape.at.safeParse(typed.at).success) errors.at = 'desk.backups.error.at';
  const keepDays = /^\d{1,3}$/.test(typed.keepDays) ? Number(typed.keepDays) : 0;
  if (!backupPlan.shape.keepDays.safeParse(keepDays).success)
    errors.keepDays = 'desk.backups.error.keep_days';
  const lock = backupPlan.shape.lock.safeParse(typed.lock || 'none');
  if (!lock.success || (typed.on && lock.data === 'none')) errors.lock = 'desk.backups.error.lock';
  else if (lock.data === 'passphrase' && !hasPassphrase) errors.lock = 'desk.backups.error.no_passphrase';
  else if (lock.data === 'unencrypted' && !typed.insist) errors.insist = 'desk.backups.error.insist';
  else if (lock.data === 'recipients' && recipients.length === 0)
    errors.recipients = 'desk.backups.error.recipients';
  if (recipients.some((recipient) => !isRecipient(recipient)))
    errors.recipients = 'desk.backups.error.recipients';
  const plan = backupPlan.safeParse({ on: typed.on, at: typed.at, keepDays, lock: lock.data, recipients });
  return { typed, errors, plan: Object.keys(errors).length === 0 && plan.success ? plan.data : null };
}

function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return text.startsWith('age1');
  } catch {
    return false;
  }
}

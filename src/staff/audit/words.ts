import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { type Action, actions } from '../model.ts';
import type { AuditLine } from './store.ts';

/** What the log records besides the actions of the role table. */
const ownActions = ['account.sign-in', 'account.enter'] as const;
type Logged = Action | (typeof ownActions)[number];

const did = ['invite', 'withdraw', 'give', 'take', 'reset', 'end'] as const;
const kinds = ['staff', 'signature', 'backup', 'invitation', 'setting', 'cleanup'] as const;

/** @returns an action in words; as it stands in the log, where this version knows none. */
export function actionWords(t: Translator, action: string): string {
  const known = [...actions, ...ownActions].find((one): one is Logged => one === action);
  return known ? t(`desk.action.${known}`) : action;
}

/** @returns what it was done to, in words; null where the line names nothing. */
export function subjectWords(
  t: Translator,
  names: ReadonlyMap<string, string>,
  { title, subject }: Pick<AuditLine, 'title' | 'subject'>,
): string | null {
  if (title !== null) return title;
  if (subject === null) return null;
  const name = names.get(subject);
  if (name !== undefined) return name;
  const [kind = '', rest = ''] = subject.split(/:(.*)/s);
  const known = kinds.find((one) => one === kind);
  return known ? `${t(`desk.audit.kind.${known}`)} ${rest}`.trim() : subject;
}

/** @returns what exactly was done to an account, where the line says it. */
export function didWords(t: Translator, detail: AuditLine['detail']): string | null {
  const known = did.find((one) => one === detail.did);
  if (known === undefined) return null;
  const key: MessageKey = `desk.audit.did.${known}`;
  return t(key);
}

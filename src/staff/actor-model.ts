import type { Translator } from '../foundation/i18n/translate.ts';

/** @returns who did something, in words: the name of one of the staff, the software, the one who runs the server. */
export function actorName(t: Translator, names: ReadonlyMap<string, string>, actor: string): string {
  if (actor === 'starter' || actor === 'system') return t('desk.actor.software');
  if (actor === 'operator') return t('desk.actor.operator');
  return names.get(actor) ?? t('desk.actor.left');
}

import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import type { Flag } from '../signing/model.ts';
import type { QueueRow } from './queue-store.ts';
import { type Likeness, likenesses } from './similar-store.ts';

/** Something that is known of a signature, in words. `warns`: it speaks against listing it. */
export interface Known {
  text: string;
  warns: boolean;
}

/** What parts the pieces of a line of facts. */
export function comma(t: Translator): string {
  return t.lang === 'ar' ? '، ' : ', ';
}

/** What the flags say; those of the mail domain are said with it. */
const flagWords = {
  honeypot: 'desk.queue.flag.honeypot',
  'too-fast': 'desk.queue.flag.too-fast',
  'unlike-name': 'desk.queue.flag.unlike-name',
  'same-organisation': 'desk.queue.flag.same-organisation',
  'disposable-address': 'desk.queue.flag.disposable-address',
  'own-domain': 'desk.queue.flag.own-domain',
} as const satisfies Record<Flag, MessageKey>;

/** @returns what a flag says, in words. */
export function flagWord(t: Translator, flag: Flag): string {
  return t(flagWords[flag]);
}

/** @returns what we know of who signed, the warnings first. Nothing that is sealed is opened for it. */
export function knownOf(
  t: Translator,
  row: Pick<QueueRow, 'flags' | 'mailDomainKind' | 'website' | 'kind' | 'filledMs'>,
): Known[] {
  const flags = row.flags.filter((flag) => flag !== 'disposable-address' && flag !== 'own-domain');
  const known: Known[] = flags.map((flag) => ({ text: flagWord(t, flag), warns: true }));
  const mail = mailWord(row);
  if (mail) known.push({ text: t(mail), warns: row.mailDomainKind === 'disposable' });
  if (row.filledMs !== null)
    known.push({ text: t('desk.queue.filled', { n: Math.round(row.filledMs / 1_000) }), warns: false });
  return known.sort((a, b) => Number(b.warns) - Number(a.warns));
}

function mailWord({ mailDomainKind, website, kind }: Pick<QueueRow, 'mailDomainKind' | 'website' | 'kind'>) {
  if (mailDomainKind === null) return null;
  if (mailDomainKind !== 'other') return `desk.queue.mail.${mailDomainKind}` as const;
  if (kind === 'person') return 'desk.queue.mail.person';
  return website === null ? 'desk.queue.mail.alone' : 'desk.queue.mail.other';
}

/** @returns the strongest way in which two signatures are alike. */
export function likenessWord(t: Translator, why: readonly Likeness[]): string {
  return t(`desk.queue.like.${likenesses.find((one) => why.includes(one)) ?? 'spelling'}`);
}

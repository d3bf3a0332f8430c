import { formatNumber } from '../foundation/i18n/numbers.ts';
import type { MessageKey, Translator } from '../foundation/i18n/translate.ts';
import { kindOf, type Refusal, type UploadState } from './model.ts';

/** A size as people read it: kilobytes up to one megabyte, then megabytes to one decimal. */
export function sizeInWords(t: Translator, bytes: number): string {
  if (bytes < 1_000_000)
    return t('library.kilobytes', { n: formatNumber(t.lang, Math.max(1, Math.round(bytes / 1000))) });
  return t('library.megabytes', { n: formatNumber(t.lang, Math.round(bytes / 100_000) / 10) });
}

/** What a file is, its size, and of a picture its measures. */
export function factsInWords(
  t: Translator,
  file: { mediaType: string; bytes: number; picture: { width: number; height: number } | null },
): string {
  const kind = t(`desk.files.kind.${kindOf(file.mediaType)}`);
  const size = sizeInWords(t, file.bytes);
  if (!file.picture) return t('desk.files.facts', { kind, size });
  const { width, height } = file.picture;
  return t('desk.files.facts.picture', { kind, size, width: String(width), height: String(height) });
}

/** Where an upload stands, as a sentence. */
export function stateInWords(
  t: Translator,
  upload: { state: UploadState; reason: Refusal | null; held: boolean },
): string {
  if (upload.state === 'refused') return t(refusalKey(upload.reason ?? 'fatal'));
  return t(upload.held ? 'desk.files.state.held' : `desk.files.state.${upload.state}`);
}

function refusalKey(reason: Refusal): MessageKey {
  return `desk.files.refused.${reason}`;
}

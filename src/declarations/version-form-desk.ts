import type { Lang } from '../foundation/i18n/lang.ts';
import type { Wording, WordingText } from './model.ts';
import type { TypedWording } from './wording-desk.ts';

/** A new version as its form holds it: each language that people can sign in now, and what changed, said in it. */
export interface TypedVersion {
  declaredOn: string;
  /** The SHA-256 of the texts that the form was opened on. */
  base: string;
  texts: { lang: Lang; standing: Wording; wording: TypedWording; change: string }[];
}

/** A new version, checked. */
export interface ReadyVersion {
  declaredOn: string;
  changeOfMeaning: Record<string, string>;
  wordings: (WordingText & { lang: Lang; note: string })[];
}

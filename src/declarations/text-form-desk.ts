import type { FieldError } from '../desk/editing/form/fields.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { DeskDeclaration } from './desk-store.ts';
import type { Wording } from './model.ts';
import type { parseWording, TypedWording } from './wording-desk.ts';

/** What a text may become: a correction of one that people have signed, or simply another text. */
export type TextKind = 'erratum' | 'edit' | 'new';

/** What the form of a text in one language stands on. */
export interface TextPlace {
  declaration: DeskDeclaration;
  lang: Lang;
  standing: Wording | null;
  kind: TextKind;
  /** Who only translates writes drafts, which others publish. */
  mayPublish: boolean;
}

/** What was typed in the form of a text. */
export interface TextTyped {
  wording: TypedWording;
  erratumNote: string;
  state: Wording['state'];
  /** The SHA-256 of the text that the form was opened on; '' for none. */
  base: string;
}

/** What the page of a text shows besides the form. */
export interface TextShown {
  errors?: readonly FieldError[];
  preview?: ReturnType<typeof parseWording>['text'];
  conflict?: boolean;
}

import type { Child } from 'hono/jsx';
import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { ClaimOnPage } from '../claims/claim-store.ts';
import type { Choices } from '../context.ts';
import type { Work } from '../model.ts';
import type { FieldError, Typed } from './fields.ts';

/** What a form shows besides the thing itself: what was typed and why it was not taken. */
export interface FormState {
  typed?: Typed;
  errors?: readonly FieldError[];
  /** The text as it will look, above the form: for those without JavaScript. */
  preview?: boolean;
  /** What somebody else saved in the meantime, shown above the form. */
  conflict?: Child;
  /** Why a claim was to come out, as it was typed. */
  publicWhy?: string;
  /** A source was added while typing: nothing else was saved. */
  cited?: boolean;
  status?: 200 | 409 | 422;
}

export interface EditPageData extends Choices {
  work: Work;
  lang: Lang;
  /** Names of others who have this form open. */
  others: readonly string[];
  /** A link for outsiders, just made. */
  previewLink?: string | null;
  /** How far it has been read by others, where it is a claim. */
  claim: ClaimOnPage | null;
  /** A proposal that stands beside the form, and its id; null for none. */
  aside: { proposal: Id; shown: Child } | null;
  /** The sources of a claim, within the form. */
  sources: Child;
}

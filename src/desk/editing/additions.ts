import type { Child } from 'hono/jsx';
import type { Id } from '../../foundation/database/id.ts';
import type { DeskContext } from '../model.ts';
import type { FieldError, Typed } from './form/fields.ts';
import type { Editable, FieldSpec, Work } from './model.ts';

/** A claim whose form is shown or was sent. */
export interface CitingForm {
  editable: Editable;
  work: Work;
  typed: Typed;
  errors: readonly FieldError[];
  /** A source was added just now, while typing: nothing else was saved. */
  cited: boolean;
}

/** What other slices add to the forms of the engine, which knows none of them. */
export interface Additions {
  /** What stands beside a form: the proposal that its address names. Null for none. */
  aside(c: DeskContext, proposal: Id): Promise<Child | null>;
  /** A thing was begun from a form beside which a proposal stood. */
  began(c: DeskContext, proposal: Id, thing: Id): Promise<void>;
  /** The sources of a claim, within its form. */
  sources(c: DeskContext, form: CitingForm): Promise<Child>;
  /** The fields that name such a source, in their order; the name of each begins with `cite_`. */
  citing: readonly FieldSpec[];
  /** Adds the source that a form names. @returns what is wrong with it; nothing where it was added. */
  cite(c: DeskContext, form: CitingForm): Promise<readonly FieldError[]>;
}

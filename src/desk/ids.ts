import { type Id, parseId } from '../foundation/database/id.ts';
import type { DeskContext } from './model.ts';

/** @returns the id that a request's address names at `:param`; null for what is none. */
export function idIn(c: DeskContext, param = 'id'): Id | null {
  return parseId(c.req.param(param) ?? '');
}

import type { Desk } from '../../desk/desk.ts';
import { namesDesk } from './naming/names-desk.tsx';
import { newCompanyDesk } from './naming/new-desk.tsx';

/** The staff pages of companies besides those of the engine. Before the engine, which would take `new` for an id. */
export function companiesDesk(desk: Desk): void {
  newCompanyDesk(desk);
  namesDesk(desk);
}

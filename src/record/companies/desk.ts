import type { Desk } from '../../desk/desk.ts';
import type { Editable } from '../../desk/editing/model.ts';
import { movesDesk } from './moving/desk.tsx';
import { namesDesk } from './naming/names-desk.tsx';
import { newCompanyDesk } from './naming/new-desk.tsx';

/** The staff pages of companies besides those of the engine. Before the engine, which would take `new` for an id. */
export function companiesDesk(desk: Desk, editables: readonly Editable[]): void {
  newCompanyDesk(desk);
  namesDesk(desk);
  movesDesk(desk, editables);
}

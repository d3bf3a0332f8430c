import type { Desk } from '../desk/desk.ts';
import { campaignOfThing } from '../desk/editing/place-store.ts';
import { idIn } from '../desk/ids.ts';
import type { Where } from '../desk/model.ts';

/** Where routes about the declaration in the address act: in its campaign. */
export function inDeclaration(desk: Desk): Where {
  return async (c) => {
    const id = idIn(c);
    return id === null ? 'absent' : campaignOfThing(desk.site.db, 'declaration', id);
  };
}

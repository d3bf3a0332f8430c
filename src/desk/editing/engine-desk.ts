import type { Desk } from '../desk.ts';
import { actionRoutes } from './actions-desk.ts';
import type { Additions } from './additions.ts';
import { workingRoutes } from './claims/working-desk.ts';
import type { Engine } from './context.ts';
import { editRoutes } from './edit-desk.tsx';
import { binRoutes } from './history/bin-desk.tsx';
import { historyRoutes } from './history/history-desk.tsx';
import { listRoutes } from './lists/list-desk.tsx';
import { worklistRoutes } from './lists/worklist-desk.tsx';
import type { Editable } from './model.ts';
import { newRoutes } from './new-desk.tsx';
import { previewGate, previewRoutes, sharedPreviewRoute } from './preview/preview-desk.ts';
import { reviewRoutes } from './publishing/review-desk.tsx';
import { suggestRoutes } from './suggest-desk.ts';

/** Adds the pages of every kind of thing that the desk edits, and those that show things of all kinds. */
export function editingDesk(desk: Desk, editables: readonly Editable[], additions?: Additions): void {
  const gate = previewGate();
  for (const editable of editables) {
    const engine: Engine = { desk, editable, additions };
    listRoutes(engine);
    newRoutes(engine);
    editRoutes(engine);
    actionRoutes(engine);
    workingRoutes(engine);
    previewRoutes(engine, editables, gate);
    historyRoutes(engine);
  }
  sharedPreviewRoute(desk, editables, gate);
  binRoutes(desk, editables);
  worklistRoutes(desk, editables);
  reviewRoutes(desk, editables);
  suggestRoutes(desk, editables);
}

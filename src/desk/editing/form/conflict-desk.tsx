import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import { actorName } from '../../../staff/actor-model.ts';
import { namesOfActors } from '../../../staff/store.ts';
import type { DeskContext } from '../../model.ts';
import { listRevisions } from '../history/revisions-store.ts';
import type { FieldSpec, Values } from '../model.ts';
import { Conflict } from './conflict.tsx';
import type { Typed } from './fields.ts';

export interface Met {
  id: Id;
  /** The language of what was typed; of fields of no language that of the thing. */
  lang: Lang;
  fields: readonly FieldSpec[];
  /** What stands now. */
  theirs: Values;
  mine: Typed;
}

/** @returns what somebody saved of a thing while a form of it was open, with who it was, beside what was typed. */
export async function conflictNotice(c: DeskContext, db: Db, met: Met) {
  const { id, lang, ...shown } = met;
  const [newest] = (await listRevisions(db, id, { limit: 20, before: null })).filter(
    (revision) => revision.lang === lang || revision.lang === null,
  );
  const names = await namesOfActors(db, newest ? [newest.actor] : []);
  const { t } = c.var;
  return (
    <Conflict
      {...shown}
      t={t}
      who={actorName(t, names, newest?.actor ?? 'system')}
      at={newest?.at ?? new Date()}
      lang={lang}
    />
  );
}

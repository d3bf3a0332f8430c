import type { Desk } from '../../../desk/desk.ts';
import type { Additions, CitingForm } from '../../../desk/editing/additions.ts';
import { actorOf } from '../../../desk/editing/context.ts';
import { type FieldError, parseFields, type Typed } from '../../../desk/editing/form/fields.ts';
import { findThing, listKnownThings } from '../../../desk/editing/things-store.ts';
import type { DeskContext } from '../../../desk/model.ts';
import type { Db } from '../../../foundation/database/database.ts';
import type { Id } from '../../../foundation/database/id.ts';
import { parseWebsite } from '../../../foundation/text/website.ts';
import { citingOf, placeOf } from './cite-desk.tsx';
import { citingFields, sourceFields } from './cite-fields-desk.ts';
import {
  changeCited,
  listCited,
  type NewSource,
  type SimilarSource,
  sameSource,
  similarSources,
  sourceAt,
  sourceByAddress,
  withSource,
} from './cite-store.ts';
import { another, CitingSection } from './citing-section-desk.tsx';

const offered = 200;

/** The sources of a claim within its form: added by their address while somebody writes, nothing of the writing lost. */
export function citingSources({ site: { db } }: Desk): Pick<Additions, 'sources' | 'cite' | 'citing'> {
  return {
    citing: citingFields,
    async sources(c, form) {
      const { work, typed, errors } = form;
      const similar = errors.some(({ key }) => key === 'desk.sources.error.similar');
      const [cited, known, near] = await Promise.all([
        listCited(db, work.id),
        listKnownThings(db, { kinds: ['source'], ids: [], lang: c.var.lang, limit: offered }),
        similar ? similarSources(db, typed.cite_title ?? '') : [],
      ]);
      return <CitingSection t={c.var.t} form={form} cited={cited} known={known} similar={near} />;
    },
    cite: (c, form) => cite(c, db, form),
  };
}

async function cite(c: DeskContext, db: Db, { editable, work, typed }: CitingForm): Promise<FieldError[]> {
  const found = await readSource(db, typed);
  if ('errors' in found) return found.errors;
  const placed = { page: typed.cite_page ?? '', quotation: typed.cite_quotation ?? '' };
  const done = await changeCited(db, citingOf(editable, work), actorOf(c), async (cited, history) => {
    const id = 'id' in found ? found.id : await sourceAt(history, found.fresh);
    return withSource(cited, placeOf(id, placed, ''));
  });
  return done ? [] : [{ field: 'cite_source', key: 'desk.claim.error.last_source' }];
}

/** Which source the fields of a form name: one that is known, or a new one with what is said of it. */
async function readSource(
  db: Db,
  typed: Typed,
): Promise<{ id: Id } | { fresh: NewSource } | { errors: FieldError[] }> {
  const text = (typed.cite_source ?? '').trim();
  const title = (typed.cite_title ?? '').trim();
  if (text === '' && title === '')
    return { errors: [{ field: 'cite_source', key: 'desk.field.error.required' }] };
  if (!text.isWellFormed() || text.includes('\0'))
    return { errors: [{ field: 'cite_source', key: 'desk.field.error.characters' }] };
  const url = text === '' ? null : parseWebsite(text);
  const known =
    text === ''
      ? null
      : ((await findThing(db, 'source', text.slice(0, 300))) ?? (url && (await sourceByAddress(db, url))));
  if (known) return { id: known };
  if (text !== '' && (url === null || (!/^https?:\/\//i.test(text) && !text.includes('.'))))
    return { errors: [{ field: 'cite_source', key: 'desk.sources.error.unknown' }] };
  const said = {
    url: text,
    title,
    publisher: typed.cite_publisher ?? '',
    date: typed.cite_date ?? '',
    kind: typed.cite_kind ?? '',
  };
  const same = (typed.cite_new ?? '').trim();
  if (same !== '' && same !== another) {
    const chosen =
      same.isWellFormed() && !same.includes('\0') ? await findThing(db, 'source', same.slice(0, 300)) : null;
    return chosen ? { id: chosen } : { errors: [{ field: 'cite_title', key: 'desk.sources.error.similar' }] };
  }
  const { values, errors } = parseFields(sourceFields, said);
  if (errors.length > 0)
    return {
      errors: errors.map((error) => ({
        ...error,
        field: error.field === 'url' ? 'cite_source' : `cite_${error.field}`,
      })),
    };
  // The fields were parsed by `sourceFields`, whose names and kinds are those of a source.
  const fresh = values as unknown as NewSource;
  // In this order: what another entered meanwhile may be alike, and is then found to be the same.
  const near: SimilarSource[] = same === another ? [] : await similarSources(db, title);
  const entered = await sameSource(db, fresh);
  if (entered) return { id: entered };
  if (near.length > 0) return { errors: [{ field: 'cite_title', key: 'desk.sources.error.similar' }] };
  return { fresh };
}

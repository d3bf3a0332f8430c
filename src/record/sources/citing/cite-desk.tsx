import type { Desk } from '../../../desk/desk.ts';
import { actorOf, whereThingIs, workIn } from '../../../desk/editing/context.ts';
import { type FieldError, parseFields, type Typed, typedIn } from '../../../desk/editing/form/fields.ts';
import type { Editable, Work } from '../../../desk/editing/model.ts';
import { titleOf } from '../../../desk/editing/titles.ts';
import { deskMessage } from '../../../desk/message.tsx';
import type { DeskContext } from '../../../desk/model.ts';
import { doneAt } from '../../../desk/notices.ts';
import { askedIn, reordered } from '../../../desk/ordering.ts';
import { deskPage } from '../../../desk/page.tsx';
import { parseId } from '../../../foundation/database/id.ts';
import { cleanLine } from '../../../foundation/text/plain.ts';
import { may } from '../../../staff/model.ts';
import { sourceFields } from './cite-fields-desk.ts';
import { CitePage, rowKey } from './cite-page-desk.tsx';
import {
  type Cited,
  type Citing,
  changeCited,
  findSources,
  isSource,
  listCited,
  type NewSource,
  partsOf,
  sourceAt,
  withSource,
} from './cite-store.ts';
import { citedField } from './cited-field.ts';

/** The sources of things of these kinds: chosen among those that are known, or entered once by their address. */
export function citeDesk(desk: Desk, editables: readonly Editable[]): void {
  const { db } = desk.site;
  for (const editable of editables) {
    const path = `${editable.path}/:id/sources`;
    const where = whereThingIs(db, editable);
    const read = (c: DeskContext) => workIn(c, { desk, editable });
    desk.get(path, 'content.read', where, async (c) => {
      const work = await read(c);
      return work === null ? deskMessage(c, 404, 'missing') : page(c, desk, editable, work);
    });
    desk.post(path, editable.edit, where, async (c) => {
      const work = await read(c);
      if (work === null || work.binnedAt !== null) return deskMessage(c, 404, 'missing');
      if (!mayCite(c, editable, work)) return deskMessage(c, 403, 'refused');
      const typed = typedIn(await c.req.parseBody());
      const { todo } = askedIn(typed);
      const fresh = todo === 'new' ? parseFields(sourceFields, typed) : null;
      if (fresh && fresh.errors.length > 0) return page(c, desk, editable, work, typed, fresh.errors);
      const chosen = todo === 'cite' ? parseId(typed.source ?? '') : null;
      if (todo === 'cite' && (chosen === null || !(await isSource(db, chosen))))
        return page(c, desk, editable, work, typed, [{ field: 'source', key: 'desk.field.error.choice' }]);
      const citing = citingOf(editable, work);
      const done = await changeCited(db, citing, actorOf(c), async (cited, history) => {
        // The fields were parsed by `sourceFields`, whose names and kinds are those of a source.
        const added = fresh ? await sourceAt(history, fresh.values as unknown as NewSource) : chosen;
        return added === null ? changed(cited, typed) : withSource(cited, placeOf(added, typed, ''));
      });
      if (!done)
        return page(c, desk, editable, work, typed, [
          { field: 'cited', key: 'desk.claim.error.last_source' },
        ]);
      c.set('audited', { thingId: work.id, detail: { sources: todo } });
      return c.redirect(doneAt(`${editable.path}/${work.id}/sources`, 'saved'), 303);
    });
  }
}

/** What is cited, and whether its list waits: that of a public claim comes out with what it says. */
export function citingOf(editable: Editable, work: Work): Citing {
  return {
    id: work.id,
    kind: editable.kind,
    waits: editable.claim === true && work.publishedAt !== null,
  };
}

/** The sources of a public claim wait as its words do; those of other things have no draft, and are for those who publish. */
function mayCite(c: DeskContext, editable: Editable, work: Work): boolean {
  const direct = work.publishedAt !== null && !editable.claim;
  return may(c.var.member, direct ? editable.publish : editable.edit, work.campaignId);
}

/** The list as its form says: pages and quotations as typed, then the button that was pressed. */
function changed(cited: readonly Cited[], typed: Typed): readonly Cited[] {
  const asked = askedIn(typed);
  const { whole, ofFields } = partsOf(cited);
  const written = whole.map((one) =>
    typed[`page_${one.sourceId}`] === undefined ? one : placeOf(one.sourceId, typed, `_${one.sourceId}`),
  );
  return asked.todo === 'remove'
    ? [...written, ...ofFields].filter((one) => rowKey(one) !== asked.id)
    : [...reordered(written, asked, rowKey), ...ofFields];
}

/** A source of the whole with where in it to look, as fields with this suffix say it. */
export function placeOf(sourceId: Cited['sourceId'], typed: Typed, suffix: string): Cited {
  const line = (name: string, max: number) => {
    const cleaned = cleanLine((typed[name + suffix] ?? '').slice(0, max), max);
    return cleaned.ok && cleaned.text !== '' ? cleaned.text : null;
  };
  return { sourceId, field: null, page: line('page', 60), quotation: line('quotation', 1_000) };
}

async function page(
  c: DeskContext,
  desk: Desk,
  editable: Editable,
  work: Work,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const { t } = c.var;
  const mayEdit = mayCite(c, editable, work) && work.binnedAt === null;
  const cleaned = cleanLine(c.req.query('q') ?? '', 100);
  const q = cleaned.ok ? cleaned.text : '';
  const [cited, found] = await Promise.all([
    listCited(desk.site.db, work.id),
    mayEdit ? findSources(desk.site.db, work.id, q) : [],
  ]);
  const above = `${editable.path}/${work.id}`;
  const title = titleOf(t, { desk, editable }, work, work.primaryLang);
  return deskPage(c, {
    title: t('desk.sources'),
    label: <bdi>{title}</bdi>,
    at: editable.menu,
    crumbs: [
      { href: editable.path, text: t(editable.words.many) },
      { href: above, text: title },
    ],
    status: errors.length > 0 ? 422 : 200,
    body: (
      <CitePage
        t={t}
        here={`${above}/sources`}
        cited={cited}
        fieldName={(field) => citedField(t, editable, field)}
        found={found}
        hint={t(editable.claim ? 'desk.claim.sources.hint' : 'desk.sources.hint')}
        q={q}
        may={mayEdit}
        typed={typed}
        errors={errors}
      />
    ),
  });
}

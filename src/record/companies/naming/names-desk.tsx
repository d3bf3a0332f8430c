import type { Desk } from '../../../desk/desk.ts';
import { actorOf, whereThingIs, whyIn } from '../../../desk/editing/context.ts';
import { conflictNotice } from '../../../desk/editing/form/conflict-desk.tsx';
import {
  type FieldError,
  parseFields,
  type Typed,
  typedIn,
  typedOf,
} from '../../../desk/editing/form/fields.ts';
import { typedFor } from '../../../desk/editing/form/typed.ts';
import { baseOf, ownToEdit, type Values } from '../../../desk/editing/model.ts';
import { formKey, idOfForm } from '../../../desk/editing/once-store.ts';
import { listKnownThings } from '../../../desk/editing/things-store.ts';
import { readWork } from '../../../desk/editing/work-store.ts';
import { idIn } from '../../../desk/ids.ts';
import { deskMessage } from '../../../desk/message.tsx';
import type { DeskContext } from '../../../desk/model.ts';
import { doneAt } from '../../../desk/notices.ts';
import { deskPage } from '../../../desk/page.tsx';
import { parseId } from '../../../foundation/database/id.ts';
import { may } from '../../../staff/model.ts';
import { checkName, companyEditable, nameFields } from '../desk-fields.ts';
import { listNameWorks, type NameChange, type NameWork, saveNames } from './names-desk-store.ts';
import { NamesTable, newRow } from './names-table-desk.tsx';

const path = `${companyEditable.path}/:id/names`;
/** The names of a company on one page, each a claim of its own: changed together, published one by one. */
export function namesDesk(desk: Desk): void {
  const { db } = desk.site;
  const where = whereThingIs(db, companyEditable);
  desk.get(path, 'content.read', where, (c) => page(c, desk));
  desk.post(path, companyEditable.edit, where, async (c) => {
    const id = idIn(c);
    const company = id && (await readWork(db, companyEditable, id));
    if (!company || company.binnedAt !== null) return deskMessage(c, 404, 'missing');
    const body = await c.req.parseBody();
    const typed = typedIn(body);
    const rows = await Promise.all(rowsIn(typed).map((row) => parseRow(desk, row, body)));
    const errors = rows.flatMap((row) => row.errors);
    if (errors.length > 0) return page(c, desk, typed, errors);
    const changes = rows.flatMap(({ row, own }): NameChange[] => {
      const nameId = parseId(row);
      return nameId === null ? [] : [{ id: nameId, base: typed[`base.${row}`] ?? '', own }];
    });
    const actor = actorOf(c);
    const fresh = rows.find(({ row }) => row === newRow)?.own;
    const saved = await saveNames(db, { id: company.id, lang: company.primaryLang }, actor, {
      why: whyIn(typed, 'names edited'),
      changes,
      added: fresh
        ? { id: idOfForm({ key: typed[formKey], actor, kind: 'company-name', said: fresh }), own: fresh }
        : null,
    });
    if (saved.outcome === 'conflict')
      return page(
        c,
        desk,
        typed,
        saved.ids.map((nameId) => ({ field: `name.${nameId}`, key: 'desk.names.conflict' })),
        409,
      );
    c.set('audited', { thingId: company.id, detail: { names: saved.changed } });
    return c.redirect(doneAt(`${companyEditable.path}/${company.id}/names`, 'saved'), 303);
  });
}

/** The fields of a row that say something by themselves; the others begin with a choice. */
const saying = ['name', 'kind', 'valid_from', 'valid_to', 'ongoing_as_of', 'ongoing_source'];

/** The rows that a form sent: those of names, and the one for a new name where it says anything. */
function rowsIn(typed: Typed): string[] {
  const rows = Object.keys(typed).flatMap((name) =>
    name.startsWith('base.') ? [name.slice('base.'.length)] : [],
  );
  const said = saying.some((name) => (typed[`${name}.${newRow}`] ?? '').trim() !== '');
  return said ? [...rows, newRow] : rows;
}

async function parseRow(
  desk: Desk,
  row: string,
  body: Record<string, unknown>,
): Promise<{ row: string; own: Values; errors: FieldError[] }> {
  const own = Object.fromEntries(nameFields.map(({ name }) => [name, body[`${name}.${row}`]]));
  const parsed = parseFields(nameFields, await typedFor(desk.site.db, nameFields, own));
  const errors = parsed.errors.length > 0 ? parsed.errors : checkName(parsed.values);
  return {
    row,
    own: parsed.values,
    errors: errors.map((error) => ({ ...error, field: `${error.field}.${row}` })),
  };
}

async function page(
  c: DeskContext,
  desk: Desk,
  typed: Typed | null = null,
  errors: readonly FieldError[] = [],
  status: 409 | 422 = 422,
): Promise<Response> {
  const { t, member } = c.var;
  const { db } = desk.site;
  const id = idIn(c);
  const company = id && (await readWork(db, companyEditable, id));
  if (!company) return deskMessage(c, 404, 'missing');
  const works = await listNameWorks(db, company.id);
  const sources = await listKnownThings(db, {
    kinds: ['source'],
    ids: works.flatMap((work) => parseId(typedOf(ownToEdit(work).ongoing_source)) ?? []),
    lang: c.var.lang,
    limit: 50,
  });
  const conflicts = await Promise.all(
    works
      .filter((work) => status === 409 && errors.some(({ field }) => field === `name.${work.id}`))
      .map((work) =>
        conflictNotice(c, db, {
          id: work.id,
          lang: work.primaryLang,
          fields: nameFields,
          theirs: ownToEdit(work),
          mine: Object.fromEntries(nameFields.map(({ name }) => [name, typed?.[`${name}.${work.id}`] ?? ''])),
        }),
      ),
  );
  const title = company.name ?? t('desk.kind.company');
  const here = `${companyEditable.path}/${company.id}`;
  return deskPage(c, {
    title: t('desk.companies.names'),
    label: <bdi>{title}</bdi>,
    at: 'companies',
    crumbs: [
      { href: companyEditable.path, text: t('desk.menu.companies') },
      { href: here, text: title },
    ],
    status: errors.length > 0 ? status : 200,
    body: (
      <NamesTable
        t={t}
        here={`${here}/names`}
        works={works}
        typed={{ ...standing(works), ...(typed ?? { [`lang.${newRow}`]: company.primaryLang }) }}
        errors={errors}
        sources={sources}
        may={may(member, companyEditable.edit, null) && company.binnedAt === null}
        conflicts={conflicts}
        kept={`names-${company.id}:all:${works.map((work) => baseOf(work, work.primaryLang)).join('_') || '0'}:${member.id}`}
        // What was typed over an older state is kept, and saved over the newer one when it is sent again.
        renew={status === 409}
      />
    ),
  });
}

/** What stands in the rows: the fields of each name, under the names of their controls. */
function standing(works: readonly NameWork[]): Typed {
  return Object.fromEntries(
    works.flatMap((work) => [
      [`base.${work.id}`, baseOf(work, work.primaryLang)],
      ...nameFields.map(({ name }) => [`${name}.${work.id}`, typedOf(ownToEdit(work)[name])]),
    ]),
  );
}

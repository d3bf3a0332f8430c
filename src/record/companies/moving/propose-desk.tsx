import type { Child } from 'hono/jsx';
import type { Desk } from '../../../desk/desk.ts';
import { actorOf, whereThingIs } from '../../../desk/editing/context.ts';
import {
  type FieldError,
  parseFields,
  summaryOf,
  type Typed,
  typedOf,
} from '../../../desk/editing/form/fields.ts';
import { FormFields } from '../../../desk/editing/form/form-fields.tsx';
import { typedFor } from '../../../desk/editing/form/typed.ts';
import type { FieldSpec, Work } from '../../../desk/editing/model.ts';
import { freeSlug } from '../../../desk/editing/new-desk.tsx';
import { listKnownThings } from '../../../desk/editing/things-store.ts';
import { readWork } from '../../../desk/editing/work-store.ts';
import { idIn } from '../../../desk/ids.ts';
import { deskMessage } from '../../../desk/message.tsx';
import type { DeskContext } from '../../../desk/model.ts';
import { doneAt } from '../../../desk/notices.ts';
import { deskPage } from '../../../desk/page.tsx';
import { newId, parseId } from '../../../foundation/database/id.ts';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { companyEditable } from '../desk-fields.ts';
import { type Belonging, countKinds, listBelongings, proposeSplit } from './belongings-desk-store.ts';
import { proposeMove } from './list-store.ts';

const why: FieldSpec = {
  name: 'why',
  kind: 'line',
  label: 'desk.moves.why',
  hint: 'desk.moves.why.hint',
  max: 300,
  required: true,
};
const mergeFields: readonly FieldSpec[] = [
  {
    name: 'into',
    kind: 'thing',
    of: 'company',
    label: 'desk.moves.into',
    hint: 'desk.moves.into.hint',
    required: true,
  },
  why,
];
const splitOwn: readonly FieldSpec[] = [
  ...companyEditable.own,
  {
    name: 'source',
    kind: 'thing',
    of: 'source',
    label: 'desk.moves.source',
    hint: 'desk.period.source.hint',
    required: true,
  },
  why,
];
const choose = (id: string) => `choose.${id}`;

/** A company is proposed to go into another, or to be two. Nothing moves before somebody else has said so. */
export function proposeRoutes(desk: Desk): void {
  const { db } = desk.site;
  const where = whereThingIs(db, companyEditable);
  const read = async (c: DeskContext) => {
    const id = idIn(c);
    return id === null ? null : readWork(db, companyEditable, id);
  };
  for (const kind of ['merge', 'split'] as const) {
    desk.get(`${companyEditable.path}/:id/${kind}`, 'merge.propose', where, async (c) => {
      const company = await read(c);
      return company === null
        ? deskMessage(c, 404, 'missing')
        : page(c, desk, kind, company, firstTyped(company), []);
    });
  }
  desk.post(`${companyEditable.path}/:id/merge`, 'merge.propose', where, async (c) => {
    const company = await read(c);
    if (company === null) return deskMessage(c, 404, 'missing');
    const typed = await typedFor(db, mergeFields, await c.req.parseBody());
    const { values, errors } = parseFields(mergeFields, typed);
    const into = parseId(typedOf(values.into));
    const target = into && (await readWork(db, companyEditable, into));
    if (into === company.id) errors.push({ field: 'into', key: 'desk.moves.error.same' });
    // What is public would be public of a company that is not.
    else if (target && company.publishedAt !== null && target.publishedAt === null)
      errors.push({ field: 'into', key: 'desk.moves.error.draft' });
    if (errors.length > 0 || into === null) return page(c, desk, 'merge', company, typed, errors);
    const id = newId();
    const move = {
      id,
      kind: 'merge',
      fromCompany: company.id,
      toCompany: into,
      chosen: [],
      why: typedOf(values.why),
    } as const;
    if (!(await proposeMove(db, { ...move, chosen: [], proposedBy: actorOf(c) })))
      return page(c, desk, 'merge', company, typed, [{ field: 'into', key: 'desk.moves.error.open' }]);
    c.set('audited', { thingId: company.id, detail: { merge: id, into } });
    return c.redirect(doneAt(`/desk/merges/${id}`, 'saved'), 303);
  });
  desk.post(`${companyEditable.path}/:id/split`, 'merge.propose', where, async (c) => {
    const company = await read(c);
    if (company === null) return deskMessage(c, 404, 'missing');
    const typed = await typedFor(db, splitOwn, await c.req.parseBody());
    const text = parseFields(companyEditable.text, typed);
    const own = parseFields(splitOwn, typed);
    const belongings = await listBelongings(db, company.id, c.var.lang);
    const chosen = belongings.filter(({ id }) => typed[choose(id)] !== undefined);
    const errors = [...text.errors, ...own.errors, ...wrongChoice(belongings, chosen)];
    const source = parseId(typedOf(own.values.source));
    const name = chosen.find(({ kind }) => kind === 'company-name');
    if (errors.length > 0 || source === null || !name) return page(c, desk, 'split', company, typed, errors);
    const { country = null, founded = null } = own.values;
    const id = await proposeSplit(db, actorOf(c), {
      from: company.id,
      chosen: chosen.map((one) => one.id),
      why: typedOf(own.values.why),
      slug: await freeSlug(db, companyEditable, name.title),
      lang: company.primaryLang,
      own: { country, founded },
      text: text.values,
      source,
    });
    c.set('audited', { thingId: company.id, detail: { split: id } });
    return c.redirect(doneAt(`/desk/merges/${id}`, 'saved'), 303);
  });
}

/** A company keeps a name and the new one gets one, and a contract goes with the name that stands in it. */
function wrongChoice(all: readonly Belonging[], chosen: readonly Belonging[]): FieldError[] {
  const isName = ({ kind }: Belonging) => kind === 'company-name';
  const [names, gone] = [all.filter(isName), chosen.filter(isName)];
  if (gone.length === 0 || gone.length === names.length)
    return [{ field: 'choose', key: 'desk.moves.error.names' }];
  const goes = new Set(chosen.map(({ id }) => id));
  const torn = all.some(({ id, nameId }) => nameId !== null && goes.has(id) !== goes.has(nameId));
  return torn ? [{ field: 'choose', key: 'desk.moves.error.contract' }] : [];
}

function firstTyped(company: Work): Typed {
  return { country: typedOf(company.own.country) };
}

async function page(
  c: DeskContext,
  desk: Desk,
  kind: 'merge' | 'split',
  company: Work,
  typed: Typed,
  errors: readonly FieldError[],
): Promise<Response> {
  const { t } = c.var;
  const { db } = desk.site;
  const [belongings, things] = await Promise.all([
    listBelongings(db, company.id, c.var.lang),
    listKnownThings(db, {
      kinds: kind === 'merge' ? ['company'] : ['source'],
      ids: [typed.into, typed.source].flatMap((id) => parseId(id ?? '') ?? []),
      lang: c.var.lang,
      limit: 50,
    }),
  ]);
  const title = company.name ?? t('desk.kind.company');
  const here = `${companyEditable.path}/${company.id}`;
  const shared = { t, typed, errors, things, campaigns: [] };
  return deskPage(c, {
    title: t(`desk.moves.${kind}`),
    label: <bdi>{title}</bdi>,
    at: 'companies',
    crumbs: [
      { href: companyEditable.path, text: t('desk.menu.companies') },
      { href: here, text: title },
    ],
    status: errors.length > 0 ? 422 : 200,
    body: (
      <>
        <p class="hint">{t(`desk.moves.${kind}.hint`)}</p>
        <ErrorSummary
          t={t}
          level="h2"
          errors={summaryOf(
            t,
            kind === 'merge' ? mergeFields : [...splitOwn, ...companyEditable.text],
            errors,
          )}
        />
        <form method="post" action={`${here}/${kind}`} class="desk-form">
          {kind === 'merge' ? (
            <>
              <WhatMoves t={t} belongings={belongings} />
              <FormFields {...shared} fields={mergeFields} lang={null} />
            </>
          ) : (
            <>
              <Choose t={t} belongings={belongings} typed={typed} />
              <FormFields {...shared} fields={companyEditable.text} lang={company.primaryLang} />
              <FormFields {...shared} fields={splitOwn} lang={null} />
            </>
          )}
          <div class="desk-foot">
            <button class="call" type="submit">
              {t('desk.moves.propose')}
            </button>
          </div>
        </form>
      </>
    ),
  });
}

type T = DeskContext['var']['t'];

/** How much of what moves, and which: who decides has to know. */
export function WhatMoves({
  t,
  belongings,
}: {
  t: T;
  belongings: readonly Pick<Belonging, 'kind' | 'title'>[];
}) {
  return (
    <dl class="facts">
      {[...countKinds(belongings)].map(([kind, n]) => (
        <div>
          <dt>
            {t(`desk.kind.${kind}`)} ({n})
          </dt>
          <dd>
            <ul>
              {belongings
                .filter((one) => one.kind === kind)
                .map(({ title }) => (
                  <li>
                    <bdi>{title}</bdi>
                  </li>
                ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Choose({ t, belongings, typed }: { t: T; belongings: readonly Belonging[]; typed: Typed }): Child {
  return (
    <fieldset class="field" id="choose" tabindex={-1}>
      <legend>{t('desk.moves.choose')}</legend>
      {belongings.map(({ id, kind, title }) => (
        <label class="choice">
          <input type="checkbox" name={choose(id)} value="yes" checked={typed[choose(id)] !== undefined} />
          <span>
            {t(`desk.kind.${kind}`)}: <bdi>{title}</bdi>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

import type { Child } from 'hono/jsx';
import type { Desk } from '../../../desk/desk.ts';
import { type FieldError, summaryOf, type Typed } from '../../../desk/editing/form/fields.ts';
import { FormFields } from '../../../desk/editing/form/form-fields.tsx';
import type { FieldSpec, Work } from '../../../desk/editing/model.ts';
import { listKnownThings } from '../../../desk/editing/things-store.ts';
import type { DeskContext } from '../../../desk/model.ts';
import { deskPage } from '../../../desk/page.tsx';
import { parseId } from '../../../foundation/database/id.ts';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { companyEditable } from '../desk-fields.ts';
import { type Belonging, countKinds, listBelongings } from './belongings-desk-store.ts';

const why: FieldSpec = {
  name: 'why',
  kind: 'line',
  label: 'desk.moves.why',
  hint: 'desk.moves.why.hint',
  max: 300,
  required: true,
};
/** What a merge is proposed with. */
export const mergeFields: readonly FieldSpec[] = [
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
/** What a split is proposed with, beside the text of the new company. */
export const splitOwn: readonly FieldSpec[] = [
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
/** The name of the box that says whether a thing goes with the new company. */
export const choose = (id: string) => `choose.${id}`;

/** @returns the form of a merge or a split, with what would move and what is wrong with what was typed. */
export async function proposePage(
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

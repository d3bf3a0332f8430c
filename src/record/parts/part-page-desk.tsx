import type { Child } from 'hono/jsx';
import type { Desk } from '../../desk/desk.ts';
import { whereThingIs, workIn } from '../../desk/editing/context.ts';
import { type Editable, listOf, type Work } from '../../desk/editing/model.ts';
import { titleOf } from '../../desk/editing/titles.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { langAttribute } from '../../ui/components/said.ts';
import { type BelowLine, listBelow } from './below-store.ts';

export interface PartPage {
  /** The part's place in `editable.parts`. */
  part: string;
  body: Child;
  status?: 200 | 409 | 422;
}

/** A page about a part of a thing of the record: its frame, with the way to the thing and to its other parts. */
export function recordPartPage(c: DeskContext, desk: Desk, editable: Editable, work: Work, page: PartPage) {
  const { t } = c.var;
  const parts = editable.parts ?? [];
  const current = parts.find(({ path }) => path === page.part);
  const above = `${editable.path}/${work.id}`;
  const title = titleOf(t, { desk, editable }, work, work.primaryLang);
  return deskPage(c, {
    title: current ? t(current.label) : title,
    label: <bdi lang={langAttribute(work.primaryLang, t.lang)}>{title}</bdi>,
    at: editable.menu,
    crumbs: [
      { href: listOf(editable, work), text: t(editable.words.many) },
      { href: above, text: title },
    ],
    status: page.status ?? 200,
    body: (
      <>
        <nav class="desk-parts" aria-label={t('desk.edit.parts')}>
          <ul>
            <li>
              <a href={above}>{t(editable.words.one)}</a>
            </li>
            {parts.map(({ path, label }) => (
              <li>
                <a href={`${above}/${path}`} aria-current={path === page.part ? 'page' : undefined}>
                  {t(label)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {page.body}
      </>
    ),
  });
}

export interface BelowDesk {
  /** The kind that hangs on it, as the desk edits it. */
  below: Editable;
  /** The page that lists them, below the thing: `answers`. */
  part: string;
  /** The field of theirs that names the thing. */
  field: string;
}

/** Lists on a page of each thing of these kinds what hangs on it, and leads to beginning another. */
export function belowDesk(
  desk: Desk,
  editables: readonly Editable[],
  { below, part, field }: BelowDesk,
): void {
  const { db } = desk.site;
  for (const editable of editables) {
    desk.get(`${editable.path}/:id/${part}`, 'content.read', whereThingIs(db, editable), async (c) => {
      const { t } = c.var;
      const work = await workIn(c, { desk, editable });
      if (work === null) return deskMessage(c, 404, 'missing');
      const lines = await listBelow(db, { ...below, field }, work.id, t.lang);
      return recordPartPage(c, desk, editable, work, {
        part,
        body: (
          <>
            {below.warning ? <p class="notice">{t(below.warning)}</p> : null}
            {lines.length === 0 ? (
              <p>{t('desk.record.none_below')}</p>
            ) : (
              <Lines c={c} below={below} lines={lines} />
            )}
            {work.binnedAt === null ? (
              <p class="buttons">
                <a class="button" href={`${below.path}/new?${field}=${work.id}`}>
                  {t(below.words.create)}
                </a>
              </p>
            ) : null}
          </>
        ),
      });
    });
  }
}

function Lines({ c, below, lines }: { c: DeskContext; below: Editable; lines: readonly BelowLine[] }) {
  const { t } = c.var;
  return (
    <ul class="desk-order">
      {lines.map(({ id, title, lang, isPublic, waits }) => (
        <li>
          <a href={`${below.path}/${id}`}>
            <bdi lang={langAttribute(lang ?? undefined, t.lang)}>{title}</bdi>
          </a>{' '}
          <span class="label">
            {t(isPublic ? (waits ? 'desk.list.waiting' : 'desk.list.public') : 'desk.list.draft')}
          </span>
        </li>
      ))}
    </ul>
  );
}

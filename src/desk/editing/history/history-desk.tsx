import { parseId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { type Actor, write } from '../../../foundation/history/history.ts';
import { formatMoment } from '../../../foundation/i18n/dates.ts';
import { languageNames } from '../../../foundation/i18n/lang.ts';
import { actorName } from '../../../staff/actor-model.ts';
import { may } from '../../../staff/model.ts';
import { namesOfActors } from '../../../staff/store.ts';
import { WordsDiff } from '../../../ui/components/words-diff.tsx';
import { idIn } from '../../ids.ts';
import { deskMessage } from '../../message.tsx';
import type { DeskContext } from '../../model.ts';
import { doneAt } from '../../notices.ts';
import { deskPage } from '../../page.tsx';
import { actorOf, type Engine, mayPlace, whereThingIs, workIn } from '../context.ts';
import { typedOf } from '../form/fields.ts';
import { sayWhy } from '../form/why.ts';
import { type FieldSpec, listOf, type Values, type Work } from '../model.ts';
import { titleOf } from '../titles.ts';
import { lockThing, readWork, saveOwn, saveText } from '../work-store.ts';
import { ForgetForm, forgetRoutes, type Refused } from './forget-desk.tsx';
import {
  listRevisions,
  type Revision,
  type RevisionLine,
  readRevision,
  readRevisionAt,
} from './revisions-store.ts';

const perPage = 50;

/** Every revision of a thing: who, when, why; what it changed word by word; and one button that brings it back. */
export function historyRoutes(engine: Engine): void {
  const { desk, editable } = engine;
  const where = whereThingIs(desk.site.db, editable);
  desk.get(`${editable.path}/:id/history`, 'history.read', where, (c) => historyPage(c, engine));
  forgetRoutes(engine, (c, refused) => historyPage(c, engine, refused));
  desk.get(`${editable.path}/:id/history/:revision`, 'history.read', where, (c) => revisionPage(c, engine));
  desk.post(`${editable.path}/:id/history/:revision/restore`, 'text.translate', where, (c) =>
    restore(c, engine),
  );
}

async function historyPage(
  c: DeskContext,
  engine: Engine,
  refused: Refused | null = null,
): Promise<Response> {
  const { t } = c.var;
  const { db } = engine.desk.site;
  const work = await workIn(c, engine);
  if (work === null) return deskMessage(c, 404, 'missing');
  const before = parseId(c.req.query('before') ?? '');
  const lines = await listRevisions(db, work.id, { limit: perPage + 1, before });
  const shown = lines.slice(0, perPage);
  const names = await namesOfActors(
    db,
    shown.map(({ actor }) => actor),
  );
  const here = `${engine.editable.path}/${work.id}`;
  return deskPage(c, {
    ...(refused && { status: 422 as const }),
    title: t('desk.edit.history'),
    at: engine.editable.menu,
    crumbs: crumbsOf(c, engine, work),
    body: (
      <>
        <table class="queue">
          <thead>
            <tr>
              <th scope="col">{t('desk.history.revision')}</th>
              <th scope="col">{t('desk.history.who')}</th>
              <th scope="col">{t('desk.history.why')}</th>
              <th scope="col">{t('desk.history.published')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr>
                <th scope="row">
                  <a href={`${here}/history/${line.id}`}>
                    {t('desk.history.numbered', { n: String(line.number) })}
                  </a>{' '}
                  <PartOfRevision c={c} line={line} />{' '}
                  <span class="label">{formatMoment(t.lang, line.at)}</span>
                </th>
                <td>
                  <bdi>{actorName(t, names, line.actor)}</bdi>
                </td>
                <td>
                  <bdi>{sayWhy(t, line.why)}</bdi>
                </td>
                <td>{line.publishedAt ? formatMoment(t.lang, line.publishedAt) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {lines.length > perPage ? (
          <nav class="pages" aria-label={t('pages.label')}>
            <a rel="next" href={`${here}/history?before=${shown.at(-1)?.id}`}>
              {t('desk.history.older')}
            </a>
          </nav>
        ) : null}
        <ForgetForm c={c} engine={engine} work={work} refused={refused} />
      </>
    ),
  });
}

/** Which text it is, in its own name, or that it is the details. */
function PartOfRevision({ c, line }: { c: DeskContext; line: Pick<RevisionLine, 'lang'> }) {
  return line.lang === null ? (
    <span>{c.var.t('desk.edit.details')}</span>
  ) : (
    <bdi lang={line.lang}>{languageNames[line.lang]}</bdi>
  );
}

function crumbsOf(c: DeskContext, engine: Engine, work: Work) {
  const { editable } = engine;
  return [
    { href: listOf(editable, work), text: c.var.t(editable.words.many) },
    { href: `${editable.path}/${work.id}`, text: titleOf(c.var.t, engine, work, work.primaryLang) },
  ];
}

async function revisionPage(c: DeskContext, engine: Engine): Promise<Response> {
  const { t, member } = c.var;
  const { editable, desk } = engine;
  const work = await workIn(c, engine);
  const revision = work && (await revisionIn(c, engine, work));
  if (!work || !revision) return deskMessage(c, 404, 'missing');
  const before = await readRevisionAt(desk.site.db, work.id, revision.lang, revision.number - 1);
  const names = await namesOfActors(desk.site.db, [revision.actor]);
  const fields = revision.lang === null ? editable.own : editable.text;
  const isForgotten = revision.data.forgotten === true;
  const mayRestore =
    work.binnedAt === null && !isForgotten && may(member, actionFor(engine, work, revision), work.campaignId);
  const here = `${editable.path}/${work.id}`;
  return deskPage(c, {
    title: t('desk.history.numbered', { n: String(revision.number) }),
    label: (
      <>
        <PartOfRevision c={c} line={revision} /> · {formatMoment(t.lang, revision.at)} ·{' '}
        <bdi>{actorName(t, names, revision.actor)}</bdi> · <bdi>{sayWhy(t, revision.why)}</bdi>
      </>
    ),
    at: editable.menu,
    crumbs: [...crumbsOf(c, engine, work), { href: `${here}/history`, text: t('desk.edit.history') }],
    buttons: mayRestore ? (
      <form method="post" action={`${here}/history/${revision.id}/restore`}>
        <button type="submit">{t('desk.history.restore')}</button>
      </form>
    ) : null,
    body: (
      <>
        {isForgotten ? (
          <p class="notice">{t('desk.history.forgotten')}</p>
        ) : before === null ? (
          <p class="label">{t('desk.history.first')}</p>
        ) : (
          <p class="label">{t('desk.history.compared')}</p>
        )}
        {(isForgotten ? [] : fields).map((field) => (
          <section class="desk-revision">
            <h2>{t(field.label)}</h2>
            <WordsDiff
              was={textOf(before, field) ?? (before === null ? (textOf(revision.data, field) ?? '') : '')}
              is={textOf(revision.data, field) ?? ''}
              lang={revision.lang}
            />
          </section>
        ))}
      </>
    ),
  });
}

/** A field of a revision as text; null where the revision says nothing of it. */
function textOf(data: Record<string, unknown> | null, field: FieldSpec): string | null {
  const value = data?.[field.name];
  return value === undefined ? null : typedOf(value as Values[string]); // what revisions hold are values of fields
}

async function revisionIn(c: DeskContext, engine: Engine, work: Work): Promise<Revision | null> {
  const id = idIn(c, 'revision');
  return id === null ? null : readRevision(engine.desk.site.db, work.id, id);
}

/** A translation is brought back by who may translate; anything else by who may edit. */
function actionFor({ editable }: Engine, work: Work, revision: Pick<Revision, 'lang'>) {
  return revision.lang === null || revision.lang === work.primaryLang ? editable.edit : 'text.translate';
}

/** Brings an old revision back as a new draft: nothing is lost, and nothing becomes public by it. */
async function restore(c: DeskContext, engine: Engine): Promise<Response> {
  const { editable, desk } = engine;
  const id = idIn(c);
  if (id === null) return deskMessage(c, 404, 'missing');
  const actor: Actor = actorOf(c);
  const outcome = await transact(desk.site.db, async (tx) => {
    await lockThing(tx, id);
    const work = await readWork(tx, editable, id);
    const revision = work && (await revisionIn(c, engine, work));
    if (!work || !revision || work.binnedAt !== null || revision.data.forgotten === true)
      return 'missing' as const;
    if (!may(c.var.member, actionFor(engine, work, revision), work.campaignId)) return 'refused' as const;
    const history = write(actor, `restored: revision ${revision.number}`, tx);
    const fields = revision.lang === null ? editable.own : editable.text;
    const standing = revision.lang === null ? (work.ownDraft ?? work.own) : standingText(work, revision.lang);
    const values: Values = Object.fromEntries(
      fields.map(({ name }) => [name, (revision.data[name] ?? standing[name] ?? null) as Values[string]]), // as above
    );
    // Details that name a campaign move the thing there: that takes a role there too.
    if (revision.lang === null && !mayPlace(c.var.member, editable, values)) return 'refused' as const;
    if (revision.lang === null) await saveOwn(history, editable, work, values);
    else
      await saveText(
        history,
        editable,
        id,
        revision.lang,
        values,
        (work.drafts[revision.lang] ?? work.published[revision.lang])?.basedOn ?? null,
      );
    return revision.lang ?? work.primaryLang;
  });
  if (outcome === 'missing') return deskMessage(c, 404, 'missing');
  if (outcome === 'refused') return deskMessage(c, 403, 'refused');
  c.set('audited', { thingId: id, detail: { revision: c.req.param('revision') } });
  return c.redirect(doneAt(`${editable.path}/${id}?lang=${outcome}`, 'restored'), 303);
}

function standingText(work: Work, lang: keyof typeof languageNames): Values {
  return (work.drafts[lang] ?? work.published[lang])?.values ?? {};
}

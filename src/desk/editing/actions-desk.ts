import { transact } from '../../foundation/database/transact.ts';
import { write } from '../../foundation/history/history.ts';
import { parseMoment } from '../../foundation/i18n/dates.ts';
import { isLang } from '../../foundation/i18n/lang.ts';
import { isSlug } from '../../foundation/text/slug.ts';
import { deskMessage } from '../message.tsx';
import type { DeskContext } from '../model.ts';
import { type DoneNotice, doneAt } from '../notices.ts';
import { publicWhyIn } from './claims/public-why.tsx';
import { refusalError } from './claims/refusal.ts';
import { actorOf, choicesFor, type Engine, langAsked, whereThingIs, whyIn, workIn } from './context.ts';
import { showForm } from './edit-desk.tsx';
import { typedIn } from './form/fields.ts';
import { putIntoBin } from './history/bin-store.ts';
import { listAtWork } from './lists/at-work-store.ts';
import { isCorrection, listOf } from './model.ts';
import { isSlugFree } from './place-store.ts';
import { dropPlan, plan } from './publishing/plan-store.ts';
import { publishWork, unpublish } from './publishing/publish-store.ts';
import { lockThing, moveThing, readWork } from './work-store.ts';

/** What is done with a thing besides writing it: publish now or later, unpublish, move, put away, say "I am at it". */
export function actionRoutes(engine: Engine): void {
  const { desk, editable } = engine;
  const where = whereThingIs(desk.site.db, editable);
  const at = (action: string) => `${editable.path}/:id/${action}`;
  desk.post(at('publish'), editable.publish, where, (c) => publish(c, engine));
  desk.post(at('unpublish'), editable.publish, where, (c) => withdraw(c, engine));
  desk.post(at('slug'), editable.publish, where, (c) => move(c, engine));
  if (editable.binnable) desk.post(at('bin'), editable.publish, where, (c) => putAway(c, engine));
  desk.post(at('presence'), 'content.read', where, (c) => presence(c, engine));
}

function done(c: DeskContext, { editable }: Engine, notice: DoneNotice): Response {
  return c.redirect(doneAt(`${editable.path}/${c.req.param('id')}`, notice), 303);
}

async function publish(c: DeskContext, engine: Engine): Promise<Response> {
  const { db } = engine.desk.site;
  const body = await c.req.parseBody({ all: true });
  const typed = typedIn(body);
  const langs = [body.langs ?? []]
    .flat()
    .filter((lang): lang is string => typeof lang === 'string')
    .filter(isLang);
  const work = await workIn(c, engine);
  if (work === null) return deskMessage(c, 404, 'missing');
  if (typed.intent === 'unplan') {
    await dropPlan(db, work.id);
    return done(c, engine, 'unplanned');
  }
  const at = typed.at ? parseMoment(typed.at) : null;
  if (typed.at && (at === null || at <= engine.desk.site.now()))
    return showForm(c, engine, {
      form: { errors: [{ field: 'at', key: 'desk.edit.publish.at.error' }], status: 422 },
    });
  const why = publicWhyIn(typed);
  if (at !== null) {
    if (langs.length === 0 && work.ownDraft === null && !work.citationsWait)
      return notPublished(c, engine, 'no-primary-text', why);
    if (isCorrection(engine.editable, work, langs) && why === '')
      return notPublished(c, engine, 'no-reason', why);
    await plan(db, work.id, {
      at,
      langs: langs.length > 0 ? langs : [work.primaryLang],
      actor: actorOf(c),
      why,
    });
    c.set('audited', { thingId: work.id, detail: { planned: at.toISOString(), langs } });
    return done(c, engine, 'planned');
  }
  const outcome = await transact(db, async (tx) => {
    await lockThing(tx, work.id);
    const now = await readWork(tx, engine.editable, work.id);
    if (now === null) return { outcome: 'binned' as const };
    const history = write(actorOf(c), whyIn(typed, 'published'), tx);
    return publishWork(history, engine.editable, now, langs, {
      actor: actorOf(c),
      why,
      minor: typed.minor !== undefined,
    });
  });
  c.set('audited', { thingId: work.id, detail: { langs, outcome: outcome.outcome } });
  if (outcome.outcome === 'binned') return deskMessage(c, 404, 'missing');
  return outcome.outcome === 'published'
    ? done(c, engine, 'published')
    : notPublished(c, engine, outcome.outcome, why);
}

/** The form again, with the sentence that says what is missing. */
function notPublished(
  c: DeskContext,
  engine: Engine,
  outcome: Parameters<typeof refusalError>[0],
  publicWhy: string,
): Promise<Response> {
  return showForm(c, engine, { form: { errors: [refusalError(outcome)], status: 422, publicWhy } });
}

async function withdraw(c: DeskContext, engine: Engine): Promise<Response> {
  const work = await workIn(c, engine);
  if (work === null) return deskMessage(c, 404, 'missing');
  await transact(engine.desk.site.db, async (tx) => {
    await unpublish(tx, engine.editable, work.id, actorOf(c));
  });
  c.set('audited', { thingId: work.id });
  return done(c, engine, 'unpublished');
}

/** The old address leads on for ever: the database keeps it. */
async function move(c: DeskContext, engine: Engine): Promise<Response> {
  const { db } = engine.desk.site;
  const work = await workIn(c, engine);
  if (work === null) return deskMessage(c, 404, 'missing');
  const slug = (typedIn(await c.req.parseBody()).slug ?? '').trim().toLowerCase();
  const wrong = !isSlug(slug)
    ? 'shape'
    : (await isSlugFree(db, engine.editable.kind, slug, work.id))
      ? null
      : 'taken';
  if (wrong !== null)
    return showForm(c, engine, {
      form: { errors: [{ field: 'slug', key: `desk.edit.slug.${wrong}` }], status: 422 },
    });
  await transact(db, async (tx) => {
    await moveThing(write(actorOf(c), 'address changed', tx), engine.editable, work, slug);
  });
  c.set('audited', { thingId: work.id, detail: { from: work.slug, to: slug } });
  return done(c, engine, 'moved');
}

async function putAway(c: DeskContext, engine: Engine): Promise<Response> {
  const work = await workIn(c, engine);
  if (work === null) return deskMessage(c, 404, 'missing');
  const why = whyIn(typedIn(await c.req.parseBody()), 'put into the bin');
  await transact(engine.desk.site.db, async (tx) => {
    await unpublish(tx, engine.editable, work.id, actorOf(c));
    await putIntoBin(tx, work.id, actorOf(c), why);
  });
  // Not why: the log keeps no text of a form, and outlives what is erased.
  c.set('audited', { thingId: work.id });
  return c.redirect(doneAt(listOf(engine.editable, work), 'binned'), 303);
}

async function presence(c: DeskContext, engine: Engine): Promise<Response> {
  c.set('audited', null);
  const work = await workIn(c, engine);
  if (work === null) return c.json({ others: [] }, 404);
  const { languages } = await choicesFor(c, engine);
  const lang = langAsked(c.req.query('lang'), languages, work.primaryLang);
  return c.json({ others: await listAtWork(engine.desk.site.db, work.id, lang, c.var.member.id) });
}

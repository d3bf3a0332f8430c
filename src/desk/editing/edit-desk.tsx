import type { Db } from '../../foundation/database/database.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { may } from '../../staff/model.ts';
import { namesOfActors } from '../../staff/store.ts';
import { deskMessage } from '../message.tsx';
import type { DeskContext } from '../model.ts';
import { doneAt } from '../notices.ts';
import { readClaimState } from './claims/claim-store.ts';
import { refusalError } from './claims/refusal.ts';
import {
  actorOf,
  choicesFor,
  type Engine,
  langAsked,
  mayPlace,
  proposalIn,
  whereThingIs,
  whyIn,
  workIn,
} from './context.ts';
import { editPage } from './edit-page.tsx';
import { conflictNotice } from './form/conflict-desk.tsx';
import { type FieldError, type ParsedFields, parseFields, type Typed, typedIn } from './form/fields.ts';
import type { EditPageData, FormState } from './form/form-state.ts';
import { typedFor } from './form/typed.ts';
import { listAtWork } from './lists/at-work-store.ts';
import { type Editable, ownToEdit, textToEdit, type Work } from './model.ts';
import { type Saved, save } from './save.ts';
import { translatePage } from './translate-page.tsx';

/** The forms of a thing: its primary text with its own fields, and each translation beside its source. */
export function editRoutes(engine: Engine): void {
  const { desk, editable } = engine;
  const where = whereThingIs(desk.site.db, editable);
  desk.get(`${editable.path}/:id`, 'content.read', where, async (c) => showForm(c, engine));
  desk.post(`${editable.path}/:id`, editable.edit, where, async (c) => takePrimary(c, engine));
  desk.post(`${editable.path}/:id/text/:lang`, 'text.translate', where, async (c) =>
    takeTranslation(c, engine),
  );
}

/** @param more what the page shows besides: a link just made, errors. */
export async function showForm(
  c: DeskContext,
  engine: Engine,
  more: { lang?: string; form?: FormState; previewLink?: string } = {},
): Promise<Response> {
  const work = await workIn(c, engine);
  if (work === null) return deskMessage(c, 404, 'missing');
  const standing = more.form?.typed ?? ownToEdit(work);
  const data = await formData(c, engine, work, more.lang ?? c.req.query('lang'), standing, more.form);
  const page = data.lang === work.primaryLang ? editPage : translatePage;
  return page(c, engine, { ...data, previewLink: more.previewLink ?? null }, more.form);
}

async function formData(
  c: DeskContext,
  engine: Engine,
  work: Work,
  asked: string | undefined,
  standing: Readonly<Record<string, unknown>>,
  { typed = {}, errors = [], cited = false }: FormState = {},
): Promise<EditPageData> {
  const choices = await choicesFor(c, engine, standing);
  const lang = langAsked(asked, choices.languages, work.primaryLang);
  const others = await listAtWork(engine.desk.site.db, work.id, lang, c.var.member.id);
  const { editable, additions } = engine;
  const claim = await claimOf(engine, work);
  const sources =
    claim !== null && additions && lang === work.primaryLang
      ? await additions.sources(c, { editable, work, typed, errors, cited })
      : null;
  return { work, lang, others, ...choices, claim, sources, aside: await asideOf(c, engine, typed) };
}

/** The proposal that stands beside a form; null for none. */
export async function asideOf(
  c: DeskContext,
  { additions }: Engine,
  typed: Typed,
): Promise<EditPageData['aside']> {
  const proposal = proposalIn(c, typed);
  const shown = proposal && additions ? await additions.aside(c, proposal) : null;
  return proposal && shown ? { proposal, shown } : null;
}

/** How far a claim has been read, with the names of all whom that names; null for what is none. */
async function claimOf({ desk, editable }: Engine, work: Work): Promise<EditPageData['claim']> {
  if (!editable.claim) return null;
  const state = await readClaimState(desk.site.db, work.id);
  const actors = [state.review?.reviewer, state.working?.actor, state.returned?.reviewer];
  const names = await namesOfActors(
    desk.site.db,
    actors.filter((actor) => actor !== undefined),
  );
  return { ...state, names };
}

async function takePrimary(c: DeskContext, engine: Engine): Promise<Response> {
  const work = await workIn(c, engine);
  if (work === null) return deskMessage(c, 404, 'missing');
  const { editable } = engine;
  const typed = await typedFor(engine.desk.site.db, editable.own, await c.req.parseBody());
  const text = parseFields(editable.text, typed);
  const own = parseFields(editable.own, typed);
  return take(c, engine, work, {
    lang: work.primaryLang,
    typed,
    errors: [
      ...text.errors,
      ...own.errors,
      ...misplaced(c, engine, own.values),
      ...(await together(engine.desk.site.db, editable, own)),
    ],
    text: text.values,
    own: own.values,
  });
}

/** What is wrong with the own fields taken together, where each is well-formed. */
export async function together(db: Db, editable: Editable, own: ParsedFields): Promise<FieldError[]> {
  if (own.errors.length > 0) return [];
  const wrong = editable.check?.(own.values) ?? [];
  return [...wrong, ...(wrong.length > 0 ? [] : ((await editable.checkIn?.(db, own.values)) ?? []))];
}

/** A campaign's editor moves nothing into a campaign that is not theirs. */
function misplaced(c: DeskContext, { editable }: Engine, own: Work['own']): FieldError[] {
  const field = editable.own.find(({ kind }) => kind === 'campaign');
  if (!field || mayPlace(c.var.member, editable, own)) return [];
  return [{ field: field.name, key: 'desk.field.error.campaign' }];
}

async function takeTranslation(c: DeskContext, engine: Engine): Promise<Response> {
  const work = await workIn(c, engine);
  if (work === null) return deskMessage(c, 404, 'missing');
  const { languages } = await choicesFor(c, engine);
  const lang = langAsked(c.req.param('lang'), languages, work.primaryLang);
  // The primary text is no translation: it is changed by those who edit.
  if (lang !== c.req.param('lang') || lang === work.primaryLang) return deskMessage(c, 404, 'missing');
  const typed = typedIn(await c.req.parseBody());
  const text = parseFields(engine.editable.text, typed);
  return take(c, engine, work, { lang, typed, errors: text.errors, text: text.values, own: null });
}

interface Taken {
  lang: Lang;
  typed: Typed;
  errors: FieldError[];
  text: Work['own'];
  own: Work['own'] | null;
}

async function take(c: DeskContext, engine: Engine, work: Work, taken: Taken): Promise<Response> {
  const { editable, desk } = engine;
  const { lang, typed, errors } = taken;
  const shown = (form: FormState) => showForm(c, engine, { lang, form: { typed, ...form } });
  if (typed.intent === 'cite') return citeWhileTyping(c, engine, work, taken, shown);
  if (errors.length > 0) return shown({ errors, status: 422 });
  if (typed.intent === 'preview') {
    c.set('audited', null);
    return shown({ preview: true });
  }
  const unsourced = await citeBegun(c, engine, work, taken);
  if (unsourced.length > 0) return shown({ errors: unsourced, status: 422 });
  const publish = typed.intent === 'publish';
  if (publish && !may(c.var.member, editable.publish, work.campaignId)) return deskMessage(c, 403, 'refused');
  const saved = await save(desk.site.db, editable, work.id, {
    actor: actorOf(c),
    why: whyIn(typed, publish ? 'edited and published' : 'edited'),
    lang,
    base: typed.base ?? '',
    text: taken.text,
    own: taken.own,
    level: typed.level !== undefined,
    publish,
  });
  c.set('audited', { thingId: work.id, detail: { lang, outcome: saved.outcome } });
  return answer(c, engine, saved, taken, shown, publish);
}

/** A source that was begun is added with what is saved, or holds it back: nothing that was typed goes unsaid. */
async function citeBegun(
  c: DeskContext,
  { editable, additions }: Engine,
  work: Work,
  { typed, own }: Taken,
): Promise<readonly FieldError[]> {
  const begun = additions?.citing.some(({ name }) => (typed[name] ?? '').trim() !== '');
  if (!additions || !editable.claim || own === null || !begun) return [];
  return additions.cite(c, { editable, work, typed, errors: [], cited: false });
}

/** Adds a source to a claim and shows the form as it was typed: what was typed is neither saved nor lost. */
async function citeWhileTyping(
  c: DeskContext,
  { editable, additions }: Engine,
  work: Work,
  { typed, own }: Taken,
  shown: (form: FormState) => Promise<Response>,
): Promise<Response> {
  if (!additions || !editable.claim || own === null) return deskMessage(c, 404, 'missing');
  const wrong = await additions.cite(c, { editable, work, typed, errors: [], cited: false });
  c.set('audited', wrong.length > 0 ? null : { thingId: work.id, detail: { sources: 'new' } });
  if (wrong.length > 0) return shown({ errors: wrong, status: 422 });
  const rest = Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith('cite_')));
  // A source is no revision of the fields: the form stands on what it stood on.
  return shown({ typed: rest, cited: true });
}

async function answer(
  c: DeskContext,
  engine: Engine,
  saved: Saved,
  taken: Taken,
  shown: (form: FormState) => Promise<Response>,
  published: boolean,
): Promise<Response> {
  switch (saved.outcome) {
    case 'gone':
      return deskMessage(c, 404, 'missing');
    case 'conflict':
      return shown({ conflict: await conflictWith(c, engine, saved.work, taken), status: 409 });
    case 'not-published':
      if (saved.reason === 'binned') return deskMessage(c, 404, 'missing');
      return shown({ errors: [refusalError(saved.reason)], status: 422 });
    case 'saved':
    case 'unchanged':
      return c.redirect(
        doneAt(
          `${engine.editable.path}/${saved.work.id}?lang=${taken.lang}${proposalOf(c, taken.typed)}`,
          published ? 'published' : 'saved',
        ),
        303,
      );
  }
}

/** What keeps a proposal beside the form after saving. */
function proposalOf(c: DeskContext, typed: Typed): string {
  const proposal = proposalIn(c, typed);
  return proposal === null ? '' : `&proposal=${proposal}`;
}

function conflictWith(c: DeskContext, { desk, editable }: Engine, work: Work, { lang, typed, own }: Taken) {
  return conflictNotice(c, desk.site.db, {
    id: work.id,
    lang,
    fields: own === null ? editable.text : [...editable.text, ...editable.own],
    theirs: { ...ownToEdit(work), ...textToEdit(work, lang)?.values },
    mine: typed,
  });
}

import type { Db } from '../../foundation/database/database.ts';
import { newId } from '../../foundation/database/id.ts';
import { isLang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { slugOf } from '../../foundation/text/slug.ts';
import { may } from '../../staff/model.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Select } from '../../ui/components/field.tsx';
import { EditingWords } from '../components/editing-words.tsx';
import type { DeskContext } from '../model.ts';
import { doneAt } from '../notices.ts';
import { deskPage } from '../page.tsx';
import { actorOf, choicesFor, type Engine, mayPlace, proposalIn, whyIn } from './context.ts';
import { asideOf, together } from './edit-desk.tsx';
import { type FieldError, leastOf, parseFields, summaryOf, type Typed, typedOf } from './form/fields.ts';
import { FormFields } from './form/form-fields.tsx';
import { typedFor } from './form/typed.ts';
import type { Alike, Editable } from './model.ts';
import { beginOnce, formKey, foundBefore, idOfForm } from './once-store.ts';
import { isSlugFree } from './place-store.ts';
import { Rendered } from './preview/rendered.tsx';
import { createThing } from './work-store.ts';

/** The form of something new: its language first, then its text. It begins as a draft. */
export function newRoutes(engine: Engine): void {
  const { desk, editable } = engine;
  // What is named elsewhere is begun with its first name, on a page of its own.
  if (!editable.growing || editable.namedElsewhere) return;
  const action = editable.create ?? editable.edit;
  desk.get(`${editable.path}/new`, action, 'any', (c) => form(c, engine, firstTyped(c, editable), []));
  desk.post(`${editable.path}/new`, action, 'any', (c) => take(c, engine));
}

/**
 * What stands in an empty form: what the address says of the choices, as a link to it may. Of the record a form states
 * nothing by itself: a choice that nobody made is the one that says the least, or is left to make.
 */
function firstTyped(c: DeskContext, editable: Editable): Typed {
  const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Baghdad' });
  const states = editable.publish === 'record.publish';
  const chosen = editable.own
    .filter(({ kind }) => kind === 'choice' || kind === 'campaign' || kind === 'thing')
    .flatMap((field) => {
      const said = c.req.query(field.name) ?? (states ? leastOf(field) : null);
      return said === null && field.kind === 'choice' && !states ? [] : [[field.name, said ?? '']];
    });
  // What a text says of somebody did not happen today.
  const date = editable.claim ? {} : { date: today };
  return { primary_lang: c.var.lang, ...date, ...Object.fromEntries(chosen) };
}

async function form(
  c: DeskContext,
  engine: Engine,
  typed: Typed,
  errors: readonly FieldError[],
  more: { preview?: boolean; alike?: readonly Alike[] } = {},
) {
  const { t, member } = c.var;
  const { editable } = engine;
  const { preview = false, alike = [] } = more;
  const { languages, campaigns, files, things } = await choicesFor(c, engine, typed);
  const aside = await asideOf(c, engine, typed);
  const lang = isLang(typed.primary_lang) ? typed.primary_lang : c.var.lang;
  const shared = {
    t,
    typed,
    errors,
    files,
    things,
    campaigns: campaigns.filter(({ id }) => may(member, editable.edit, id)),
  };
  return deskPage(c, {
    title: t(editable.words.create),
    at: editable.menu,
    crumbs: [{ href: editable.path, text: t(editable.words.many) }],
    status: errors.length > 0 ? 422 : alike.length > 0 ? 409 : 200,
    body: (
      <>
        <EditingWords t={t} />
        {editable.warning ? <p class="notice">{t(editable.warning)}</p> : null}
        <ErrorSummary t={t} level="h2" errors={summaryOf(t, [...editable.text, ...editable.own], errors)} />
        {alike.length > 0 ? <AlikeList t={t} editable={editable} alike={alike} /> : null}
        {aside?.shown}
        {preview ? <Rendered t={t} fields={editable.text} typed={typed} lang={lang} /> : null}
        <form
          method="post"
          action={`${editable.path}/new`}
          class="desk-form"
          data-unsaved={`new-${editable.kind}:new:0:${member.id}`}
          data-unsaved-owed={errors.length > 0 || preview || alike.length > 0 ? '' : undefined}
        >
          <FormKey typed={typed} />
          {aside ? <input type="hidden" name="proposal" value={aside.proposal} /> : null}
          <Select
            t={t}
            name="primary_lang"
            label={t('desk.edit.primary_lang')}
            hint={t('desk.edit.primary_lang.hint')}
            value={lang}
            options={languages.map(({ code }) => ({ value: code, text: languageNames[code] }))}
          />
          <FormFields {...shared} fields={editable.text} lang={lang} />
          {editable.own.length > 0 ? (
            <fieldset class="desk-group">
              <legend>{t('desk.edit.details')}</legend>
              <FormFields {...shared} fields={editable.own} lang={null} />
            </fieldset>
          ) : null}
          {alike.length > 0 ? (
            <label class="choice">
              <input type="checkbox" name="anyway" value="yes" />
              <span>{t('desk.alike.anyway')}</span>
            </label>
          ) : null}
          <div class="desk-foot">
            <button class="call" type="submit" name="intent" value="save">
              {t('desk.edit.save')}
            </button>
            <button type="submit" name="intent" value="preview">
              {t('desk.edit.look')}
            </button>
          </div>
        </form>
      </>
    ),
  });
}

/** What tells a form that is sent twice from two that are alike. A form that comes back with errors keeps its own. */
export function FormKey({ typed }: { typed: Typed }) {
  return <input type="hidden" name={formKey} value={typed[formKey] ?? newId()} />;
}

/** What may be the same: nobody has to enter it twice, and who knows better goes on. */
function AlikeList({ t, editable, alike }: { t: Translator; editable: Editable; alike: readonly Alike[] }) {
  return (
    <div class="notice">
      <p>{t('desk.alike.title')}</p>
      <ul>
        {alike.map(({ id, title, why }) => (
          <li>
            <a href={`${editable.path}/${id}`}>
              <bdi>{title}</bdi>
            </a>
            {why ? <p class="label">{why(t)}</p> : null}
          </li>
        ))}
      </ul>
      <p>{t('desk.alike.hint')}</p>
    </div>
  );
}

async function take(c: DeskContext, engine: Engine): Promise<Response> {
  const { editable, desk } = engine;
  const typed = await typedFor(desk.site.db, editable.own, await c.req.parseBody());
  const { languages } = await choicesFor(c, engine);
  const text = parseFields(editable.text, typed);
  const own = parseFields(editable.own, typed);
  const errors = [...text.errors, ...own.errors, ...(await together(desk.site.db, editable, own))];
  const lang = languages.find(({ code }) => code === typed.primary_lang)?.code;
  if (!lang) errors.push({ field: 'primary_lang', key: 'desk.field.error.choice' });
  const field = editable.own.find(({ kind }) => kind === 'campaign');
  if (!(field ? mayPlace(c.var.member, editable, own.values) : may(c.var.member, editable.edit, null)))
    errors.push({ field: field?.name ?? 'primary_lang', key: 'desk.field.error.campaign' });
  if (errors.length > 0 || !lang) return form(c, engine, typed, errors);
  if (typed.intent === 'preview') {
    c.set('audited', null);
    return form(c, engine, typed, [], { preview: true });
  }
  const fresh = { own: own.values, text: text.values };
  const actor = actorOf(c);
  const id = idOfForm({ key: typed[formKey], actor, kind: editable.kind, said: { lang, ...fresh } });
  const proposal = proposalIn(c, typed);
  const begun = () =>
    c.redirect(doneAt(`${editable.path}/${id}${proposal ? `?proposal=${proposal}` : ''}`, 'saved'), 303);
  const lookAlike = async () => (await editable.alike?.(desk.site.db, fresh, c.var.lang)) ?? [];
  const alike = await foundBefore(desk.site.db, id, typed.anyway === undefined ? lookAlike : null);
  if (alike === 'begun') {
    c.set('audited', null);
    return begun();
  }
  if (alike.length > 0) {
    c.set('audited', null);
    return form(c, engine, typed, [], { alike });
  }
  const title = typedOf(text.values[editable.text[0].name]);
  const isFirst = await beginOnce(desk.site.db, id, async () =>
    createThing(desk.site.db, editable, actor, {
      id,
      slug: await freeSlug(desk.site.db, editable, title),
      lang,
      ...fresh,
      why: whyIn(typed, 'begun'),
    }),
  );
  if (proposal) await engine.additions?.began(c, proposal, id);
  c.set('audited', isFirst ? { thingId: id } : null);
  return begun();
}

/**
 * A slug made of the title that nothing of the kind bears; a number follows where the bare one is taken. What has no page of
 * its own has one of no meaning: a name that somebody may want forgotten is in no address.
 */
export async function freeSlug(db: Db, editable: Editable, title: string): Promise<string> {
  const named = editable.publicPath({ slug: editable.slugPrefix, campaignSlug: null }) !== null;
  const stem = named ? slugOf(title) || editable.slugPrefix : `${editable.slugPrefix}-${newId().slice(-8)}`;
  for (let n = 1; ; n += 1) {
    const slug = n === 1 ? stem : `${stem}-${n}`;
    if (await isSlugFree(db, editable.kind, slug, null)) return slug;
  }
}

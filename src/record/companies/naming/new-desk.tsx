import { EditingWords } from '../../../desk/components/editing-words.tsx';
import type { Desk } from '../../../desk/desk.ts';
import { actorOf, whyIn } from '../../../desk/editing/context.ts';
import {
  type FieldError,
  parseFields,
  summaryOf,
  type Typed,
  typedOf,
} from '../../../desk/editing/form/fields.ts';
import { FormFields } from '../../../desk/editing/form/form-fields.tsx';
import { typedFor } from '../../../desk/editing/form/typed.ts';
import type { FieldSpec } from '../../../desk/editing/model.ts';
import { FormKey, freeSlug } from '../../../desk/editing/new-desk.tsx';
import { beginOnce, formKey, foundBefore, idOfForm } from '../../../desk/editing/once-store.ts';
import { listLanguages } from '../../../desk/editing/place-store.ts';
import { listKnownThings } from '../../../desk/editing/things-store.ts';
import type { DeskContext } from '../../../desk/model.ts';
import { doneAt } from '../../../desk/notices.ts';
import { deskPage } from '../../../desk/page.tsx';
import { parseId } from '../../../foundation/database/id.ts';
import { countryName } from '../../../foundation/i18n/countries.ts';
import { type Lang, languageNames } from '../../../foundation/i18n/lang.ts';
import { Check } from '../../../ui/components/choice.tsx';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Select } from '../../../ui/components/field.tsx';
import { FoundBy } from '../../names/found-by.tsx';
import { type KnownHit, matchCompanies } from '../../names/known-store.ts';
import { sourceFields } from '../../sources/citing/cite-fields-desk.ts';
import { type NewSource, sourceAt } from '../../sources/citing/cite-store.ts';
import { checkName, companyEditable, nameFields } from '../desk-fields.ts';
import { beginCompany } from './names-desk-store.ts';

const path = `${companyEditable.path}/new`;
/** How many companies that may be the same are shown. */
const mostAlike = 8;

/** Fields of one form under names of their own. */
const prefixed = (prefix: string, fields: readonly FieldSpec[]): FieldSpec[] =>
  fields.map((field) => ({ ...field, name: `${prefix}_${field.name}` }));
const firstName = prefixed('first', nameFields);
const known: FieldSpec = {
  name: 'known_source',
  kind: 'thing',
  of: 'source',
  label: 'desk.companies.known_source',
  hint: 'desk.companies.known_source.hint',
};
const newSource = prefixed('source', sourceFields);
const own = companyEditable.own;

/** A company begins with its first name and the source of it; who seems to be there already is shown before. */
export function newCompanyDesk(desk: Desk): void {
  desk.get(path, companyEditable.edit, 'any', (c) => form(c, desk, first(c), []));
  desk.post(path, companyEditable.edit, null, (c) => take(c, desk));
}

function first(c: DeskContext): Typed {
  return { primary_lang: c.var.lang, first_lang: 'en', first_end_is: 'unknown', first_standing: 'reported' };
}

/** The values of prefixed fields under the names that their table has. */
function plain(prefix: string, values: Readonly<Record<string, unknown>>): Record<string, never> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.slice(prefix.length + 1), value as never]), // as they came
  );
}

async function take(c: DeskContext, desk: Desk): Promise<Response> {
  const { db } = desk.site;
  const typed = await typedFor(db, [...own, ...firstName, known], await c.req.parseBody());
  const text = parseFields(companyEditable.text, typed);
  const details = parseFields(own, typed);
  const name = parseFields(firstName, typed);
  const chosen = parseFields([known], typed);
  const given = typed.known_source ? null : parseFields(newSource, typed);
  const nameOwn = plain('first', name.values);
  const errors: FieldError[] = [
    ...name.errors,
    ...(name.errors.length > 0
      ? []
      : checkName(nameOwn).map((error) => ({ ...error, field: `first_${error.field}` }))),
    ...details.errors,
    ...text.errors,
    ...chosen.errors,
    ...(given?.errors ?? []),
  ];
  const languages = await listLanguages(db);
  const lang = languages.find(({ code }) => code === typed.primary_lang)?.code;
  if (!lang) errors.push({ field: 'primary_lang', key: 'desk.field.error.choice' });
  if (errors.length > 0 || !lang) return form(c, desk, typed, errors);
  const called = typedOf(nameOwn.name);
  const actor = actorOf(c);
  const said = [lang, text.values, details.values, name.values, chosen.values, given?.values];
  const id = idOfForm({ key: typed[formKey], actor, kind: 'company', said });
  const begun = () => c.redirect(doneAt(`${companyEditable.path}/${id}`, 'saved'), 303);
  const lookAlike = async () => (await matchCompanies(db, [called], { limit: mostAlike }))[0] ?? [];
  const alike = await foundBefore(db, id, typed.another === undefined ? lookAlike : null);
  if (alike === 'begun') {
    c.set('audited', null);
    return begun();
  }
  if (alike.length > 0) {
    c.set('audited', null);
    return form(c, desk, typed, [], alike);
  }
  const isFirst = await beginOnce(db, id, async () =>
    beginCompany(
      db,
      actor,
      {
        id,
        slug: await freeSlug(db, companyEditable, called),
        lang,
        own: details.values,
        text: text.values,
        name: nameOwn,
        why: whyIn(typed, 'begun'),
      },
      async (history) => {
        const source = parseId(typedOf(chosen.values.known_source));
        // The fields were parsed by `sourceFields`, whose names and kinds are those of a source.
        return source ?? sourceAt(history, plain('source', given?.values ?? {}) as unknown as NewSource);
      },
    ),
  );
  c.set('audited', isFirst ? { thingId: id } : null);
  return begun();
}

async function form(
  c: DeskContext,
  desk: Desk,
  typed: Typed,
  errors: readonly FieldError[],
  alike: readonly KnownHit[] = [],
): Promise<Response> {
  const { t } = c.var;
  const { db } = desk.site;
  const [languages, things] = await Promise.all([
    listLanguages(db),
    listKnownThings(db, {
      kinds: ['source'],
      ids: [typed.known_source, typed.first_ongoing_source].flatMap((id) => parseId(id ?? '') ?? []),
      lang: c.var.lang,
      limit: 50,
    }),
  ]);
  const shared = { t, typed, errors, things, campaigns: [] };
  const lang = (languages.find(({ code }) => code === typed.primary_lang)?.code ?? c.var.lang) satisfies Lang;
  return deskPage(c, {
    title: t('desk.companies.create'),
    at: 'companies',
    crumbs: [{ href: companyEditable.path, text: t('desk.menu.companies') }],
    status: errors.length > 0 ? 422 : alike.length > 0 ? 409 : 200,
    body: (
      <>
        <EditingWords t={t} />
        <ErrorSummary
          t={t}
          level="h2"
          errors={summaryOf(t, [...firstName, known, ...newSource, ...own, ...companyEditable.text], errors)}
        />
        <form
          method="post"
          action={path}
          class="desk-form"
          data-unsaved={`new-company:new:0:${c.var.member.id}`}
          data-unsaved-owed={errors.length > 0 || alike.length > 0 ? '' : undefined}
        >
          <FormKey typed={typed} />
          {alike.length > 0 ? <Alike c={c} q={typed.first_name ?? ''} alike={alike} /> : null}
          <fieldset class="desk-group">
            <legend>{t('desk.companies.first_name')}</legend>
            <FormFields {...shared} fields={firstName} lang={null} />
          </fieldset>
          <fieldset class="desk-group">
            <legend>{t('desk.companies.first_source')}</legend>
            <FormFields {...shared} fields={[known]} lang={null} />
            <p class="hint">{t('desk.companies.or_new')}</p>
            <FormFields {...shared} fields={newSource} lang={null} />
          </fieldset>
          <fieldset class="desk-group">
            <legend>{t('desk.edit.details')}</legend>
            <FormFields {...shared} fields={own} lang={null} />
            <Select
              t={t}
              name="primary_lang"
              label={t('desk.edit.primary_lang')}
              hint={t('desk.edit.primary_lang.hint')}
              value={lang}
              options={languages.map(({ code }) => ({ value: code, text: languageNames[code] }))}
            />
            <FormFields {...shared} fields={companyEditable.text} lang={lang} />
          </fieldset>
          <div class="desk-foot">
            <button class="call" type="submit">
              {t('desk.edit.save')}
            </button>
          </div>
        </form>
      </>
    ),
  });
}

/** Who seems to be on record already, by which name and why: each leads to its form; ticking says that it is another. */
function Alike({ c, q, alike }: { c: DeskContext; q: string; alike: readonly KnownHit[] }) {
  const { t } = c.var;
  return (
    <div class="notice" role="status">
      <p>{t('desk.companies.alike')}</p>
      <ul>
        {alike.map((hit) => (
          <li>
            <a href={`${companyEditable.path}/${hit.companyId}`}>
              <bdi>{hit.called}</bdi>
            </a>{' '}
            <span class="label">{countryName(t.lang, hit.country)}</span>
            <FoundBy t={t} q={q} hit={hit} />
          </li>
        ))}
      </ul>
      <Check t={t} name="another" label={t('desk.companies.another')} optional />
    </div>
  );
}

import { raw } from 'hono/html';
import { formatMoment } from '../../foundation/i18n/dates.ts';
import { dirOf, type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { renderMarkdown } from '../../foundation/text/markdown.ts';
import { may } from '../../staff/model.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';
import { EditingWords } from '../components/editing-words.tsx';
import type { DeskContext } from '../model.ts';
import { deskPage } from '../page.tsx';
import { ClaimPanel } from './claims/panel.tsx';
import type { Engine } from './context.ts';
import { type Typed, typedOf } from './fields.ts';
import { FormFields } from './form-fields.tsx';
import type { EditPageData, FormState } from './form-state.ts';
import {
  baseOf,
  type FieldSpec,
  listOf,
  ownToEdit,
  stateOf,
  textToEdit,
  type Values,
  type Work,
} from './model.ts';
import { PublishingPanel } from './publishing-panel.tsx';

/** Titles of the page and what stands beside them, the same for the text and for its translations. */
export function titleOf(t: Translator, engine: Engine, work: Work, lang: Lang): string {
  const text = textToEdit(work, lang) ?? textToEdit(work, work.primaryLang);
  const title = engine.editable.namedElsewhere
    ? (work.name ?? '')
    : typedOf(text?.values[engine.editable.text[0].name]);
  return title.slice(0, 140) || t(engine.editable.words.one);
}

/** The language of what `titleOf` gives; true where it is a word of ours. */
export function titleLangOf(work: Work, lang: Lang): Lang | true {
  if (textToEdit(work, lang)) return lang;
  return textToEdit(work, work.primaryLang) ? work.primaryLang : true;
}

/** The form of a thing in its primary language: the text, the fields of no language, and what can be done with it. */
export function editPage(c: DeskContext, engine: Engine, data: EditPageData, form: FormState = {}) {
  const { t, member } = c.var;
  const { editable } = engine;
  const { work, lang } = data;
  const mayEdit = may(member, editable.edit, work.campaignId) && work.binnedAt === null;
  const errors = form.errors ?? [];
  const typed = form.typed ?? {
    ...typedFields(editable.own, ownToEdit(work)),
    ...typedFields(editable.text, textToEdit(work, lang)?.values ?? {}),
  };
  const here = `${editable.path}/${work.id}`;
  // What was opened stays what it is saved over, until its reader has seen what somebody saved meanwhile.
  const base = form.conflict ? baseOf(work, lang) : (form.typed?.base ?? baseOf(work, lang));
  return deskPage(c, {
    title: titleOf(t, engine, work, lang),
    named: titleLangOf(work, lang),
    label: <Standing t={t} engine={engine} work={work} />,
    at: editable.menu,
    crumbs: [{ href: listOf(editable, work), text: t(editable.words.many) }],
    buttons: <PageButtons t={t} engine={engine} work={work} lang={lang} />,
    status: form.status ?? 200,
    body: (
      <>
        <EditingWords t={t} />
        {editable.warning ? <p class="notice">{t(editable.warning)}</p> : null}
        <PartsOf t={t} engine={engine} work={work} />
        <LanguageTabs t={t} engine={engine} data={data} />
        <OthersHere t={t} others={data.others} />
        {form.conflict}
        <ErrorSummary
          t={t}
          level="h2"
          errors={errors.map(({ field, key, values }) => ({ field, text: t(key, values) }))}
        />
        {form.preview ? <Rendered t={t} fields={editable.text} typed={typed} lang={lang} /> : null}
        {data.aside?.shown}
        {mayEdit ? (
          <form
            method="post"
            action={here}
            class="desk-form"
            data-unsaved={`${work.id}:${lang}:${base}:${member.id}`}
            data-unsaved-owed={form.typed ? '' : undefined}
            data-presence={`${here}/presence?lang=${lang}`}
          >
            <input type="hidden" name="base" value={base} />
            {data.aside ? <input type="hidden" name="proposal" value={data.aside.proposal} /> : null}
            {data.sources ? <EnterSaves t={t} /> : null}
            <FormFields
              t={t}
              fields={editable.text}
              typed={typed}
              errors={errors}
              lang={lang}
              campaigns={data.campaigns}
            />
            {editable.own.length > 0 ? (
              <fieldset class="desk-group">
                <legend>{t('desk.edit.details')}</legend>
                <FormFields
                  t={t}
                  fields={editable.own}
                  typed={typed}
                  errors={errors}
                  lang={null}
                  campaigns={data.campaigns}
                  files={data.files}
                  things={data.things}
                />
              </fieldset>
            ) : null}
            {data.sources}
            <SaveButtons
              t={t}
              typed={typed}
              mayPublish={!editable.claim && may(member, editable.publish, work.campaignId)}
            />
          </form>
        ) : (
          <Rendered t={t} fields={editable.text} typed={typed} lang={lang} readOnly />
        )}
        {data.claim && work.binnedAt === null ? (
          <ClaimPanel c={c} engine={engine} work={work} claim={data.claim} />
        ) : null}
        <PublishingPanel c={c} engine={engine} data={data} form={form} />
      </>
    ),
  });
}

/** @returns the values of these fields as a form shows them. */
export function typedFields(fields: readonly FieldSpec[], values: Values): Typed {
  return Object.fromEntries(fields.map(({ name }) => [name, typedOf(values[name])]));
}

/** Draft, public since, planned, in the bin: in one line of words. */
export function Standing({ t, engine, work }: { t: Translator; engine: Engine; work: Work }) {
  const parts: string[] = [t(engine.editable.words.one)];
  if (work.binnedAt)
    parts.push(t('desk.edit.binned_at', { date: formatMoment(t.lang, new Date(work.binnedAt)) }));
  else if (work.publishedAt)
    parts.push(t('desk.edit.public_since', { date: formatMoment(t.lang, new Date(work.publishedAt)) }));
  else parts.push(t('desk.edit.not_public'));
  if (work.planned) parts.push(t('desk.edit.planned_for', { date: formatMoment(t.lang, work.planned.at) }));
  if (work.unadopted) parts.push(t('desk.edit.unadopted'));
  return <>{parts.join(' · ')}</>;
}

/** Links from a thing to its other pages. */
export function PageButtons(props: { t: Translator; engine: Engine; work: Work; lang: Lang }) {
  const { t, work, lang } = props;
  const { path, beside, publicPath } = props.engine.editable;
  const here = `${path}/${work.id}`;
  return (
    <>
      {publicPath(work) === null ? null : (
        <a class="button" href={`${here}/preview?lang=${lang}`} target="_blank" rel="noopener">
          {t('desk.edit.preview')}
        </a>
      )}
      <a class="button" href={`${here}/history`}>
        {t('desk.edit.history')}
      </a>
      {beside ? (
        <a class="button" href={`${here}/${beside.path}`}>
          {t(beside.label)}
        </a>
      ) : null}
    </>
  );
}

/** The pages of a thing besides its texts. */
export function PartsOf({ t, engine, work }: { t: Translator; engine: Engine; work: Pick<Work, 'id'> }) {
  const { parts, path } = engine.editable;
  if (!parts) return null;
  return (
    <nav class="desk-parts" aria-label={t('desk.edit.parts')}>
      <ul>
        {parts.map((part) => (
          <li>
            <a href={`${path}/${work.id}/${part.path}`}>{t(part.label)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** One tab a language, with how it stands. */
export function LanguageTabs({ t, engine, data }: { t: Translator; engine: Engine; data: EditPageData }) {
  const { work, lang } = data;
  const codes = [
    work.primaryLang,
    ...data.languages.map(({ code }) => code).filter((code) => code !== work.primaryLang),
  ];
  return (
    <nav class="tabs" aria-label={t('desk.edit.languages')}>
      {codes.map((code) => (
        <a
          href={`${engine.editable.path}/${work.id}?lang=${code}`}
          aria-current={code === lang ? 'true' : undefined}
        >
          <bdi lang={code}>{languageNames[code]}</bdi>{' '}
          <span class="state" data-state={stateOf(work, code)}>
            {t(`desk.state.${stateOf(work, code)}`)}
          </span>
        </a>
      ))}
    </nav>
  );
}

/** Who else has this form open. */
export function OthersHere({ t, others }: { t: Translator; others: readonly string[] }) {
  return (
    <p class="notice" role="status" data-presence-said="" hidden={others.length === 0}>
      {others.length > 0 ? t('desk.edit.others', { names: others.join(t.lang === 'ar' ? '، ' : ', ') }) : ''}
    </p>
  );
}

/** What can be done with what was typed, and why it was. */
export function SaveButtons({ t, typed, mayPublish }: { t: Translator; typed: Typed; mayPublish: boolean }) {
  return (
    <>
      <Field
        t={t}
        name="why"
        label={t('desk.edit.why')}
        hint={t('desk.edit.why.hint')}
        optional
        value={typed.why}
        maxlength={200}
        dir="auto"
      />
      <div class="desk-foot">
        <button class="call" type="submit" name="intent" value="save">
          {t('desk.edit.save')}
        </button>
        {mayPublish ? (
          <button type="submit" name="intent" value="publish">
            {t('desk.edit.save_publish')}
          </button>
        ) : null}
        <button type="submit" name="intent" value="preview">
          {t('desk.edit.look')}
        </button>
      </div>
    </>
  );
}

/** The first button of a form is what Enter presses: it saves, where another stands before those at the foot. */
function EnterSaves({ t }: { t: Translator }) {
  return (
    <button type="submit" name="intent" value="save" class="vh" tabindex={-1} aria-hidden="true">
      {t('desk.edit.save')}
    </button>
  );
}

/** The text as it will look, whether somebody may not change it or wants to see it before saving. */
export function Rendered(props: {
  t: Translator;
  fields: readonly FieldSpec[];
  typed: Typed;
  lang: Lang;
  readOnly?: boolean;
}) {
  const { t, fields, typed, lang } = props;
  return (
    <section class="desk-rendered" aria-label={t('desk.edit.look')}>
      {props.readOnly ? null : <h2>{t('desk.edit.look.title')}</h2>}
      <div lang={lang} dir={dirOf(lang)}>
        {fields.map((field, at) => {
          const value = typed[field.name] ?? '';
          if (value === '') return null;
          if (field.kind === 'markdown')
            return <div class="prose">{raw(renderMarkdown(value, { lang, t, id: `seen-${at}` }))}</div>;
          return <p class={field === fields[0] ? 'lead' : undefined}>{value}</p>;
        })}
      </div>
    </section>
  );
}

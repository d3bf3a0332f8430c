import { may } from '../../staff/model.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { EditingWords } from '../components/editing-words.tsx';
import type { DeskContext } from '../model.ts';
import { deskPage } from '../page.tsx';
import { ClaimPanel, SentBack } from './claims/panel.tsx';
import type { Engine } from './context.ts';
import { summaryOf, typedFields } from './form/fields.ts';
import { FormFields } from './form/form-fields.tsx';
import type { EditPageData, FormState } from './form/form-state.ts';
import { EnterSaves, SaveButtons } from './form/save-buttons.tsx';
import { baseOf, listOf, ownToEdit, textToEdit } from './model.ts';
import { Rendered } from './preview/rendered.tsx';
import { PublishingPanel } from './publishing/publishing-panel.tsx';
import { LanguageTabs, OthersHere, PageButtons, PartsOf, Standing } from './thing-frame.tsx';
import { titleLangOf, titleOf } from './titles.ts';

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
  const fields = [...editable.text, ...editable.own, ...(engine.additions?.citing ?? [])];
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
        {data.claim && work.binnedAt === null ? <SentBack c={c} claim={data.claim} /> : null}
        {form.conflict}
        <ErrorSummary t={t} level="h2" errors={summaryOf(t, fields, errors)} />
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

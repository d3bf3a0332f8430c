import { raw } from 'hono/html';
import { dirOf, type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { renderMarkdown } from '../../foundation/text/markdown.ts';
import { may } from '../../staff/model.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { WordsDiff } from '../../ui/components/words-diff.tsx';
import { EditingWords } from '../components/editing-words.tsx';
import type { DeskContext } from '../model.ts';
import { deskPage } from '../page.tsx';
import { ClaimPanel } from './claims/panel.tsx';
import type { Engine } from './context.ts';
import { summaryOf, typedFields, typedOf } from './form/fields.ts';
import { FormFields } from './form/form-fields.tsx';
import type { EditPageData, FormState } from './form/form-state.ts';
import { SaveButtons } from './form/save-buttons.tsx';
import { readRevisionAt } from './history/revisions-store.ts';
import { baseOf, type FieldSpec, listOf, primaryText, stateOf, textToEdit, type Work } from './model.ts';
import { Rendered } from './preview/rendered.tsx';
import { PublishingPanel } from './publishing/publishing-panel.tsx';
import { LanguageTabs, OthersHere, PageButtons, Standing } from './thing-frame.tsx';
import { titleLangOf, titleOf } from './titles.ts';

/** A translation beside its source, field against field, with what changed in the source since it was made. */
export async function translatePage(
  c: DeskContext,
  engine: Engine,
  data: EditPageData,
  form: FormState = {},
) {
  const { t, member } = c.var;
  const { editable, desk } = engine;
  const { work, lang } = data;
  const standing = textToEdit(work, lang);
  const source = primaryText(work);
  const since = await sourceSince(desk.site.db, work, standing?.basedOn ?? null);
  const translates = may(member, 'text.translate', work.campaignId) && work.binnedAt === null;
  const errors = form.errors ?? [];
  const typed = form.typed ?? typedFields(editable.text, standing?.values ?? {});
  const here = `${editable.path}/${work.id}`;
  const texts = (field: FieldSpec) => ({
    now: typedOf(source?.values[field.name]),
    was: since === null ? null : typedOf(since[field.name]),
  });
  return deskPage(c, {
    title: titleOf(t, engine, work, lang),
    named: titleLangOf(work, lang),
    label: <Standing t={t} engine={engine} work={work} />,
    at: editable.menu,
    crumbs: [
      { href: listOf(editable, work), text: t(editable.words.many) },
      { href: `${here}`, text: titleOf(t, engine, work, work.primaryLang), lang: work.primaryLang },
    ],
    buttons: <PageButtons t={t} engine={engine} work={work} lang={lang} />,
    status: form.status ?? 200,
    body: (
      <>
        <EditingWords t={t} />
        <LanguageTabs t={t} engine={engine} data={data} />
        <OthersHere t={t} others={data.others} />
        <TranslationState t={t} work={work} lang={lang} />
        {form.conflict}
        <ErrorSummary t={t} level="h2" errors={summaryOf(t, editable.text, errors)} />
        {form.preview ? <Rendered t={t} fields={editable.text} typed={typed} lang={lang} /> : null}
        <form
          method="post"
          action={`${here}/text/${lang}`}
          class="desk-form desk-pairs"
          data-unsaved={translates ? `${work.id}:${lang}:${baseOf(work, lang)}:${member.id}` : undefined}
          data-unsaved-owed={form.typed ? '' : undefined}
          data-presence={translates ? `${here}/presence?lang=${lang}` : undefined}
        >
          <input type="hidden" name="base" value={baseOf(work, lang)} />
          {editable.text.map((field) => (
            <section class="pair">
              <Source t={t} field={field} lang={work.primaryLang} {...texts(field)} />
              {translates ? (
                <FormFields t={t} fields={[field]} typed={typed} errors={errors} lang={lang} campaigns={[]} />
              ) : (
                <Rendered t={t} fields={[field]} typed={typed} lang={lang} readOnly />
              )}
            </section>
          ))}
          {translates ? (
            <>
              {standing ? (
                <label class="choice">
                  <input type="checkbox" name="level" value="yes" checked={stateOf(work, lang) === 'level'} />
                  <span>{t('desk.translate.level')}</span>
                </label>
              ) : null}
              <SaveButtons
                t={t}
                typed={typed}
                mayPublish={!editable.claim && may(member, editable.publish, work.campaignId)}
              />
            </>
          ) : null}
        </form>
        {data.claim && work.binnedAt === null ? (
          <ClaimPanel c={c} engine={engine} work={work} claim={data.claim} />
        ) : null}
        <PublishingPanel c={c} engine={engine} data={data} form={form} />
      </>
    ),
  });
}

/** The source as the translation last stood on it; null where that is what it still says, or nobody noted it. */
async function sourceSince(db: Engine['desk']['site']['db'], work: Work, basedOn: number | null) {
  const source = primaryText(work);
  if (basedOn === null || source === null || basedOn >= source.revision) return null;
  return readRevisionAt(db, work.id, work.primaryLang, basedOn) as Promise<Record<string, never> | null>; // fields of ours
}

function Source(props: { t: Translator; field: FieldSpec; lang: Lang; now: string; was: string | null }) {
  const { t, field, lang, now, was } = props;
  const changed = was !== null && was !== now;
  return (
    <div class="source">
      <p class="label">
        {t(field.label)} · <bdi lang={lang}>{languageNames[lang]}</bdi>
        {changed ? (
          <>
            {' · '}
            <span class="state" data-state="out-of-date">
              {t('desk.translate.changed')}
            </span>
          </>
        ) : null}
      </p>
      {changed ? <WordsDiff was={was} is={now} lang={lang} /> : null}
      {!changed && field.kind === 'markdown' ? (
        <div class="prose" lang={lang} dir={dirOf(lang)}>
          {raw(renderMarkdown(now, { lang, t, id: `source-${field.name.replaceAll('_', '-')}` }))}
        </div>
      ) : null}
      {!changed && field.kind !== 'markdown' ? (
        <p lang={lang} dir={dirOf(lang)}>
          {now}
        </p>
      ) : null}
    </div>
  );
}

function TranslationState({ t, work, lang }: { t: Translator; work: Work; lang: Lang }) {
  const state = stateOf(work, lang);
  if (state !== 'missing' && state !== 'out-of-date') return null;
  return <p class="notice">{t(`desk.translate.${state === 'missing' ? 'missing' : 'out_of_date'}`)}</p>;
}

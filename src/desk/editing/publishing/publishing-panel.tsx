import { formatMoment, momentField } from '../../../foundation/i18n/dates.ts';
import { languageNames } from '../../../foundation/i18n/lang.ts';
import { may } from '../../../staff/model.ts';
import { Check } from '../../../ui/components/choice.tsx';
import { Field } from '../../../ui/components/field.tsx';
import type { DeskContext } from '../../model.ts';
import { PublicWhy } from '../claims/public-why.tsx';
import type { Engine } from '../context.ts';
import type { EditPageData, FormState } from '../form/form-state.ts';
import { hasPreview, hasWaiting, isCorrection, type Work } from '../model.ts';

interface PanelProps {
  c: DeskContext;
  engine: Engine;
  data: EditPageData;
  form?: FormState;
}

/** What can be done with a thing besides writing it: publish, plan, show to outsiders, move, put away. */
export function PublishingPanel({ c, engine, data, form }: PanelProps) {
  const { t, member } = c.var;
  const { editable } = engine;
  const { work } = data;
  const here = `${editable.path}/${work.id}`;
  const mayPublish = may(member, editable.publish, work.campaignId);
  if (work.binnedAt !== null) return null;
  return (
    <div class="desk-panels">
      {mayPublish &&
      (waitingLangs(work).length > 0 ||
        work.ownDraft !== null ||
        work.citationsWait ||
        work.publishedAt === null) ? (
        <Publish c={c} engine={engine} data={data} {...(form && { form })} />
      ) : null}
      {hasPreview(editable, work) ? <PreviewLink c={c} engine={engine} data={data} /> : null}
      {mayPublish ? (
        <>
          {work.publishedAt ? (
            <Panel title={t('desk.edit.unpublish')} hint={t('desk.edit.unpublish.hint')}>
              <form method="post" action={`${here}/unpublish`}>
                <button type="submit">{t('desk.edit.unpublish')}</button>
              </form>
            </Panel>
          ) : null}
          {work.slug !== null && editable.publicPath(work) !== null ? (
            <Address c={c} engine={engine} data={data} />
          ) : null}
          {editable.binnable ? (
            <Panel title={t('desk.edit.bin')} hint={t('desk.edit.bin.hint')}>
              <form method="post" action={`${here}/bin`}>
                <Field
                  t={t}
                  id="bin-why"
                  name="why"
                  label={t('desk.edit.why')}
                  optional
                  maxlength={200}
                  dir="auto"
                />
                <button type="submit">{t('desk.edit.bin')}</button>
              </form>
            </Panel>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function Panel({
  title,
  hint,
  open,
  children,
}: {
  title: string;
  hint?: string;
  open?: boolean;
  children?: unknown;
}) {
  return (
    <details class="desk-panel" open={open}>
      <summary>{title}</summary>
      {hint ? <p class="hint">{hint}</p> : null}
      {children}
    </details>
  );
}

/** Which texts come out, and when. What was translated and waits is ticked. */
function Publish({ c, engine, data, form }: PanelProps) {
  const { t } = c.var;
  const { work } = data;
  const waiting = waitingLangs(work);
  const offered = data.languages.filter(({ state }) => state === 'on').map(({ code }) => code);
  return (
    <Panel title={t('desk.edit.publish')} open={hasWaiting(work, offered)}>
      {work.planned ? (
        <p class="notice">
          {work.planned.failure === 'not-allowed'
            ? t('desk.edit.plan_refused', { date: formatMoment(t.lang, work.planned.at) })
            : work.planned.failure === 'unreviewed' || work.planned.failure === 'unsourced'
              ? `${t('desk.claim.plan_failed', { date: formatMoment(t.lang, work.planned.at) })} ${t(`desk.claim.error.${work.planned.failure}`)}`
              : work.planned.failure
                ? t('desk.edit.plan_failed', { date: formatMoment(t.lang, work.planned.at) })
                : t('desk.edit.planned_for', { date: formatMoment(t.lang, work.planned.at) })}
        </p>
      ) : null}
      <form method="post" action={`${engine.editable.path}/${work.id}/publish`}>
        <fieldset class="field">
          <legend>{t('desk.edit.publish.langs')}</legend>
          {waiting.map((lang) => (
            <label class="choice">
              <input type="checkbox" name="langs" value={lang} checked={offered.includes(lang)} />
              <span lang={lang}>{languageNames[lang]}</span>
            </label>
          ))}
          {work.ownDraft ? <p class="hint">{t('desk.edit.publish.own')}</p> : null}
          {work.citationsWait ? <p class="hint">{t('desk.claim.publish.sources')}</p> : null}
        </fieldset>
        {engine.editable.claim ? (
          <PublicWhy
            t={t}
            correction={isCorrection(engine.editable, work, waiting)}
            value={form?.publicWhy}
            error={
              form?.errors?.some(({ field }) => field === 'public_why')
                ? t('desk.claim.error.reason')
                : undefined
            }
          />
        ) : null}
        {work.publishedAt && work.drafts[work.primaryLang] ? (
          <Check t={t} name="minor" label={t('desk.edit.minor')} hint={t('desk.edit.minor.hint')} optional />
        ) : null}
        <div class="field">
          <label for="at">
            {t('desk.edit.publish.at')} <span class="optional">({t('form.optional')})</span>
          </label>
          <p class="hint" id="at-hint">
            {t('desk.edit.publish.at.hint')}
          </p>
          <input
            type="datetime-local"
            id="at"
            name="at"
            aria-describedby="at-hint"
            value={work.planned ? momentField(work.planned.at) : undefined}
          />
        </div>
        <div class="buttons">
          <button type="submit" class="call">
            {t('desk.edit.publish')}
          </button>
          {work.planned ? (
            <button type="submit" name="intent" value="unplan">
              {t('desk.edit.unplan')}
            </button>
          ) : null}
        </div>
      </form>
    </Panel>
  );
}

/** The languages with a draft, the primary one first. */
function waitingLangs(work: Work) {
  return [work.primaryLang, ...Object.keys(work.drafts)].filter(
    (lang, at, all): lang is keyof typeof languageNames =>
      all.indexOf(lang) === at && Object.hasOwn(work.drafts, lang),
  );
}

function PreviewLink({ c, engine, data }: PanelProps) {
  const { t } = c.var;
  return (
    <Panel
      title={t('desk.edit.preview_link')}
      hint={t('desk.edit.preview_link.hint')}
      open={Boolean(data.previewLink)}
    >
      {data.previewLink ? (
        <div class="field">
          <label for="preview-link">{t('desk.edit.preview_link.made')}</label>
          <input id="preview-link" type="text" readonly dir="ltr" value={data.previewLink} />
        </div>
      ) : null}
      <form method="post" action={`${engine.editable.path}/${data.work.id}/preview-link`}>
        <input type="hidden" name="lang" value={data.lang} />
        <button type="submit">{t('desk.edit.preview_link.make')}</button>
      </form>
    </Panel>
  );
}

function Address({ c, engine, data }: PanelProps) {
  const { t } = c.var;
  const { work } = data;
  return (
    <Panel title={t('desk.edit.slug')} hint={t('desk.edit.slug.hint')}>
      <form method="post" action={`${engine.editable.path}/${work.id}/slug`}>
        <Field
          t={t}
          name="slug"
          label={t('desk.edit.slug.label')}
          value={work.slug ?? ''}
          dir="ltr"
          maxlength={120}
        />
        <button type="submit">{t('desk.edit.slug.change')}</button>
      </form>
    </Panel>
  );
}

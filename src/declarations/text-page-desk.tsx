import type { DeskContext } from '../desk/model.ts';
import { deskPage } from '../desk/page.tsx';
import { languageNames } from '../foundation/i18n/lang.ts';
import { Choices } from '../ui/components/choice.tsx';
import { ErrorSummary } from '../ui/components/error-summary.tsx';
import { Field } from '../ui/components/field.tsx';
import { standingText } from './desk-store.ts';
import type { TextPlace, TextShown, TextTyped } from './text-form-desk.ts';
import { WordingFields } from './wording-fields-desk.tsx';
import { ShownWording, WordingPreview } from './wording-preview-desk.tsx';

/** The page of one text: the preview where it was asked for, the source beside a translation, the form. */
export function textPage(
  c: DeskContext,
  place: TextPlace,
  typed: TextTyped,
  { errors = [], preview, conflict }: TextShown = {},
): Promise<Response> | Response {
  const { t } = c.var;
  const { declaration, lang, standing, kind } = place;
  const here = `/desk/declarations/${declaration.id}`;
  const version = declaration.versions[0];
  const source = lang === declaration.primaryLang ? null : standingText(declaration, declaration.primaryLang);
  const texts = errors.map(({ field, key, values }) => ({ field, text: t(key, values) }));
  return deskPage(c, {
    title: t(`desk.declaration.text.${kind}`),
    label: (
      <>
        <bdi lang={lang}>{languageNames[lang]}</bdi> · {t('declaration.wording_version')} {version.number}
      </>
    ),
    at: 'declarations',
    crumbs: [
      { href: '/desk/declarations', text: t('desk.menu.declarations') },
      { href: here, text: declaration.campaign },
    ],
    status: conflict ? 409 : errors.length > 0 ? 422 : 200,
    body: (
      <>
        {conflict ? (
          <p class="notice" role="alert" data-tone="error">
            {t('desk.declaration.conflict')}
          </p>
        ) : null}
        <ErrorSummary t={t} level="h2" errors={texts} />
        <p class="notice">{t(`desk.declaration.text.${kind}.hint`)}</p>
        {preview ? (
          <WordingPreview
            t={t}
            text={preview}
            standing={standing}
            bound={{
              campaign: declaration.campaignSlug,
              version: version.number,
              lang,
              erratum: standing ? standing.erratum + 1 : 0,
            }}
          />
        ) : null}
        {source ? (
          <details class="desk-panel">
            <summary>
              {t('desk.declaration.source')} (<bdi lang={source.lang}>{languageNames[source.lang]}</bdi>)
            </summary>
            <ShownWording t={t} text={source} lang={source.lang} level="h2" />
          </details>
        ) : null}
        <form method="post" action={`${here}/texts/${lang}`} class="desk-form">
          {/* The first button of a form is what Enter presses: it saves nothing. */}
          <button type="submit" name="do" value="look:" class="vh" tabindex={-1} aria-hidden="true">
            {t('desk.edit.look')}
          </button>
          <input type="hidden" name="base" value={typed.base} />
          <WordingFields t={t} typed={typed.wording} errors={errors} lang={lang} />
          <Outcome t={t} place={place} typed={typed} errors={errors} />
          <div class="desk-foot">
            <button type="submit" name="do" value="save:" class="call">
              {t(kind === 'erratum' ? 'desk.declaration.erratum.save' : 'desk.save')}
            </button>
            <button type="submit" name="do" value="look:">
              {t('desk.edit.look')}
            </button>
          </div>
        </form>
      </>
    ),
  });
}

interface OutcomeProps {
  t: DeskContext['var']['t'];
  place: TextPlace;
  typed: TextTyped;
  errors: NonNullable<TextShown['errors']>;
}

/** What becomes of the text: what an erratum corrects, whether a new language can be signed already. */
function Outcome({ t, place, typed, errors }: OutcomeProps) {
  if (place.kind === 'erratum') {
    const error = errors.find(({ field }) => field === 'erratum_note');
    return (
      <Field
        t={t}
        name="erratum_note"
        label={t('desk.declaration.erratum.note')}
        hint={t('desk.declaration.erratum.note.hint')}
        error={error ? t(error.key) : undefined}
        value={typed.erratumNote}
        maxlength={500}
        dir="auto"
      />
    );
  }
  if (!place.mayPublish || place.standing?.state === 'published') return null;
  return (
    <Choices
      t={t}
      name="state"
      label={t('desk.declaration.state')}
      value={typed.state}
      options={[
        { value: 'draft', text: t('desk.declaration.state.draft') },
        { value: 'published', text: t('desk.declaration.state.published') },
      ]}
    />
  );
}

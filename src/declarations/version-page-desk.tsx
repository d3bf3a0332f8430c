import type { FieldError } from '../desk/editing/form/fields.ts';
import type { DeskContext } from '../desk/model.ts';
import { deskPage } from '../desk/page.tsx';
import { dirOf, languageNames } from '../foundation/i18n/lang.ts';
import { ErrorSummary } from '../ui/components/error-summary.tsx';
import { Field } from '../ui/components/field.tsx';
import { TextArea } from '../ui/components/text-area.tsx';
import type { DeskDeclaration } from './desk-store.ts';
import type { ReadyVersion, TypedVersion } from './version-form-desk.ts';
import { articleField } from './wording-desk.ts';
import { WordingFields } from './wording-fields-desk.tsx';
import { WordingPreview } from './wording-preview-desk.tsx';

function frame(c: DeskContext, declaration: DeskDeclaration) {
  const { t } = c.var;
  const number = declaration.versions[0].number + 1;
  return {
    title: t('desk.declaration.version.title', { n: String(number) }),
    at: 'declarations',
    crumbs: [
      { href: '/desk/declarations', text: t('desk.menu.declarations') },
      { href: `/desk/declarations/${declaration.id}`, text: declaration.campaign },
    ],
  } as const;
}

/** The form of a new version. */
export function versionPage(
  c: DeskContext,
  declaration: DeskDeclaration,
  typed: TypedVersion,
  errors: readonly FieldError[],
): Promise<Response> {
  const { t } = c.var;
  const errorOf = (name: string) => {
    const error = errors.find(({ field }) => field === name);
    return error ? t(error.key, error.values) : undefined;
  };
  const texts = errors.map(({ field, key, values }) => ({ field, text: t(key, values) }));
  return deskPage(c, {
    ...frame(c, declaration),
    status: errors.length > 0 ? 422 : 200,
    body: (
      <>
        <ErrorSummary t={t} level="h2" errors={texts} />
        <p class="notice">{t('desk.declaration.version.stand')}</p>
        <form method="post" action={`/desk/declarations/${declaration.id}/version`} class="desk-form">
          {/* The first button of a form is what Enter presses: it leads to the page that asks once more. */}
          <button type="submit" name="do" value="look:" class="vh" tabindex={-1} aria-hidden="true">
            {t('desk.edit.look')}
          </button>
          <input type="hidden" name="base" value={typed.base} />
          <Field
            t={t}
            name="declared_on"
            type="date"
            label={t('desk.declaration.declared_on')}
            value={typed.declaredOn}
            error={errorOf('declared_on')}
          />
          {typed.texts.map(({ lang, wording, change }) => (
            <fieldset class="desk-group">
              <legend>
                <bdi lang={lang}>{languageNames[lang]}</bdi>
              </legend>
              <TextArea
                t={t}
                name={`${lang}_change`}
                label={t('desk.declaration.change')}
                hint={t('desk.declaration.change.hint')}
                value={change}
                error={errorOf(`${lang}_change`)}
                rows={2}
                maxlength={1_000}
                lang={lang}
                dir={dirOf(lang)}
              />
              <WordingFields t={t} typed={wording} errors={errors} lang={lang} prefix={`${lang}_`} />
            </fieldset>
          ))}
          <div class="desk-foot">
            <button type="submit" name="do" value="look:" class="call">
              {t('desk.declaration.version.look')}
            </button>
          </div>
        </form>
      </>
    ),
  });
}

interface ConfirmData {
  typed: TypedVersion;
  ready: ReadyVersion;
  /** How many are asked by mail. */
  reachable: number;
}

/** What a new version would do, before it is declared: nothing of it can be taken back. */
export function confirmVersionPage(
  c: DeskContext,
  declaration: DeskDeclaration,
  { typed, ready, reachable }: ConfirmData,
): Promise<Response> {
  const { t } = c.var;
  const number = declaration.versions[0].number + 1;
  return deskPage(c, {
    ...frame(c, declaration),
    body: (
      <>
        <p class="notice" data-tone="error">
          {t('desk.declaration.version.asks', { n: reachable })} {t('desk.declaration.version.final')}
        </p>
        {ready.wordings.map((wording) => (
          <section class="desk-part">
            <h2>
              <bdi lang={wording.lang}>{languageNames[wording.lang]}</bdi>
            </h2>
            <p>
              <b>{t('desk.declaration.change')}:</b>{' '}
              <bdi lang={wording.lang}>{ready.changeOfMeaning[wording.lang]}</bdi>
            </p>
            <WordingPreview
              t={t}
              text={wording}
              standing={typed.texts.find(({ lang }) => lang === wording.lang)?.standing ?? null}
              bound={{
                campaign: declaration.campaignSlug,
                version: number,
                lang: wording.lang,
                erratum: 0,
              }}
            />
          </section>
        ))}
        <form method="post" action={`/desk/declarations/${declaration.id}/version`}>
          {hiddenOf(typed).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <div class="desk-foot">
            <button type="submit" name="do" value="back:">
              {t('desk.declaration.version.back')}
            </button>
            <button type="submit" name="do" value="declare:" class="call">
              {t('desk.declaration.version.declare', { n: String(number) })}
            </button>
          </div>
        </form>
      </>
    ),
  });
}

/** All that was typed, to go along with the last word. */
function hiddenOf({ declaredOn, base, texts }: TypedVersion): [string, string][] {
  return [
    ['declared_on', declaredOn],
    ['base', base],
    ...texts.flatMap(({ lang, wording, change }): [string, string][] => [
      [`${lang}_change`, change],
      [`${lang}_title`, wording.title],
      [`${lang}_preamble`, wording.preamble],
      [`${lang}_closing`, wording.closing],
      [`${lang}_note`, wording.note],
      ...wording.articles.flatMap(({ title, text }, index): [string, string][] => [
        [articleField(`${lang}_`, index + 1, 'title'), title],
        [articleField(`${lang}_`, index + 1, 'text'), text],
      ]),
    ]),
  ];
}

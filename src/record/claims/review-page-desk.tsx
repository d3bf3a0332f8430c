import { readClaimState } from '../../desk/editing/claims/claim-store.ts';
import { returnedText } from '../../desk/editing/claims/returned.ts';
import { type Engine, workIn } from '../../desk/editing/context.ts';
import type { FieldError, Typed } from '../../desk/editing/form/fields.ts';
import { sayWhy } from '../../desk/editing/form/why.ts';
import { hasPreview, ownToEdit, type Work } from '../../desk/editing/model.ts';
import { titleLangOf, titleOf } from '../../desk/editing/titles.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { formatMoment } from '../../foundation/i18n/dates.ts';
import { isLang, type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import { actorName } from '../../staff/actor-model.ts';
import { namesOfActors } from '../../staff/store.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { WordsDiff } from '../../ui/components/words-diff.tsx';
import { listCited, listPublicCited } from '../sources/citing/cite-store.ts';
import { citedField } from '../sources/citing/cited-field.ts';
import { CitedChanges } from './cited-changes-desk.tsx';
import { type ClaimField, type ClaimValues, idsNamed, isWords, valueText } from './model.ts';
import { listUnread, titlesOf, type UnreadRevision } from './queue-store.ts';
import { ReviewAnswers } from './review-answers-desk.tsx';

export interface ReviewForm {
  typed?: Typed;
  errors?: readonly FieldError[];
}

/** All that a second reader needs of one claim: what the public reads, what is proposed, on which sources, by whom and why. */
export async function reviewPage(
  c: DeskContext,
  engine: Engine,
  { typed = {}, errors = [] }: ReviewForm = {},
): Promise<Response> {
  const { t, lang } = c.var;
  const { editable, desk } = engine;
  const { db } = desk.site;
  const work = await workIn(c, engine);
  if (work === null) return deskMessage(c, 404, 'missing');
  const own = ownToEdit(work);
  const [state, unread, cited, before, titles] = await Promise.all([
    readClaimState(db, work.id),
    listUnread(db, work.id),
    listCited(db, work.id),
    listPublicCited(db, work.id),
    titlesOf(db, [...idsNamed(editable.own, work.own), ...idsNamed(editable.own, own)], lang),
  ]);
  const isPublic = work.publishedAt !== null;
  const names = await namesOfActors(db, [
    ...unread.map(({ actor }) => actor),
    ...(state.returned ? [state.returned.reviewer] : []),
  ]);
  return deskPage(c, {
    title: titleOf(t, engine, work, work.primaryLang),
    named: titleLangOf(work, work.primaryLang),
    label: `${t(editable.words.one)} · ${t(isPublic ? 'desk.claims.public' : 'desk.claims.new')}`,
    at: 'claims',
    crumbs: [{ href: '/desk/record/review', text: t('desk.menu.claims') }],
    buttons: (
      <>
        <a class="button" href={`${editable.path}/${work.id}`}>
          {t('desk.claims.open')}
        </a>
        {hasPreview(editable, work) ? (
          <a
            class="button"
            href={`${editable.path}/${work.id}/preview?lang=${work.primaryLang}`}
            target="_blank"
            rel="noopener"
          >
            {t('desk.edit.preview')}
          </a>
        ) : null}
      </>
    ),
    status: errors.length > 0 ? 422 : 200,
    body: (
      <>
        <ErrorSummary
          t={t}
          level="h2"
          errors={errors.map(({ field, key, values }) => ({ field, text: t(key, values) }))}
        />
        {state.returned ? (
          <div class="notice">
            <p>{returnedText(t, state.returned, names)}</p>
            <p>
              <bdi>{state.returned.reason}</bdi>
            </p>
          </div>
        ) : null}
        <p class="hint">{t(isPublic ? 'desk.claims.compared' : 'desk.claims.first')}</p>
        <Values c={c} fields={editable.own} was={isPublic ? work.own : own} is={own} titles={titles} />
        <Texts c={c} engine={engine} work={work} />
        <CitedChanges
          t={t}
          before={isPublic ? before : cited}
          after={cited}
          fieldName={(field) => citedField(t, editable, field)}
        />
        <WhoWrote c={c} unread={unread} names={names} at={`${editable.path}/${work.id}/history`} />
        <ReviewAnswers c={c} engine={engine} work={work} state={state} typed={typed} errors={errors} />
      </>
    ),
  });
}

interface ValuesProps {
  c: DeskContext;
  fields: readonly ClaimField[];
  was: ClaimValues;
  is: ClaimValues;
  titles: ReadonlyMap<string, string>;
}

/** The fields of no language, as they are and as they are to be. */
function Values({ c, fields, was, is, titles }: ValuesProps) {
  const { t } = c.var;
  const shown = fields.map((field) => ({
    field,
    before: valueText(t, field, was[field.name], titles),
    after: valueText(t, field, is[field.name], titles),
  }));
  const filled = shown.filter(({ before, after }) => before !== '' || after !== '');
  if (filled.length === 0) return null;
  return (
    <section class="desk-part">
      <h2>{t('desk.edit.details')}</h2>
      <dl class="facts">
        {filled.map(({ field, before, after }) => (
          <div>
            <dt>{t(field.label)}</dt>
            <dd>
              <WordsDiff
                was={before}
                is={after}
                lang={field.kind === 'rows' ? t.lang : null}
                whole={!isWords(field)}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Each language of which something waits, word by word; of what is not public yet, all of them. */
function Texts({ c, engine, work }: { c: DeskContext; engine: Engine; work: Work }) {
  const { t } = c.var;
  const langs = [...new Set([...Object.keys(work.drafts), ...Object.keys(work.published)])]
    .filter(isLang)
    .filter((lang) => work.drafts[lang] !== undefined || work.publishedAt === null);
  return (
    <>
      {langs.map((lang) => {
        const is = (work.drafts[lang] ?? work.published[lang])?.values ?? {};
        const was = work.publishedAt === null ? is : (work.published[lang]?.values ?? null);
        return <TextOf t={t} fields={engine.editable.text} lang={lang} was={was} is={is} />;
      })}
    </>
  );
}

function TextOf({
  t,
  fields,
  lang,
  was,
  is,
}: {
  t: DeskContext['var']['t'];
  fields: readonly ClaimField[];
  lang: Lang;
  was: ClaimValues | null;
  is: ClaimValues;
}) {
  const none = new Map<string, string>();
  return (
    <section class="desk-part">
      <h2>
        <bdi lang={lang}>{languageNames[lang]}</bdi>
      </h2>
      {was === null ? <p class="hint">{t('desk.claims.first_in_language')}</p> : null}
      {fields.map((field) => {
        const after = valueText(t, field, is[field.name], none);
        const before = was === null ? after : valueText(t, field, was[field.name], none);
        return before === '' && after === '' ? null : (
          <section class="desk-revision">
            <h3>{t(field.label)}</h3>
            <WordsDiff was={before} is={after} lang={lang} />
          </section>
        );
      })}
    </section>
  );
}

interface WhoWroteProps {
  c: DeskContext;
  unread: readonly UnreadRevision[];
  names: ReadonlyMap<string, string>;
  at: string;
}

/** Who wrote what is new, when and why. */
function WhoWrote({ c, unread, names, at }: WhoWroteProps) {
  const { t } = c.var;
  if (unread.length === 0) return null;
  return (
    <section class="desk-part">
      <h2>{t('desk.claims.who')}</h2>
      <ol class="plain-list">
        {unread.map((revision) => (
          <li>
            <a href={`${at}/${revision.id}`}>{t('desk.history.numbered', { n: String(revision.number) })}</a>{' '}
            {revision.lang === null ? (
              t('desk.edit.details')
            ) : (
              <bdi lang={revision.lang}>{languageNames[revision.lang]}</bdi>
            )}{' '}
            · <bdi>{actorName(t, names, revision.actor)}</bdi> · {formatMoment(t.lang, revision.at)} ·{' '}
            <bdi>{sayWhy(t, revision.why)}</bdi>
          </li>
        ))}
      </ol>
    </section>
  );
}

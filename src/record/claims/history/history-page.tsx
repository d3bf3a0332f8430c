import { formatInstant } from '../../../foundation/i18n/dates.ts';
import { type Lang, languageNames } from '../../../foundation/i18n/lang.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Opening } from '../../../ui/components/opening.tsx';
import { More, Part, Wrap } from '../../../ui/components/part.tsx';
import { langAttribute } from '../../../ui/components/said.ts';
import { WordsDiff } from '../../../ui/components/words-diff.tsx';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { citedField } from '../../sources/citing/cited-field.ts';
import { type ClaimField, type ClaimKind, type ClaimValues, isWords, valueText, whyText } from '../model.ts';
import { isForgotten, type PastCitation, type Step } from './history-model.ts';
import type { NamedSource } from './history-store.ts';

export interface HistoryPageProps {
  t: Translator;
  kind: ClaimKind;
  title: string;
  titleLang: string;
  /** The statement's own page below the language; null where it stands on another's. */
  page: string | null;
  /** Newest first. */
  steps: readonly Step[];
  /** How many older ones are not shown. */
  more: number;
  offered: ReadonlySet<Lang>;
  titles: ReadonlyMap<string, string>;
  sources: ReadonlyMap<string, NamedSource>;
}

/** Every change of a statement that the public has seen, newest first. No name of the staff stands here. */
export function HistoryPage(props: HistoryPageProps) {
  const { t, kind, title, titleLang, page, steps, more } = props;
  return (
    <Wrap>
      <RecordCrumbs t={t} here={t('record.history.crumb')} />
      <Opening
        size="title"
        title={
          <>
            {t('record.history.heading')} <bdi lang={langAttribute(titleLang, t.lang)}>{title}</bdi>
          </>
        }
        stand={t(kind.presentOnly ? 'record.history.stand_person' : 'record.history.stand')}
        say={<p class="label">{t(kind.words.one)}</p>}
      >
        {page === null ? null : <More href={`/${t.lang}${page}`}>{t('record.history.page')}</More>}
      </Opening>
      {steps.map((step, index) => (
        <OneStep {...props} step={step} n={steps.length - index + more} />
      ))}
      {more > 0 ? <p class="label">{t('record.history.more', { n: more })}</p> : null}
    </Wrap>
  );
}

function OneStep(props: HistoryPageProps & { step: Step; n: number }) {
  const { t, kind, step, n, titles, offered } = props;
  const { at, before, after, why } = step;
  const words = before === null ? 'first' : step.corrects ? 'corrected' : 'changed';
  const told = (values: ClaimValues | undefined) => (values && !isForgotten(values) ? values : null);
  const fields = isForgotten(after.own) ? [] : changed(t, kind.own, told(before?.own), after.own, titles);
  const texts = [...after.texts].filter(([lang, values]) => offered.has(lang) && !isForgotten(values));
  const gone =
    (isForgotten(after.own) && before?.own !== after.own) ||
    [...after.texts].some(([lang, values]) => isForgotten(values) && before?.texts.get(lang) !== values);
  return (
    <Part
      id={`change-${n}`}
      title={
        <>
          {t('record.history.version', { n: String(n) })}{' '}
          <time datetime={at.toISOString()}>{formatInstant(t.lang, at)}</time>
        </>
      }
      note={t(`record.history.${words}`)}
      margin={<p class="label">{t(step.came ? 'record.history.by.software' : 'record.history.by.staff')}</p>}
    >
      <div class="past">
        {why === '' ? null : (
          <p>
            <b>{t('record.history.why')}</b> <bdi>{whyText(t, why)}</bdi>
          </p>
        )}
        {gone ? <p class="notice">{t('record.history.forgotten')}</p> : null}
        <Changes t={t} changes={fields} lang={null} isFirst={told(before?.own) === null} />
        {texts.map(([lang, values]) => {
          const was = told(before?.texts.get(lang));
          const changes = was === values ? [] : changed(t, kind.text, was, values, titles);
          return changes.length === 0 ? null : (
            <section>
              <h3>
                <bdi lang={lang}>{languageNames[lang]}</bdi>
              </h3>
              <Changes t={t} changes={changes} lang={lang} isFirst={was === null} />
            </section>
          );
        })}
        <CitedThen {...props} before={before?.citations ?? null} after={after.citations} />
      </div>
    </Part>
  );
}

interface Change {
  field: ClaimField;
  was: string;
  is: string;
}

/** The fields that differ; of what was not there before, those that say something. */
function changed(
  t: Translator,
  fields: readonly ClaimField[],
  before: ClaimValues | null,
  after: ClaimValues,
  titles: ReadonlyMap<string, string>,
): Change[] {
  return fields
    .map((field) => ({
      field,
      was: before === null ? '' : valueText(t, field, before[field.name], titles),
      is: valueText(t, field, after[field.name], titles),
    }))
    .filter(({ was, is }) => was !== is);
}

function Changes({
  t,
  changes,
  lang,
  isFirst,
}: {
  t: Translator;
  changes: readonly Change[];
  lang: Lang | null;
  isFirst: boolean;
}) {
  if (changes.length === 0) return null;
  return (
    <dl class="facts">
      {changes.map(({ field, was, is }) => (
        <div>
          <dt>{t(field.label)}</dt>
          <dd>
            {/* All of the first is new: nothing of it is marked. */}
            <WordsDiff
              was={isFirst ? is : was}
              is={is}
              lang={field.kind === 'rows' ? t.lang : lang}
              whole={!isWords(field)}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The sources of then, where they changed. */
function CitedThen({
  t,
  kind,
  sources,
  before,
  after,
}: HistoryPageProps & { before: readonly PastCitation[] | null; after: readonly PastCitation[] | null }) {
  if (after === null || JSON.stringify(before) === JSON.stringify(after)) return null;
  const same = (a: PastCitation, b: PastCitation) => a.sourceId === b.sourceId && a.field === b.field;
  const line = ({ sourceId, field, page, quotation }: PastCitation) =>
    [sources.get(sourceId)?.title ?? '—', field && citedField(t, kind, field), page, quotation]
      .filter(Boolean)
      .join(' · ');
  const spokenIn = ({ sourceId }: PastCitation) => {
    const { title = '', language } = sources.get(sourceId) ?? {};
    // The title of an Arabic source may be told in English.
    const inScript = /\p{Script=Arabic}/u.test(title) || !/^(ar|ckb|fa)$/.test(language ?? '');
    return langAttribute((inScript ? language : null) ?? 'und', t.lang);
  };
  const gone = (before ?? []).filter((one) => !after.some((other) => same(one, other)));
  return (
    <section>
      <h3>{t('sources.title')}</h3>
      <ul>
        {after.map((one) => {
          const was = before?.find((other) => same(one, other));
          const is = line(one);
          return (
            <li lang={spokenIn(one)}>
              <WordsDiff was={before === null ? is : was ? line(was) : ''} is={is} lang={null} />
            </li>
          );
        })}
        {gone.map((one) => (
          <li lang={spokenIn(one)}>
            <WordsDiff was={line(one)} is="" lang={null} />
          </li>
        ))}
      </ul>
    </section>
  );
}

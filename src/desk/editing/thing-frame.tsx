import { formatMoment } from '../../foundation/i18n/dates.ts';
import { type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Engine } from './context.ts';
import type { EditPageData } from './form/form-state.ts';
import { hasPreview, stateOf, type Work } from './model.ts';

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
  const { path, beside } = props.engine.editable;
  const here = `${path}/${work.id}`;
  return (
    <>
      {hasPreview(props.engine.editable, work) ? (
        <a class="button" href={`${here}/preview?lang=${lang}`} target="_blank" rel="noopener">
          {t('desk.edit.preview')}
        </a>
      ) : null}
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

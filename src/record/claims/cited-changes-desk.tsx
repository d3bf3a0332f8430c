import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { WordsDiff } from '../../ui/components/words-diff.tsx';
import { type CitedSource, isSameCited } from '../sources/citing/cite-store.ts';

export interface CitedChangesProps {
  t: Translator;
  before: readonly CitedSource[];
  after: readonly CitedSource[];
  /** What a field is called of which a source is. */
  fieldName(field: string): string;
}

/** The sources of a claim with where in them to look; those that are new or go are marked. */
export function CitedChanges({ t, before, after, fieldName }: CitedChangesProps) {
  const gone = before.filter((one) => !after.some((other) => isSameCited(one, other)));
  return (
    <section class="desk-part">
      <h2>{t('desk.sources')}</h2>
      {after.length === 0 ? <p>{t('desk.sources.none')}</p> : null}
      <ol class="desk-cited">
        {after.map((source) => {
          const was = before.find((one) => isSameCited(one, source));
          return (
            <li>
              {was ? null : <p class="label">{t('desk.claims.source.new')}</p>}
              <OneSource t={t} source={source} fieldName={fieldName} />
              <Place label={t('desk.sources.page')} was={was ? was.page : source.page} is={source.page} />
              <Place
                label={t('desk.sources.quotation')}
                was={was ? was.quotation : source.quotation}
                is={source.quotation}
              />
            </li>
          );
        })}
        {gone.map((source) => (
          <li>
            <p class="label">{t('desk.claims.source.gone')}</p>
            <del>
              <OneSource t={t} source={source} fieldName={fieldName} />
            </del>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface OneSourceProps {
  t: Translator;
  source: CitedSource;
  fieldName(field: string): string;
}

function OneSource({ t, source, fieldName }: OneSourceProps) {
  const date = parsePartialDate(source.date ?? '');
  const facts = [source.publisher, date ? formatDate(t.lang, date) : ''].filter(Boolean);
  return (
    <>
      {source.field === null ? null : (
        <p class="label">
          <bdi>{fieldName(source.field)}</bdi>
        </p>
      )}
      {source.url ? (
        <a href={source.url} target="_blank" rel="noreferrer external">
          <bdi>{source.title}</bdi>
        </a>
      ) : (
        <bdi>{source.title}</bdi>
      )}{' '}
      <span class="label">
        {facts.map((fact, index) => (
          <>
            {index > 0 ? ' · ' : ''}
            <bdi>{fact}</bdi>
          </>
        ))}
      </span>
    </>
  );
}

function Place({ label, was, is }: { label: string; was: string | null; is: string | null }) {
  if (!was && !is) return null;
  return (
    <div>
      <span class="label">{label}</span>
      <WordsDiff was={was ?? ''} is={is ?? ''} lang={null} />
    </div>
  );
}

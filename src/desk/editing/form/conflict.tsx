import { formatMoment } from '../../../foundation/i18n/dates.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { Notice } from '../../../ui/components/notice.tsx';
import { WordsDiff } from '../../../ui/components/words-diff.tsx';
import type { FieldSpec, Values } from '../model.ts';
import { type Typed, typedOf } from './fields.ts';

export interface ConflictProps {
  t: Translator;
  /** Who saved last, and when. */
  who: string;
  at: Date;
  fields: readonly FieldSpec[];
  /** What stands now. */
  theirs: Values;
  mine: Typed;
  lang: Lang;
}

/** What somebody saved while this form was open, beside what was typed here: both, and the words in which they differ. */
export function Conflict({ t, who, at, fields, theirs, mine, lang }: ConflictProps) {
  const differing = fields.filter(
    ({ name }) => typedOf(theirs[name]) !== (mine[name] ?? '').replaceAll('\r\n', '\n').trim(),
  );
  return (
    <Notice title={t('desk.conflict.title')}>
      <p>{t('desk.conflict.stand', { name: who, date: formatMoment(t.lang, at) })}</p>
      {differing.map((field) => (
        <section class="desk-conflict">
          <h3>{t(field.label)}</h3>
          <p class="label">{t('desk.conflict.differences')}</p>
          <WordsDiff was={typedOf(theirs[field.name])} is={mine[field.name] ?? ''} lang={lang} />
          <details>
            <summary>{t('desk.conflict.theirs')}</summary>
            <p class="words" lang={lang} dir="auto">
              {typedOf(theirs[field.name])}
            </p>
          </details>
        </section>
      ))}
    </Notice>
  );
}

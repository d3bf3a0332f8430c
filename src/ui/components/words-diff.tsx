import { diffWordsWithSpace } from 'diff';
import type { Lang } from '../../foundation/i18n/lang.ts';
import { dirOf } from '../../foundation/i18n/lang.ts';

export interface WordsDiffProps {
  was: string;
  is: string;
  lang: Lang | null;
  /** Compared as wholes: a date or a choice is another one, not one with other words. */
  whole?: boolean;
}

/** What a text was and what it became, word by word: `del` and `ins`. Long texts are compared within half a second or as wholes. */
export function WordsDiff({ was, is, lang, whole = false }: WordsDiffProps) {
  // Words of no language that we know of are not of the page's: a name may be in any.
  const written = lang === null ? { lang: 'und', dir: 'auto' as const } : { lang, dir: dirOf(lang) };
  // A number has no direction of its own: it stands where the page begins its lines.
  if (whole)
    return (
      <p class="words">
        {was === is ? <bdi>{is}</bdi> : null}
        {was !== is && was !== '' ? (
          <del>
            <bdi>{was}</bdi>
          </del>
        ) : null}{' '}
        {was !== is && is !== '' ? (
          <ins>
            <bdi>{is}</bdi>
          </ins>
        ) : null}
      </p>
    );
  return (
    <p class="words" {...written}>
      {wordChanges(was, is, lang).map(({ text, kind }) =>
        kind === 'added' ? <ins>{text}</ins> : kind === 'removed' ? <del>{text}</del> : text,
      )}
    </p>
  );
}

export interface WordChange {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** @returns the pieces of two texts in their order; all of both where the comparison would take too long. */
export function wordChanges(was: string, is: string, lang: Lang | null): WordChange[] {
  const segmenter = new Intl.Segmenter(lang ?? 'en', { granularity: 'word' });
  const changes = diffWordsWithSpace(was, is, { intlSegmenter: segmenter, timeout: 500 });
  if (!changes)
    return [
      { kind: 'removed', text: was },
      { kind: 'added', text: is },
    ];
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

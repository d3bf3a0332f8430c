import type { Translator } from '../../foundation/i18n/translate.ts';

export type StandingWord = 'alleged' | 'reported' | 'established' | 'disputed';

export interface StandingProps {
  t: Translator;
  standing: StandingWord;
  /** What is said to stand so: Arabic words agree with their noun. */
  of?: 'statement' | 'incident';
}

/** How well a claim is supported: a word first; the stroke under it is a second channel, colour a third. */
export function Standing({ t, standing, of = 'statement' }: StandingProps) {
  return (
    <span class="standing" data-standing={standing}>
      {of === 'incident' ? t(`standing.incident.${standing}`) : t(`standing.${standing}`)}
    </span>
  );
}

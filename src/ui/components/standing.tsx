import type { Translator } from '../../foundation/i18n/translate.ts';

export type StandingWord = 'alleged' | 'reported' | 'established' | 'disputed';

export interface StandingProps {
  t: Translator;
  standing: StandingWord;
  /** What is said to stand so: Arabic words agree with their noun. */
  of?: 'statement' | 'law' | 'incident' | 'case' | 'treaty-step';
}

/** How well a claim is supported: a word first; the stroke under it is a second channel, colour a third. */
export function Standing({ t, standing, of = 'statement' }: StandingProps) {
  return (
    <span class="standing" data-standing={standing}>
      {standingWord(t, standing, of)}
    </span>
  );
}

/** The same in a list of what is nearly all `reported`: that goes without saying there. */
export function NotedStanding(props: StandingProps) {
  return props.standing === 'reported' ? null : <Standing {...props} />;
}

/** The word alone, for a title or a description. Incident, case and step are of one gender, statement and law of the other. */
export function standingWord(
  t: Translator,
  standing: StandingWord,
  of: NonNullable<StandingProps['of']>,
): string {
  const masculine = of === 'statement' || of === 'law';
  return masculine ? t(`standing.${standing}`) : t(`standing.incident.${standing}`);
}

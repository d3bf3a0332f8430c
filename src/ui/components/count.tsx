import type { Translator } from '../../foundation/i18n/translate.ts';
import { Rich } from './rich.tsx';

export interface CountProps {
  t: Translator;
  /** Listed signatures of organisations; null where the campaign takes only people. */
  organisations: number | null;
  /** Listed signatures of people; null where the campaign takes only organisations. */
  people: number | null;
  /** Organisations hoped for; null without a goal. */
  goal: number | null;
  /** What is still missing, in the campaign's own words; without it, the goal in figures. */
  goalText?: string | undefined;
  /** Confirmed organisations that a moderator has not seen yet: never part of the count. */
  awaiting: number;
}

/** The count: who has signed, how far it is to the goal, how many await review. Figures stand inside whole sentences. */
export function Count({ t, organisations, people, goal, goalText, awaiting }: CountProps) {
  return (
    <div class="count">
      <span>
        <Rich text={signed(t, organisations, people)} />
      </span>
      {goal !== null && organisations !== null ? (
        <>
          <progress
            max={goal}
            value={Math.min(organisations, goal)}
            aria-label={t('count.progress', { n: organisations, goal })}
          />
          <span>{goalText ?? t('count.goal', { left: Math.max(goal - organisations, 0), goal })}</span>
        </>
      ) : null}
      {awaiting > 0 ? <span>{t('count.awaiting', { n: awaiting })}</span> : null}
    </div>
  );
}

function signed(t: Translator, organisations: number | null, people: number | null): string {
  if (organisations === null) return t('count.signed.people', { n: people ?? 0 });
  if (people === null) return t('count.signed.organisations', { n: organisations });
  return t('count.signed.both', { organisations, people });
}

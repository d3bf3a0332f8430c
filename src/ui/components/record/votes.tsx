import { formatNumber } from '../../../foundation/i18n/numbers.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { langAttribute, type Said } from '../said.ts';
import { round } from './svg-text.tsx';

/** The figures of a vote; null is not known, which is never none. */
export interface VoteCount {
  for: number | null;
  against: number | null;
  abstained: number | null;
}

export interface Vote extends VoteCount {
  text: Said;
  href?: string | undefined;
  /** When, in words; null where no source says. */
  when: string | null;
}

export interface VotesProps {
  t: Translator;
  votes: readonly Vote[];
}

const ways = ['for', 'abstained', 'against'] as const;

/** Votes, one a row, with their figures and a bar of their shares. */
export function Votes({ t, votes }: VotesProps) {
  return (
    <table class="stack votes">
      <caption class="label">{t('votes.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('votes.vote')}</th>
          {ways.map((way) => (
            <th scope="col" class="figure">
              {t(`votes.${way}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {votes.map((vote) => (
          <tr>
            <th scope="row">
              <bdi lang={langAttribute(vote.text.lang, t.lang)}>
                {vote.href ? <a href={vote.href}>{vote.text.text}</a> : vote.text.text}
              </bdi>{' '}
              <span class="label">{vote.when ?? t('date.unknown')}</span>
              <VoteBar t={t} vote={vote} />
            </th>
            {ways.map((way) => (
              <td class="figure" data-label={t(`votes.${way}`)}>
                {figure(t, vote[way])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/**
 * The shares of a vote: those for it first, those against it last. To those who see it only: its figures stand beside it.
 * Nothing where a figure is not known, as a share of an unknown whole says nothing.
 */
export function VoteBar({ t, vote }: { t: Translator; vote: VoteCount }) {
  const counts = ways.map((way) => vote[way]);
  const all = counts.reduce<number>((sum, n) => sum + Math.max(0, n ?? Number.NaN), 0);
  if (!(all > 0)) return null;
  let along = 0;
  return (
    <svg class="vote" viewBox="0 0 200 10" aria-hidden="true">
      {ways.map((way) => {
        const width = (Math.max(0, vote[way] ?? 0) / all) * 200;
        const x = t.dir === 'ltr' ? along : 200 - along - width;
        along += width;
        return width > 0 ? (
          <rect
            class={way}
            x={round(x + 0.75)}
            y="0.75"
            width={round(Math.max(1, width - 1.5))}
            height="8.5"
          />
        ) : null;
      })}
    </svg>
  );
}

function figure(t: Translator, n: number | null): string {
  return n === null ? t('votes.unknown') : formatNumber(t.lang, n);
}

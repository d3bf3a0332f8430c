import type { Translator } from '../../foundation/i18n/translate.ts';
import { Standing } from '../../ui/components/standing.tsx';
import { type Standing as Firmness, standings } from '../model.ts';

/** What is told by itself: of each, other documents make what is told of it `established` (docs/decisions/0018 and 0022). */
export type Stands = 'incident' | 'case' | 'law' | 'treaty-step';

/** What a standing means, of an incident, of a case and its steps, of a law, of a step towards a treaty. */
export function standingMeans(t: Translator, of: Stands, standing: Firmness): string {
  return standing === 'established' && of !== 'incident'
    ? t(`record.standing.established.${of}`)
    : t(`record.standing.means.${standing}`);
}

/**
 * What the four strokes mean.
 * @param props.alone nothing else on the page says it: narrow pages, which have no margin, show it too.
 */
export function StandingLegend({ t, of, alone }: { t: Translator; of: Stands; alone?: boolean }) {
  return (
    <ul class="legend" data-alone={alone ? '' : undefined}>
      {standings.map((standing) => (
        <li>
          <Standing t={t} standing={standing} of={of} /> {standingMeans(t, of, standing)}
        </li>
      ))}
    </ul>
  );
}

import type { Translator } from '../../foundation/i18n/translate.ts';
import { Aims } from '../../ui/components/aims.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { Part } from '../../ui/components/part.tsx';
import type { CampaignPoint } from '../model.ts';

/** What the campaign wants to reach. */
export function Objectives({ t, points }: { t: Translator; points: readonly CampaignPoint[] }) {
  if (points.length === 0) return null;
  return (
    <Part id="objectives" title={t('campaign.objectives')}>
      <Aims items={points.map((point) => <FallbackText t={t} said={point} />)} />
    </Part>
  );
}

import type { Translator } from '../../foundation/i18n/translate.ts';
import { Entries } from '../../ui/components/entries.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { Part } from '../../ui/components/part.tsx';
import type { CampaignPoint } from '../model.ts';

/** What the campaign asks, and of whom. */
export function Asks({ t, points }: { t: Translator; points: readonly CampaignPoint[] }) {
  if (points.length === 0) return null;
  return (
    <Part id="asks" title={t('campaign.asks')}>
      <Entries
        plain
        items={points.map((point) => ({
          label: <FallbackText t={t} said={{ text: point.label, lang: point.lang }} mark={false} />,
          text: <FallbackText t={t} said={point} />,
        }))}
      />
    </Part>
  );
}

import type { Translator } from '../../foundation/i18n/translate.ts';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { More, Part } from '../../ui/components/part.tsx';
import type { CampaignFigures } from '../figures/store.ts';
import type { Campaign } from '../model.ts';

export interface ChallengeProps {
  t: Translator;
  campaign: Pick<Campaign, 'lang' | 'challenge'>;
  figures: Pick<CampaignFigures, 'companies' | 'incidents' | 'cases'>;
  record: string;
}

/** Our challenge, and how much of it is on record. */
export function Challenge({ t, campaign, figures, record }: ChallengeProps) {
  if (campaign.challenge === '') return null;
  const { companies, incidents, cases } = figures;
  return (
    <Part id="challenge" title={t('campaign.challenge')}>
      <p class="lead">
        <FallbackText t={t} said={{ text: campaign.challenge, lang: campaign.lang }} />
      </p>
      {companies > 0 ? (
        <More href={record}>{t('campaign.challenge.record', { companies, incidents, cases })}</More>
      ) : null}
    </Part>
  );
}

import type { Translator } from '../../foundation/i18n/translate.ts';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { Part } from '../../ui/components/part.tsx';
import type { Campaign } from '../model.ts';

export interface WhoProps {
  t: Translator;
  campaign: Pick<Campaign, 'lang' | 'whoWeAre'>;
}

/** Who we are. */
export function Who({ t, campaign }: WhoProps) {
  if (campaign.whoWeAre === '') return null;
  return (
    <Part id="who" title={t('campaign.who')}>
      <p class="lead">
        <FallbackText t={t} said={{ text: campaign.whoWeAre, lang: campaign.lang }} />
      </p>
    </Part>
  );
}

import type { Translator } from '../foundation/i18n/translate.ts';
import { FallbackText } from '../ui/components/fallback-text.tsx';
import { reviewNotice } from '../ui/components/notice.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { Part, Wrap } from '../ui/components/part.tsx';
import type { Campaign } from './model.ts';

export interface CampaignListProps {
  t: Translator;
  campaigns: readonly Campaign[];
  /** When those that nobody has adopted yet were published; null when all are adopted. */
  since: Date | null;
}

/** All campaigns, each with what it stands for. */
export function CampaignList({ t, campaigns, since }: CampaignListProps) {
  return (
    <Wrap>
      <Opening size="title" title={t('frame.campaigns')}>
        {campaigns.length === 0 ? <p class="lead">{t('campaign.list.none')}</p> : null}
        {reviewNotice(t, since)}
      </Opening>
      {campaigns.map((campaign) => (
        <Part
          id={campaign.slug}
          title={
            <a href={`/${t.lang}/campaigns/${campaign.slug}`}>
              <FallbackText t={t} said={{ text: campaign.name, lang: campaign.lang }} mark={false} />
            </a>
          }
        >
          {campaign.tagline ? (
            <p class="stand">
              <FallbackText t={t} said={{ text: campaign.tagline, lang: campaign.lang }} />
            </p>
          ) : null}
          {campaign.whoWeAre ? (
            <p>
              <FallbackText t={t} said={{ text: campaign.whoWeAre, lang: campaign.lang }} mark={false} />
            </p>
          ) : null}
        </Part>
      ))}
    </Wrap>
  );
}

import type { Campaign } from '../../campaigns/model.ts';
import { type Count as Counted, countShown } from '../../declarations/count/model.ts';
import type { Declaration } from '../../declarations/model.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Announcement, Band } from '../../ui/components/band.tsx';
import { Call } from '../../ui/components/call.tsx';
import { Count } from '../../ui/components/count.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';

export interface CampaignBandProps {
  t: Translator;
  campaign: Campaign;
  declaration: Declaration | null;
  count: Counted;
}

/** The campaign in the dark band of the home page: what it stands for, who has signed, the call. */
export function CampaignBand({ t, campaign, declaration, count }: CampaignBandProps) {
  const { lang } = campaign;
  const href = `/${t.lang}/campaigns/${campaign.slug}`;
  return (
    <Band
      id="campaign"
      voice={
        <Announcement
          id="campaign"
          label={t('frame.campaign')}
          title={campaign.name}
          href={href}
          line={
            campaign.tagline ? (
              <FallbackText t={t} said={{ text: campaign.tagline, lang }} mark={false} />
            ) : undefined
          }
        />
      }
    >
      {campaign.whoWeAre ? (
        <p>
          <FallbackText t={t} said={{ text: campaign.whoWeAre, lang }} />
        </p>
      ) : null}
      {declaration ? (
        <>
          <Count t={t} {...countShown(declaration, count)} />
          <Call href={`${href}/declaration`} filled={declaration.signingOpen}>
            {t(declaration.signingOpen ? 'frame.sign' : 'home.read_declaration')}
          </Call>
        </>
      ) : (
        <Call href={href} filled>
          {t('home.to_campaign')}
        </Call>
      )}
    </Band>
  );
}

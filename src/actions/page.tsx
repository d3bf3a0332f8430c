import type { Campaign } from '../campaigns/model.ts';
import { campaignWays } from '../campaigns/ways/model.ts';
import type { Declaration } from '../declarations/model.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { Aims } from '../ui/components/aims.tsx';
import { Call } from '../ui/components/call.tsx';
import { FallbackText } from '../ui/components/fallback-text.tsx';
import { reviewNotice } from '../ui/components/notice.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { More, Part, Wrap } from '../ui/components/part.tsx';
import { Share } from '../ui/components/share.tsx';
import { Ways } from '../ui/components/ways.tsx';

export interface ActProps {
  t: Translator;
  campaigns: readonly { campaign: Campaign; declaration: Declaration | null }[];
  /** What is passed on: the first campaign, else the site. */
  share: { title: string; url: string };
  /** When what nobody has adopted yet was published; null when all is adopted. */
  since: Date | null;
}

/** Everything a visitor can do: sign, take one of each campaign's ways, write to representatives, share. */
export function Act({ t, campaigns, share, since }: ActProps) {
  const open = campaigns.find(({ declaration }) => declaration?.signingOpen);
  const asks = campaigns.some(({ campaign }) => campaign.points.some(({ kind }) => kind === 'ask'));
  return (
    <Wrap>
      <Opening
        size="title"
        title={t('frame.act')}
        stand={t('act.stand')}
        say={
          <>
            {open ? (
              <Call href={`/${t.lang}/campaigns/${open.campaign.slug}/declaration`} filled>
                {t('frame.sign')}
              </Call>
            ) : null}
            {reviewNotice(t, since)}
          </>
        }
      />
      {campaigns.map(({ campaign, declaration }) => (
        <CampaignActions t={t} campaign={campaign} declaration={declaration} />
      ))}
      {asks ? <Write t={t} campaigns={campaigns.map(({ campaign }) => campaign)} /> : null}
      <Part id="safe" title={t('form.channels')}>
        <p>{t('act.safe')}</p>
        <More href={`/${t.lang}/contact`}>{t('frame.contact')}</More>
      </Part>
      <Share t={t} {...share} label={t('act.share')} />
    </Wrap>
  );
}

function CampaignActions({ t, campaign, declaration }: { t: Translator } & ActProps['campaigns'][number]) {
  const points = campaign.points.filter(({ kind }) => kind === 'action');
  return (
    <Part
      id={campaign.slug}
      title={
        <a href={`/${t.lang}/campaigns/${campaign.slug}`}>
          <FallbackText t={t} said={{ text: campaign.name, lang: campaign.lang }} mark={false} />
        </a>
      }
    >
      {points.length > 0 ? <Aims items={points.map((point) => <FallbackText t={t} said={point} />)} /> : null}
      <Ways items={campaignWays(t, campaign, declaration)} />
    </Part>
  );
}

/** To whom a letter can go, and what each is asked: the campaign's own demands. */
function Write({ t, campaigns }: { t: Translator; campaigns: readonly Campaign[] }) {
  return (
    <Part id="write" title={t('act.write')}>
      <p>{t('act.write.text')}</p>
      {campaigns
        .filter(({ points }) => points.some(({ kind }) => kind === 'ask'))
        .map(({ slug, name }) => (
          <More href={`/${t.lang}/campaigns/${slug}#asks`}>{t('act.write.asks', { campaign: name })}</More>
        ))}
    </Part>
  );
}

import type { Declaration } from '../../declarations/model.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Aims } from '../../ui/components/aims.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { More, Part } from '../../ui/components/part.tsx';
import { Share } from '../../ui/components/share.tsx';
import { Ways } from '../../ui/components/ways.tsx';
import type { Campaign } from '../model.ts';
import { campaignWays } from '../ways/model.ts';

export interface InvolvedProps {
  t: Translator;
  campaign: Campaign;
  declaration: Declaration | null;
  /** The absolute address of the campaign's page. */
  url: string;
}

/** What a visitor can do: sign, follow the campaign where it is, take one of the ways, share. */
export function Involved({ t, campaign, declaration, url }: InvolvedProps) {
  const points = campaign.points.filter(({ kind }) => kind === 'action');
  return (
    <>
      <Part id="involved" title={t('campaign.involved')}>
        {points.length > 0 ? (
          <Aims items={points.map((point) => <FallbackText t={t} said={point} />)} />
        ) : null}
        <Ways items={campaignWays(t, campaign, declaration)} />
        <More href={`/${t.lang}/act`}>{t('campaign.involved.all')}</More>
      </Part>
      <Share t={t} title={campaign.name} url={url} />
    </>
  );
}

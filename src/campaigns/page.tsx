import type { Child } from 'hono/jsx';
import type { Translator } from '../foundation/i18n/translate.ts';
import { FallbackMark, FallbackText } from '../ui/components/fallback-text.tsx';
import { reviewNotice } from '../ui/components/notice.tsx';
import { Opening } from '../ui/components/opening.tsx';
import { Wrap } from '../ui/components/part.tsx';
import type { SectionKind } from './model.ts';
import type { CampaignPageData } from './page-data.ts';
import { Asks } from './sections/asks.tsx';
import { CallToSign, Signed } from './sections/call-to-sign.tsx';
import { Challenge } from './sections/challenge.tsx';
import { Documents } from './sections/documents.tsx';
import { Involved } from './sections/involved.tsx';
import { NamesSection } from './sections/names.tsx';
import { NewsSection } from './sections/news.tsx';
import { Objectives } from './sections/objectives.tsx';
import { ReportSection } from './sections/report.tsx';
import { Sign } from './sections/sign.tsx';
import { SignatoriesSection } from './sections/signatories.tsx';
import { Videos } from './sections/videos.tsx';
import { Who } from './sections/who.tsx';

export interface CampaignPageProps {
  t: Translator;
  data: CampaignPageData;
  /** The name of the initiative. */
  initiative: string;
  /** The absolute address of this page. */
  url: string;
}

/** The campaign's page: its opening, then its sections in the order that its data gives. */
export function CampaignPage(props: CampaignPageProps) {
  const { t, data } = props;
  const groups = groupSections(data.campaign.sections.filter((kind) => kind !== 'names'));
  return (
    <>
      <Wrap>
        <CampaignOpening t={t} data={data} />
      </Wrap>
      {groups.map((group) =>
        group[0] === 'sign' ? (
          section('sign', props)
        ) : (
          <Wrap>{group.map((kind) => section(kind, props))}</Wrap>
        ),
      )}
    </>
  );
}

/** The name of the campaign, what it asks for, and the names that it struck out. */
function CampaignOpening({ t, data }: { t: Translator; data: CampaignPageData }) {
  const { campaign, declaration, figures, renamings } = data;
  const { lang } = campaign;
  return (
    <Opening
      size="display"
      title={<FallbackText t={t} said={{ text: campaign.name, lang }} mark={false} />}
      stand={
        campaign.tagline ? (
          <>
            <FallbackText t={t} said={{ text: campaign.tagline, lang }} mark={false} />{' '}
            <FallbackMark t={t} lang={lang} />
          </>
        ) : undefined
      }
      say={
        <>
          {declaration ? <CallToSign t={t} declaration={declaration} /> : null}
          {declaration ? <Signed t={t} declaration={declaration} count={figures.count} /> : null}
          {reviewNotice(t, campaign.unadopted ? figures.publishedAt : null)}
        </>
      }
    >
      {campaign.sections.includes('names') ? (
        <NamesSection
          t={t}
          renamings={renamings}
          companies={figures.companies}
          record={`/${t.lang}/record`}
        />
      ) : null}
    </Opening>
  );
}

function section(kind: SectionKind, { t, data, initiative, url }: CampaignPageProps): Child {
  const { campaign, declaration, figures, news, items, newest } = data;
  const record = `/${t.lang}/record`;
  switch (kind) {
    case 'names':
      return null;
    case 'who':
      return <Who t={t} campaign={campaign} />;
    case 'challenge':
      return <Challenge t={t} campaign={campaign} figures={figures} record={record} />;
    case 'report':
      return (
        <ReportSection
          t={t}
          featured={items.find(({ featured }) => featured) ?? null}
          initiative={initiative}
          companies={figures.companies}
        />
      );
    case 'objectives':
      return <Objectives t={t} points={campaign.points.filter((point) => point.kind === 'objective')} />;
    case 'asks':
      return <Asks t={t} points={campaign.points.filter((point) => point.kind === 'ask')} />;
    case 'news':
      return <NewsSection t={t} items={news} all={figures.news} />;
    case 'sign':
      return declaration ? <Sign t={t} declaration={declaration} count={figures.count} /> : null;
    case 'involved':
      return <Involved t={t} campaign={campaign} declaration={declaration} url={url} />;
    case 'documents':
      return <Documents t={t} items={items.filter((item) => item.kind !== 'video')} />;
    case 'videos':
      return <Videos t={t} items={items.filter((item) => item.kind === 'video')} />;
    case 'signatories':
      return declaration ? (
        <SignatoriesSection t={t} declaration={declaration} count={figures.count} newest={newest} />
      ) : null;
  }
}

/** @returns runs of sections that stand on the page's grid; the dark band, which reaches from edge to edge, is a run of its own. */
export function groupSections(kinds: readonly SectionKind[]): SectionKind[][] {
  const groups: SectionKind[][] = [];
  for (const kind of kinds) {
    const last = groups.at(-1);
    if (kind === 'sign' || !last || last[0] === 'sign') groups.push([kind]);
    else last.push(kind);
  }
  return groups;
}

import type { Translator } from '../../foundation/i18n/translate.ts';
import { plainExcerpt } from '../../foundation/text/excerpt.ts';
import type { Item } from '../../library/model.ts';
import { Call } from '../../ui/components/call.tsx';
import { Feature } from '../../ui/components/cover.tsx';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { Part } from '../../ui/components/part.tsx';
import { langAttribute } from '../../ui/components/said.ts';

export interface ReportSectionProps {
  t: Translator;
  /** What the campaign features of its library; without one, the report that this site makes of its record. */
  featured: Item | null;
  /** The name of the initiative, which publishes the report of this site. */
  initiative: string;
  /** How many companies are on record: without any, there is no report of this site. */
  companies: number;
}

const longestAbstract = 480;

/** The featured report, as the thing that it is. */
export function ReportSection({ t, featured, initiative, companies }: ReportSectionProps) {
  if (featured) return <Featured t={t} item={featured} />;
  if (companies === 0) return null;
  const href = `/${t.lang}/record/report`;
  return (
    <Part id="report" title={t('campaign.report')}>
      <Feature
        cover={{ title: t('campaign.report.title'), foot: initiative, href }}
        title={t('campaign.report.title')}
        note={t('campaign.report.note')}
      >
        <p>{t('campaign.report.text')}</p>
        <Call href={href}>{t('campaign.report.read')}</Call>
      </Feature>
    </Part>
  );
}

function Featured({ t, item }: { t: Translator; item: Item }) {
  const href = `/${t.lang}${item.page ?? `/library/${item.slug}`}`;
  const by = [item.author, item.publisher, item.year].filter(Boolean).join(', ');
  const foot = [item.publisher ?? item.author, item.year].filter(Boolean).join(', ');
  return (
    <Part id="report" title={t('campaign.report')}>
      <Feature
        cover={{ title: item.title, foot, lang: langAttribute(item.lang, t.lang), href }}
        title={<FallbackText t={t} said={{ text: item.title, lang: item.lang }} />}
        note={by === '' ? undefined : <bdi>{by}</bdi>}
      >
        <p>
          <FallbackText
            t={t}
            said={{ text: plainExcerpt(item.abstract, longestAbstract), lang: item.lang }}
            mark={false}
          />
        </p>
        <Call href={href}>{t('campaign.report.read')}</Call>
      </Feature>
    </Part>
  );
}

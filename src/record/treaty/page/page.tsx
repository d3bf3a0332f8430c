import { formatDate } from '../../../foundation/i18n/dates.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { FallbackText } from '../../../ui/components/fallback-text.tsx';
import { reviewNotice } from '../../../ui/components/notice.tsx';
import { Opening } from '../../../ui/components/opening.tsx';
import { Part, Wrap } from '../../../ui/components/part.tsx';
import { Timeline } from '../../../ui/components/record/timeline.tsx';
import { Votes } from '../../../ui/components/record/votes.tsx';
import type { Said } from '../../../ui/components/said.ts';
import { Share } from '../../../ui/components/share.tsx';
import { FootnoteRefs } from '../../../ui/components/sources.tsx';
import { Standing } from '../../../ui/components/standing.tsx';
import type { PageView } from '../../../ui/respond.tsx';
import { RecordCrumbs } from '../../parts/crumbs.tsx';
import { SourcesPart } from '../../parts/foot.tsx';
import { StandingLegend } from '../../parts/standing.tsx';
import type { Teller } from '../../report/telling.ts';
import type { Source } from '../../sources/model.ts';
import type { TreatyStep } from '../model.ts';
import { VotesByCountry } from './votes.tsx';

export interface TreatyPageData {
  steps: readonly TreatyStep[];
  /** In the order of their numbers. */
  sources: readonly Source[];
  unreviewedSince: Date | null;
  origin: string;
}

const path = '/record/treaty';

/** Where a step stands on the page: its permanent address. */
export function anchorOf({ slug }: Pick<TreatyStep, 'slug'>): string {
  return `step-${slug}`;
}

/** The way to a binding treaty: its steps, who voted how, the texts, the sources. */
export function treatyView(teller: Teller, data: TreatyPageData): PageView {
  const { t } = teller;
  const { steps, unreviewedSince } = data;
  return {
    title: t('record.treaty.title'),
    description: t('record.treaty.stand'),
    path,
    tags: ['treaty-step', 'law', 'source'],
    kind: 'article',
    jsonLd: [
      {
        '@context': 'https://schema.org',
        '@type': 'WebPage',
        name: t('record.treaty.title'),
        inLanguage: t.lang,
      },
    ],
    body: (
      <Wrap>
        <RecordCrumbs t={t} here={t('record.treaty.title')} />
        <Opening title={t('record.treaty.title')} size="title" stand={t('record.treaty.stand')}>
          {reviewNotice(t, unreviewedSince)}
        </Opening>
        <Part
          id="steps"
          title={t('record.treaty.steps')}
          note={t('record.treaty.count', { n: steps.length })}
          margin={steps.length > 0 ? <StandingLegend t={t} of="treaty-step" alone /> : undefined}
        >
          {steps.length === 0 ? (
            <p class="empty">{t('record.unresearched')}</p>
          ) : (
            <Timeline t={t} items={steps.map((step) => itemOf(teller, step))} />
          )}
        </Part>
        <VotesPart teller={teller} steps={steps} />
        <Texts t={t} steps={steps} />
        <SourcesPart t={t} sources={data.sources} />
        <Share t={t} title={t('record.treaty.title')} url={`${data.origin}/${t.lang}${path}`} />
      </Wrap>
    ),
  };
}

function itemOf(teller: Teller, step: TreatyStep) {
  const { t, footnotes } = teller;
  const said = (text: string) => ({ text, lang: step.lang });
  return {
    id: anchorOf(step),
    when: { text: formatDate(t.lang, step.date), datetime: step.date },
    title: said(step.title),
    by: step.body === '' ? null : said(step.body),
    text: step.summary === '' ? null : said(step.summary),
    more: (
      <p class="label step-foot">
        <Standing t={t} standing={step.standing} of="treaty-step" />
        {step.kind === 'other' ? null : <span>{t(`record.treaty.kind.${step.kind}`)}</span>}
        <span>
          {t('sources.title')} <FootnoteRefs t={t} numbers={footnotes(step.id)} />
        </span>
        {step.law ? (
          <a href={`/${t.lang}/record/laws/${step.law.slug}`}>
            {t('record.treaty.to_text')}
            <Of t={t} said={{ text: step.law.title, lang: step.law.lang }} />
          </a>
        ) : null}
        {step.figures || step.votes.length > 0 ? (
          <a href={`#vote-${step.slug}`}>{t('record.treaty.to_vote')}</a>
        ) : null}
        <a href={`#${anchorOf(step)}`} aria-label={t('record.treaty.address_of', { title: step.title })}>
          {t('record.treaty.address')}
        </a>
        <a href={`/${t.lang}/record/history/treaty-step/${step.slug}`} rel="nofollow">
          {t('record.treaty.history')}
          <Of t={t} said={said(step.title)} when={formatDate(t.lang, step.date)} />
        </a>
      </p>
    ),
  };
}

/**
 * What a link of a step is of, for those who hear the links by themselves: every step has the same ones, and sessions of
 * two mandates may bear one title, which the day tells apart.
 */
function Of({ t, said, when }: { t: Translator; said: Said; when?: string }) {
  return (
    <span class="vh">
      {': '}
      <FallbackText t={t} said={said} mark={false} />
      {when ? ` (${when})` : null}
    </span>
  );
}

/** The votes with their figures, and who voted how. Where none is known it says so: nobody has counted them yet. */
function VotesPart({ teller: { t }, steps }: { teller: Teller; steps: readonly TreatyStep[] }) {
  if (steps.length === 0) return null;
  const voted = steps.filter(({ figures, votes }) => figures !== null || votes.length > 0);
  const mandates = steps.filter(({ kind }) => kind === 'mandate').length;
  return (
    <Part id="votes" title={t('votes.caption')}>
      {voted.length === 0 ? (
        <p class="empty">{t('record.treaty.votes.none', { n: mandates })}</p>
      ) : (
        <div>
          <Votes
            t={t}
            votes={voted.map((step) => ({
              text: { text: step.title, lang: step.lang },
              href: `#${anchorOf(step)}`,
              when: formatDate(t.lang, step.date),
              ...(step.figures ?? { for: null, against: null, abstained: null }),
            }))}
          />
          {voted.map((step) => (
            <VotesByCountry t={t} step={step} />
          ))}
        </div>
      )}
    </Part>
  );
}

/** The texts that steps are about, each once, in the order in which they appear. */
function Texts({ t, steps }: { t: Translator; steps: readonly TreatyStep[] }) {
  const texts = new Map(steps.flatMap(({ law }) => (law ? [[law.slug, law] as const] : [])));
  if (texts.size === 0) return null;
  return (
    <Part id="texts" title={t('record.treaty.texts')}>
      <ul class="plain-list">
        {[...texts.values()].map((law) => (
          <li>
            <a href={`/${t.lang}/record/laws/${law.slug}`}>
              <FallbackText t={t} said={{ text: law.title, lang: law.lang }} />
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

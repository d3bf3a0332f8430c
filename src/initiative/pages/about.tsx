import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Source } from '../../record/sources/model.ts';
import { FallbackText } from '../../ui/components/fallback-text.tsx';
import { reviewNotice } from '../../ui/components/notice.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { More, Part, Wrap } from '../../ui/components/part.tsx';
import { sourceItems } from '../../ui/components/source-items.tsx';
import { SourcesList } from '../../ui/components/sources.tsx';
import type { Initiative } from '../model.ts';

export interface AboutProps {
  t: Translator;
  initiative: Initiative | null;
  /** How many organisations are named. */
  organisations: number;
  /** Where the text on the initiative comes from, in their order. */
  sources: readonly Source[];
  /** When what nobody has adopted yet was published; null when all is adopted. */
  since: Date | null;
}

/** Where the software's licence can be read. */
const licence = 'https://www.gnu.org/licenses/agpl-3.0.html';

/** Who is behind the site, where its texts come from, and what it runs on. */
export function About({ t, initiative, organisations, sources, since }: AboutProps) {
  return (
    <Wrap>
      <Opening size="title" title={t('frame.about')}>
        <p class="lead">
          {initiative ? (
            <FallbackText t={t} said={{ text: initiative.purpose, lang: initiative.lang }} />
          ) : (
            t('home.empty')
          )}
        </p>
        {initiative?.url ? (
          <p class="more">
            {t('about.own_site')}{' '}
            <a href={initiative.url} rel="noreferrer external">
              <bdi>{new URL(initiative.url).host}</bdi>
            </a>
          </p>
        ) : null}
      </Opening>
      {organisations > 0 ? (
        <Part id="organisations" title={t('frame.organisations')}>
          <p>{t('about.organisations', { n: organisations })}</p>
          <More href={`/${t.lang}/organisations`}>{t('frame.organisations')}</More>
        </Part>
      ) : null}
      <Part id="review" title={t('about.review')}>
        <p>{t(since ? 'about.review.unadopted' : 'about.review.adopted')}</p>
        {reviewNotice(t, since)}
      </Part>
      {sources.length > 0 ? (
        <Part id="sources" title={t('about.sources')} note={t('about.sources.note')}>
          <SourcesList t={t} items={sourceItems(t, sources)} />
        </Part>
      ) : null}
      <Part id="site" title={t('about.software')}>
        <p>{t('about.software.text')}</p>
        <p>{t('about.software.source')}</p>
        <p class="more">
          <a href={licence} rel="noreferrer external license">
            {t('about.software.licence')}
          </a>
        </p>
        <More href={`/${t.lang}/privacy`}>{t('about.software.privacy')}</More>
      </Part>
    </Wrap>
  );
}

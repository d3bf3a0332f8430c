import type { Child } from 'hono/jsx';
import { formatInstant } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Part, Wrap } from '../../ui/components/part.tsx';
import { PrintButton } from '../../ui/components/print-button.tsx';
import { Share } from '../../ui/components/share.tsx';
import { sourceItems } from '../../ui/components/source-items.tsx';
import { SourcesList } from '../../ui/components/sources.tsx';
import { WebAddress } from '../../ui/components/web-address.tsx';
import type { PageEnv, PageView } from '../../ui/respond.tsx';
import { whyText } from '../claims/model.ts';
import type { Source } from '../sources/model.ts';
import type { ListData } from './list-data.ts';

export interface SourcesPartProps {
  t: Translator;
  sources: readonly Source[];
  /** What has to be said of all of them. */
  note?: Child;
  /** Whether a source is later than the time that the page is of. */
  isLater?(source: Source): boolean;
}

/** The sources of a page in the order of their numbers; nothing where there are none. */
export function SourcesPart({ t, sources, note, isLater }: SourcesPartProps) {
  return sources.length === 0 ? null : (
    <Part
      id="sources"
      title={t('sources.title')}
      note={t('sources.count', { n: sources.length })}
      margin={note}
    >
      <SourcesList t={t} items={sourceItems(t, sources, isLater)} />
    </Part>
  );
}

export interface StatementFootProps {
  t: Translator;
  title: string;
  /** The page below the language: `/record/incidents/sample`. */
  path: string;
  origin: string;
  /** The name of the site, who publishes. */
  site: string;
  /** The kind and slug of what the page is about: `incident/sample`. */
  about: string;
  /** Its address for machines: `/api/v1/incidents/sample`. */
  json: string;
  /** When anything that the page says last changed. */
  changedAt: Date | null;
  /** When and why it was last corrected, if ever. */
  correction?: { at: Date; why: string } | null;
}

/** What every page of the record ends with: how to cite it, its data, its history, how to correct it, how to pass it on. */
export function StatementFoot(props: StatementFootProps) {
  const { t, title, path, origin, site, about, json, changedAt, correction } = props;
  const url = `${origin}/${t.lang}${path}`;
  const date = changedAt === null ? null : formatInstant(t.lang, changedAt);
  return (
    <>
      <Part id="cite" title={t('record.foot.title')}>
        <div>
          <p class="cite-line" id="citation">
            <bdi>{site}</bdi>: <bdi>{title}</bdi>
            {stop(title)} {date === null ? null : <>{t('record.foot.state', { date })} </>}
            <a href={url}>
              <WebAddress href={url} />
            </a>
          </p>
          {correction ? (
            <p>
              {t('record.foot.corrected', { date: formatInstant(t.lang, correction.at) })}{' '}
              <bdi>{whyText(t, correction.why)}</bdi>
            </p>
          ) : null}
          <ul class="line">
            <li>
              <a href={`/${t.lang}/record/history/${about}`}>{t('record.foot.history')}</a>
            </li>
            <li>
              <a href={`/${t.lang}/record/propose?about=${about}`} rel="nofollow">
                {t('record.foot.propose')}
              </a>
            </li>
            <li>
              <a href={json}>{t('record.foot.json')}</a>
            </li>
          </ul>
          <CiteButtons t={t} />
        </div>
      </Part>
      <Share t={t} title={title} url={url} />
    </>
  );
}

/**
 * @returns a page that is about no single statement (a list, the treaty, a source), with how to cite it and its data below.
 * @param data the same for machines; null where it is not among the data of the record.
 */
export function withFoot(
  { t, origin, frame }: Pick<PageEnv['Variables'], 't' | 'origin' | 'frame'>,
  view: PageView,
  data: ListData | null,
): PageView {
  const url = `${origin}/${t.lang}${view.path ?? view.switchPath ?? ''}`;
  return {
    ...view,
    body: (
      <>
        {view.body}
        <Wrap>
          <Part id="cite" title={t('record.front.use')}>
            <div>
              <p class="cite-line" id="citation">
                <bdi>{frame.site}</bdi>: <bdi>{view.title}</bdi>
                {stop(view.title)}{' '}
                <a href={url}>
                  <WebAddress href={url} />
                </a>
              </p>
              {data === null ? null : (
                <ul class="line">
                  <li>
                    <a href={data.href}>{t(data.wider ? 'record.foot.json.wider' : 'record.foot.json')}</a>
                  </li>
                </ul>
              )}
              <CiteButtons t={t} />
            </div>
          </Part>
        </Wrap>
      </>
    ),
  };
}

/** The full stop after a title: none after a name that ends with one ("Example Guards, Inc."). */
function stop(title: string): string {
  return title.endsWith('.') ? '' : '.';
}

/** Copies the citation above them, and prints the page; each hidden until the browser script shows it. */
function CiteButtons({ t }: { t: Translator }) {
  return (
    <>
      <p class="buttons">
        <button type="button" data-copy="citation" data-said={t('record.foot.copied')} hidden>
          {t('record.foot.copy')}
        </button>
        <PrintButton t={t} />
      </p>
      <output class="label" for="citation" />
    </>
  );
}

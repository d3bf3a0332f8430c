import { fileAddress } from '../../files/model.ts';
import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { parsePartialDate } from '../../foundation/text/partial-date.ts';
import { DescriptionList } from '../../ui/components/description-list.tsx';
import { Opening } from '../../ui/components/opening.tsx';
import { Pages } from '../../ui/components/pages.tsx';
import { Part, Wrap } from '../../ui/components/part.tsx';
import { langAttribute } from '../../ui/components/said.ts';
import { SearchForm } from '../../ui/components/search-form.tsx';
import { WebAddress } from '../../ui/components/web-address.tsx';
import type { ClaimKind } from '../claims/model.ts';
import { RecordCrumbs } from '../parts/crumbs.tsx';
import type { SourceCopy } from './copies-store.ts';
import type { SourceKind } from './model.ts';
import type { Citing, OpenSource } from './public-store.ts';

export interface SourcesPageProps {
  t: Translator;
  sources: readonly OpenSource[];
  copies: readonly SourceCopy[];
  counts: readonly { kind: SourceKind; n: number }[];
  kind: SourceKind | null;
  q: string;
  /** The last source of the page, where the list goes on. */
  next: string | null;
  /** The page is not the start of the list. */
  begun: boolean;
}

/** The sources of what is public, by kind. */
export function SourcesPage({ t, sources, copies, counts, kind, q, next, begun }: SourcesPageProps) {
  const here = `/${t.lang}/record/sources`;
  const at = (query: Record<string, string>) => {
    const text = new URLSearchParams({ ...(kind && { kind }), ...(q && { q }), ...query }).toString();
    return text === '' ? here : `${here}?${text}`;
  };
  return (
    <Wrap>
      <RecordCrumbs t={t} here={t('record.sources.title')} />
      <Opening size="title" title={t('record.sources.title')} stand={t('record.sources.stand')}>
        <SearchForm
          t={t}
          action={here}
          label={t('record.sources.search')}
          value={q}
          button={t('record.companies.search.button')}
        >
          {kind ? <input type="hidden" name="kind" value={kind} /> : null}
        </SearchForm>
      </Opening>
      <nav class="tabs" aria-label={t('desk.sources.kind')}>
        <a href={here} aria-current={kind === null ? 'true' : undefined}>
          {t('desk.list.all')}
        </a>
        {counts.map((one) => (
          <a href={`${here}?kind=${one.kind}`} aria-current={kind === one.kind ? 'true' : undefined}>
            {t(`desk.sources.kind.${one.kind}`)} <span>{one.n}</span>
          </a>
        ))}
      </nav>
      {sources.length === 0 ? (
        <p class="empty">{t(q === '' && kind === null ? 'record.sources.empty' : 'record.sources.none')}</p>
      ) : (
        <ul class="source-list">
          {sources.map((source) => (
            <li>
              <a href={`${here}/${encodeURIComponent(source.key)}`}>
                <bdi lang={langAttribute(source.language ?? 'und', t.lang)}>{source.title}</bdi>
              </a>
              <p class="label">
                <SourceLine t={t} source={source} />
              </p>
              <CopyLines t={t} copies={copies.filter(({ sourceId }) => sourceId === source.id)} />
            </li>
          ))}
        </ul>
      )}
      <Pages t={t} previous={null} next={next ? at({ after: next }) : null} first={begun ? at({}) : null} />
    </Wrap>
  );
}

function SourceLine({ t, source }: { t: Translator; source: OpenSource }) {
  const date = parsePartialDate(source.date ?? '');
  const parts = [
    t(`desk.sources.kind.${source.kind}`),
    source.publisher,
    date ? formatDate(t.lang, date) : null,
    t('record.sources.cited', { n: source.cited }),
    source.seen ? null : t('record.source.unseen'),
  ].filter((part) => part !== null && part !== '');
  return (
    <>
      {parts.map((part, index) => (
        <>
          {index > 0 ? ' · ' : ''}
          <bdi>{part}</bdi>
        </>
      ))}
    </>
  );
}

/** Kept copies: when each was looked at and its hash, with a link where it may be shown. */
function CopyLines({ t, copies }: { t: Translator; copies: readonly SourceCopy[] }) {
  return (
    <>
      {copies.map((copy) => {
        const day = parsePartialDate(copy.accessedOn);
        const text = t('record.source.accessed', { date: day ? formatDate(t.lang, day) : copy.accessedOn });
        return (
          <p class="label">
            {copy.shown ? <a href={fileAddress(copy)}>{text}</a> : text} ·{' '}
            {t(`record.source.ground.${copy.ground}`)} <bdi>{copy.licence}</bdi> ·{' '}
            <bdi dir="ltr">SHA-256 {copy.sha256}</bdi>
            {copy.shown ? null : ` · ${t('record.source.not_shown')}`}
          </p>
        );
      })}
    </>
  );
}

export interface SourcePageProps {
  t: Translator;
  source: OpenSource;
  copies: readonly SourceCopy[];
  citing: readonly Citing[];
  kinds: readonly ClaimKind[];
}

/** One source: what it is, where it is, and all that cites it. */
export function SourcePage({ t, source, copies, citing, kinds }: SourcePageProps) {
  const date = parsePartialDate(source.date ?? '');
  const link = (href: string | null) =>
    href && (
      <a href={href} rel="noreferrer external">
        <WebAddress href={href} />
      </a>
    );
  return (
    <Wrap>
      <RecordCrumbs
        t={t}
        list={{ path: '/record/sources', title: t('record.sources.title') }}
        here={t('record.source.facts')}
      />
      <Opening
        size="title"
        title={<bdi lang={langAttribute(source.language ?? 'und', t.lang)}>{source.title}</bdi>}
        say={<p class="label">{t(`desk.sources.kind.${source.kind}`)}</p>}
      />
      <Part id="facts" title={t('record.source.facts')}>
        <DescriptionList
          facts={[
            { term: t('desk.field.publisher'), value: source.publisher && <bdi>{source.publisher}</bdi> },
            { term: t('desk.field.date'), value: date && formatDate(t.lang, date) },
            { term: t('record.source.original'), value: link(source.url) },
            { term: t('record.source.web_archive'), value: link(source.archiveUrl) },
            {
              term: t('record.source.seen'),
              value: t(source.seen ? 'record.source.seen.yes' : 'record.source.seen.no'),
            },
          ]}
        />
      </Part>
      {copies.length > 0 ? (
        <Part id="copies" title={t('record.source.copies')}>
          <div>
            <CopyLines t={t} copies={copies} />
          </div>
        </Part>
      ) : null}
      <Part id="cited" title={t('record.source.cited')} note={t('record.sources.cited', { n: source.cited })}>
        <ul class="source-list">
          {citing.map((one) => (
            <li>
              <CitingTitle t={t} one={one} path={addressOf(one, kinds)} />{' '}
              <span class="label">
                {t(`desk.kind.${one.kind}`)}
                {one.page ? ' · ' : ''}
                <bdi>{one.page}</bdi>
              </span>
              {one.quotation ? (
                <p>
                  <q>
                    <bdi>{one.quotation}</bdi>
                  </q>
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      </Part>
    </Wrap>
  );
}

function CitingTitle({ t, one, path }: { t: Translator; one: Citing; path: string | null }) {
  const title = (
    <bdi lang={langAttribute(one.titleLang, t.lang)}>{one.title || t(`desk.kind.${one.kind}`)}</bdi>
  );
  return path === null ? title : <a href={`/${t.lang}${path}`}>{title}</a>;
}

/** A thing's page; of a statement that stands on another's page, that of its history; null for what has neither. */
function addressOf({ id, kind, slug }: Citing, kinds: readonly ClaimKind[]): string | null {
  const known = kinds.find((one) => one.kind === kind);
  const path = known?.publicPath({ slug, campaignSlug: null }) ?? null;
  return path ?? (known?.claim ? `/record/history/${kind}/${slug ?? id}` : null);
}

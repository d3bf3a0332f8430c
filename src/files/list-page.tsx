import { formatInstant } from '../foundation/i18n/dates.ts';
import { languageNames } from '../foundation/i18n/lang.ts';
import { formatNumber } from '../foundation/i18n/numbers.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { Field, Select } from '../ui/components/field.tsx';
import { Pages } from '../ui/components/pages.tsx';
import type { ListedFile } from './desk-store.ts';
import { type FileKind, fileKinds } from './model.ts';
import type { Upload } from './upload-store.ts';
import { factsInWords, sizeInWords, stateInWords } from './words.ts';

export const shows = ['ready', 'arriving', 'refused', 'put-away'] as const;
export type Show = (typeof shows)[number];

export interface ListView {
  t: Translator;
  show: Show;
  counts: Readonly<Record<Show, number>>;
  q: string;
  kind: FileKind | null;
  names: ReadonlyMap<string, string>;
}

/** The address of the list with what is chosen; what is not given stays out of it. */
export function listAddress(query: {
  show?: Show;
  q?: string;
  kind?: FileKind | null;
  after?: string;
}): string {
  const params = new URLSearchParams();
  if (query.show && query.show !== 'ready') params.set('show', query.show);
  if (query.q) params.set('q', query.q);
  if (query.kind) params.set('kind', query.kind);
  if (query.after) params.set('after', query.after);
  return `/desk/files${params.size > 0 ? `?${params}` : ''}`;
}

/** In which state; the numbers say where something waits. */
export function Tabs({ t, show, counts }: ListView) {
  return (
    <nav class="tabs" aria-label={t('desk.files.states')}>
      {shows.map((one) => (
        <a href={listAddress({ show: one })} aria-current={one === show ? 'true' : undefined}>
          {t(`desk.files.show.${one}`)} <span>{formatNumber(t.lang, counts[one])}</span>
        </a>
      ))}
    </nav>
  );
}

/** Narrows the list of files by words and by kind. */
export function Search({ t, show, q, kind }: ListView) {
  return (
    <form class="filters" method="get" action="/desk/files" role="search">
      {show === 'ready' ? null : <input type="hidden" name="show" value={show} />}
      <Field
        t={t}
        name="q"
        type="search"
        label={t('desk.files.search')}
        value={q}
        optional="unsaid"
        dir="auto"
      />
      <Select
        t={t}
        name="kind"
        label={t('desk.files.kind')}
        value={kind ?? ''}
        empty={t('desk.files.kind.all')}
        options={fileKinds.map((one) => ({ value: one, text: t(`desk.files.kind.${one}`) }))}
        optional="unsaid"
      />
      <button type="submit">{t('desk.files.search.do')}</button>
    </form>
  );
}

/** One page of the list of files. */
export function FileTable({
  view,
  files,
  more,
}: {
  view: ListView;
  files: readonly ListedFile[];
  more: boolean;
}) {
  const { t, names } = view;
  if (files.length === 0)
    return <p>{t(view.q || view.kind ? 'desk.files.none_found' : 'desk.files.none')}</p>;
  const last = files.at(-1)?.sha256;
  return (
    <>
      <table class="queue files">
        <caption class="vh">{t('desk.menu.files')}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="vh">{t('desk.files.picture')}</span>
            </th>
            <th scope="col">{t('desk.files.name')}</th>
            <th scope="col">{t('desk.files.words')}</th>
            <th scope="col">{t('desk.files.uses')}</th>
            <th scope="col">{t('desk.files.came')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr>
              <td>
                <Thumbnail file={file} />
              </td>
              <th scope="row">
                <a href={`/desk/files/${file.sha256}`}>
                  <bdi>{file.name}</bdi>
                </a>{' '}
                <span class="label">{factsInWords(t, file)}</span>
              </th>
              <td>
                <Described t={t} file={file} />
              </td>
              <td>{t('desk.files.used', { n: file.uses })}</td>
              <td>
                {formatInstant(t.lang, file.madeAt, undefined, 'short')}
                {file.uploadedBy && names.has(file.uploadedBy) ? (
                  <>
                    {' · '}
                    <bdi>{names.get(file.uploadedBy)}</bdi>
                  </>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pages
        t={t}
        label={t('desk.files.pages')}
        previous={null}
        next={more && last ? listAddress({ ...view, after: last }) : null}
      />
    </>
  );
}

function Thumbnail({ file }: { file: ListedFile }) {
  if (file.thumbnail === null || !file.picture) return <span class="no-picture" aria-hidden="true" />;
  const { width, height } = file.picture;
  return (
    <img
      class="thumbnail"
      src={`/desk/files/${file.sha256}/${file.thumbnail}.webp`}
      alt=""
      width={96}
      height={Math.max(1, Math.round((96 * height) / width))}
      loading="lazy"
    />
  );
}

/** What the picture shows, or who does not learn it. */
function Described({ t, file }: { t: Translator; file: ListedFile }) {
  if (!file.picture) return null;
  return (
    <>
      {file.alt ? <bdi>{file.alt}</bdi> : null}
      {file.undescribed.length > 0 ? (
        <span class="flag block">
          {t('desk.files.undescribed')}{' '}
          {file.undescribed.map((lang, at) => (
            <>
              {at > 0 ? ' · ' : ''}
              <bdi lang={lang}>{languageNames[lang]}</bdi>
            </>
          ))}
        </span>
      ) : null}
    </>
  );
}

/** What is on its way, or was refused, with the reason. */
export function UploadTable({ view, uploads }: { view: ListView; uploads: readonly Upload[] }) {
  const { t, names } = view;
  if (uploads.length === 0)
    return <p>{t(`desk.files.none.${view.show === 'refused' ? 'refused' : 'arriving'}`)}</p>;
  return (
    <table class="stack files">
      <caption class="vh">{t(`desk.files.show.${view.show}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('desk.files.name')}</th>
          <th scope="col">{t('desk.files.state')}</th>
          <th scope="col">{t('desk.files.came')}</th>
        </tr>
      </thead>
      <tbody>
        {uploads.map((upload) => (
          <tr>
            <th scope="row">
              <bdi>{upload.name}</bdi> <span class="label">{sizeInWords(t, upload.bytes)}</span>
            </th>
            <td>
              <span class={upload.state === 'refused' || upload.held ? 'flag' : undefined}>
                {stateInWords(t, upload)}
              </span>
            </td>
            <td>
              {formatInstant(t.lang, upload.begunAt, undefined, 'short')}
              {names.has(`staff:${upload.staffId}`) ? (
                <>
                  {' · '}
                  <bdi>{names.get(`staff:${upload.staffId}`)}</bdi>
                </>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

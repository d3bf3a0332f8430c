import { fileAddress } from '../files/model.ts';
import { formatNumber } from '../foundation/i18n/numbers.ts';
import type { Translator } from '../foundation/i18n/translate.ts';
import { Rich } from '../ui/components/rich.tsx';
import { hostOf, type Item } from './model.ts';

/**
 * Where an item is read or watched: our own copy first, then the publisher's address, and last a mirror, with a word
 * about what it may do.
 */
export function Ways({ t, item }: { t: Translator; item: Item }) {
  const { file, page, url, publisherUrl, urlIs } = item;
  const mirror = urlIs === 'mirror';
  const publisher = publisherUrl ?? (urlIs === 'publisher' ? url : null);
  const elsewhere = mirror ? 'library.at_mirror' : publisher ? 'library.also_at' : 'library.open_at';
  if (!file && !page && !url && !publisherUrl) return <p class="label">{t('library.no_address')}</p>;
  return (
    <ul class="stacked">
      {page ? (
        <li>
          <a href={`/${t.lang}${page}`}>{t('library.read_here')}</a>
        </li>
      ) : null}
      {file ? (
        <li>
          <a href={fileAddress(file)}>{t('frame.download')}</a>{' '}
          <span class="label">
            <bdi>{file.name}</bdi>, {size(t, file.bytes)}
          </span>
        </li>
      ) : null}
      {publisher ? (
        <li>
          <Outside href={publisher} text={t('library.at_publisher', { host: hostOf(publisher) })} />
        </li>
      ) : null}
      {url !== null && url !== publisher ? (
        <li>
          <Outside href={url} text={t(elsewhere, { host: hostOf(url) })} />{' '}
          {mirror ? <span class="label">{t('library.mirror_tracks')}</span> : null}
        </li>
      ) : null}
    </ul>
  );
}

function Outside({ href, text }: { href: string; text: string }) {
  return (
    <a href={href} rel="noreferrer external">
      <Rich text={text} />
    </a>
  );
}

/** A size as people read it: kilobytes up to one megabyte, then megabytes to one decimal. */
function size(t: Translator, bytes: number): string {
  if (bytes < 1_000_000)
    return t('library.kilobytes', { n: formatNumber(t.lang, Math.max(1, Math.round(bytes / 1000))) });
  return t('library.megabytes', { n: formatNumber(t.lang, Math.round(bytes / 100_000) / 10) });
}

import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from './said.ts';
import { mailLink, shareLinks } from './share-links.ts';

export interface ShareProps {
  t: Translator;
  title: string;
  /** The absolute address of the page. */
  url: string;
  id?: string;
  /** What the address is of, where it is not this page. */
  label?: string;
}

/** Ways to pass a page on. All are links; the two buttons stay hidden until the browser script finds what they need. */
export function Share({ t, title, url, id = 'share', label }: ShareProps) {
  return (
    <section class="part share" id={id} aria-labelledby={`${id}-h`}>
      <header>
        <h2 id={`${id}-h`}>{t('share.title')}</h2>
      </header>
      <div>
        <div class="field">
          <label for={`${id}-address`}>{label ?? t('share.address')}</label>
          <div class="copy">
            <input id={`${id}-address`} type="url" dir="ltr" readonly value={url} />
            <button type="button" data-copy={`${id}-address`} data-said={t('share.copied')} hidden>
              {t('share.copy')}
            </button>
          </div>
          <output class="label" for={`${id}-address`} />
        </div>
        <p class="buttons" hidden>
          <button type="button" data-share={url} data-title={title}>
            {t('share.device')}
          </button>
        </p>
        <ul class="line">
          <li>
            <a href={mailLink(title, url)}>{t('share.mail')}</a>
          </li>
          {shareLinks(title, url).map(({ service, href }) => (
            <li>
              <a href={href} rel="noreferrer external">
                <bdi lang={langAttribute('en', t.lang)}>{service}</bdi>
              </a>
            </li>
          ))}
        </ul>
        <p class="label">{t('share.leaves')}</p>
      </div>
    </section>
  );
}

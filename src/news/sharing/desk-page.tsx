import { dirOf, type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { type Card, channels, shapeNames, shapes, textFor } from './model.ts';
import type { SharedArticle } from './store.ts';

interface SharePageProps {
  t: Translator;
  /** This page's address. */
  here: string;
  origin: string;
  article: SharedArticle;
  mayMake: boolean;
}

/** What an article is shared with, language by language: texts to copy, pictures to save. */
export function SharePage(props: SharePageProps) {
  const { t, here, article, mayMake } = props;
  if (article.texts.length === 0) return <p class="empty">{t('desk.share.unpublished')}</p>;
  const waiting = article.cards.some(({ state }) => state === 'asked');
  const made = article.cards.some(({ sha256 }) => sha256 !== null);
  return (
    <>
      {article.isPublic ? null : <p class="notice">{t('desk.share.not_public')}</p>}
      {waiting ? (
        <p class="notice">
          {t('desk.share.waiting')} <a href={here}>{t('desk.handover.again')}</a>
        </p>
      ) : null}
      {article.texts.map(({ lang }) => (
        <OneLanguage {...props} lang={lang} />
      ))}
      {mayMake ? (
        <form method="post" action={here}>
          <p class="buttons">
            <button type="submit" class="button">
              {t(made ? 'desk.share.make_again' : 'desk.share.make')}
            </button>
          </p>
        </form>
      ) : null}
    </>
  );
}

function OneLanguage(props: SharePageProps & { lang: Lang }) {
  const { t, here, origin, article, lang } = props;
  const text = article.texts.find((one) => one.lang === lang);
  if (!text) return null;
  const url = `${origin}/${lang}/news/${article.slug}`;
  const cards = article.cards.filter((card) => card.lang === lang && card.sha256 !== null);
  return (
    <section class="shared" aria-labelledby={`in-${lang}`}>
      <h2 id={`in-${lang}`} lang={lang}>
        {languageNames[lang]}
      </h2>
      {channels.map((channel) => {
        const id = `${channel}-${lang}`;
        const ready = textFor(channel, { ...text, url });
        return (
          <div class="field">
            <label for={id}>
              {t(`desk.share.channel.${channel}`)}
              <span class="vh">
                {' '}
                <span lang={lang}>{languageNames[lang]}</span>
              </span>
            </label>
            <textarea id={id} readonly rows={7} lang={lang} dir={dirOf(lang)}>
              {ready}
            </textarea>
            <p class="label">
              <button type="button" class="plain" hidden data-copy={id} data-said={t('desk.share.copied')}>
                {t('share.copy')}
              </button>{' '}
              <output />
            </p>
          </div>
        );
      })}
      {cards.length > 0 ? (
        <div class="cards">
          {shapeNames.map((shape) => (
            <CardOf t={t} here={here} card={cards.find((card) => card.shape === shape)} title={text.title} />
          ))}
        </div>
      ) : (
        <p class="label">{t('desk.share.no_pictures')}</p>
      )}
    </section>
  );
}

function CardOf({
  t,
  here,
  card,
  title,
}: {
  t: Translator;
  here: string;
  card: Card | undefined;
  title: string;
}) {
  if (!card) return null;
  const { lang, shape, sha256 } = card;
  const { width, height } = shapes[shape];
  // The hash makes a picture that was made anew another address.
  const address = `${here}/${lang}/${shape}.png?v=${sha256?.slice(0, 12)}`;
  return (
    <figure>
      <img src={address} width={width} height={height} alt={title} lang={lang} loading="lazy" />
      <figcaption class="label">
        {t(`desk.share.shape.${shape}`)} ·{' '}
        <a href={`${address}&download`} download>
          {t('desk.share.save')}
          <span class="vh">
            {' '}
            {t(`desk.share.shape.${shape}`)}, <span lang={lang}>{languageNames[lang]}</span>
          </span>
        </a>
      </figcaption>
    </figure>
  );
}

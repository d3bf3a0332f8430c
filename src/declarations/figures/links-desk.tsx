import { formatInstant } from '../../foundation/i18n/dates.ts';
import { type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';
import { pathOfVia, type Via } from '../via/model.ts';

export interface TypedLink {
  name: string;
  slug: string;
}
export type LinkErrors = Partial<Record<keyof TypedLink, MessageKey>>;

interface LinksPageProps {
  t: Translator;
  /** Null without a campaign. */
  action: string | null;
  origin: string;
  languages: readonly Lang[];
  vias: readonly Via[];
  mayMake: boolean;
  typed: TypedLink;
  errors: LinkErrors;
  longest: number;
}

/** The campaign links of a campaign with their ready addresses, and the form that makes one. */
export function LinksPage(props: LinksPageProps) {
  const { t, action, vias, mayMake, typed, errors, longest } = props;
  if (action === null) return <p class="empty">{t('desk.figures.none')}</p>;
  return (
    <>
      {mayMake ? (
        <form class="sheet" method="post" action={action} novalidate>
          <ErrorSummary
            t={t}
            errors={(['name', 'slug'] as const).flatMap((field) =>
              errors[field] ? [{ field, text: t(errors[field], { n: longest }) }] : [],
            )}
          />
          <Field
            t={t}
            name="name"
            label={t('desk.links.name')}
            hint={t('desk.links.name_hint')}
            value={typed.name}
            dir="auto"
            maxlength={120}
            error={errors.name ? t(errors.name) : undefined}
          />
          <Field
            t={t}
            name="slug"
            label={t('desk.links.slug')}
            hint={t('desk.links.slug_hint')}
            value={typed.slug}
            dir="ltr"
            maxlength={longest}
            error={errors.slug ? t(errors.slug, { n: longest }) : undefined}
          />
          <p class="buttons">
            <button class="call" type="submit">
              {t('desk.links.make')}
            </button>
          </p>
        </form>
      ) : null}
      {vias.length === 0 ? (
        <p class="empty">{t('desk.links.none')}</p>
      ) : (
        vias.map((via) => <OneLink {...props} via={via} />)
      )}
    </>
  );
}

function OneLink({ t, origin, languages, via }: LinksPageProps & { via: Via }) {
  return (
    <section class="shared" aria-labelledby={`via-${via.slug}`}>
      <h2 id={`via-${via.slug}`}>
        <bdi>{via.name}</bdi>
      </h2>
      <p class="label">
        {t('desk.links.came', { n: via.signatures, said: formatNumber(t.lang, via.signatures) })} ·{' '}
        <time datetime={via.madeAt.toISOString()}>{formatInstant(t.lang, via.madeAt)}</time>
      </p>
      {languages.map((lang) => {
        const id = `address-${via.slug}-${lang}`;
        return (
          <div class="field">
            <label for={id}>
              <span lang={lang}>{languageNames[lang]}</span>
              <span class="vh">
                {' '}
                <bdi>{via.name}</bdi>
              </span>
            </label>
            <input
              id={id}
              type="text"
              readonly
              dir="ltr"
              value={`${origin}/${lang}${pathOfVia(via.campaignSlug, via.slug)}`}
            />
            <button type="button" class="plain" hidden data-copy={id} data-said={t('share.copied')}>
              {t('share.copy')}
            </button>{' '}
            <output class="label" />
          </div>
        );
      })}
    </section>
  );
}

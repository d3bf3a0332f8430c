import type { Translator } from '../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field, Select } from '../../ui/components/field.tsx';
import { type Hex, palette } from './colour-model.ts';
import type { parseRetention } from './form.ts';
import { type Logo, type Retention, retentionBounds, retentionNames } from './model.ts';

interface ColourFormProps {
  t: Translator;
  campaignId: string;
  value: Hex;
  refused: { typed: string; error: string } | null;
}

/** The signal of a campaign: one of a handful that can be read everywhere, or one's own, which has to be. */
export function ColourForm({ t, campaignId, value, refused }: ColourFormProps) {
  const ready = palette.find(({ hex }) => hex === value);
  const own = refused?.typed ?? (ready ? '' : value);
  // Several campaigns stand on one page: each control has an id of its own.
  const name = `colour-${campaignId}`;
  return (
    <form method="post" action="/desk/settings/colour">
      {refused ? <ErrorSummary t={t} errors={[{ field: name, text: refused.error }]} /> : null}
      <input type="hidden" name="campaign" value={campaignId} />
      <fieldset class="field swatches">
        <legend>{t('desk.settings.colour.ready')}</legend>
        {palette.map((colour) => (
          <label class="choice">
            <input
              type="radio"
              name="colour"
              value={colour.hex}
              checked={refused === null && colour.hex === value}
            />{' '}
            <svg class="swatch" viewBox="0 0 20 20" aria-hidden="true">
              <rect width="20" height="20" fill={colour.hex} />
            </svg>{' '}
            <span>{t(`desk.settings.colour.${colour.name}`)}</span>
          </label>
        ))}
      </fieldset>
      <div class="field" data-invalid={refused ? '' : undefined}>
        <label for={name}>
          {t('desk.settings.colour.own')} <span class="optional">({t('form.optional')})</span>
        </label>
        <p class="hint" id={`${name}-hint`}>
          {t('desk.settings.colour.own.hint')}
        </p>
        {refused ? (
          <p class="error" id={`${name}-error`}>
            <span class="vh">{t('form.error')}</span>
            {refused.error}
          </p>
        ) : null}
        <input
          id={name}
          name="own"
          type="text"
          value={own}
          dir="ltr"
          maxlength={7}
          autocomplete="off"
          aria-describedby={refused ? `${name}-error ${name}-hint` : `${name}-hint`}
          aria-invalid={refused ? 'true' : undefined}
        />
      </div>
      <p class="buttons">
        <button type="submit">{t('desk.save')}</button>
      </p>
    </form>
  );
}

interface LogoFormProps {
  t: Translator;
  logo: Logo | null;
  /** Those that can be chosen. */
  pictures: readonly { sha256: string; name: string }[];
}

/** The picture before the name of the site: one of the files, or none. */
export function LogoForm({ t, logo, pictures }: LogoFormProps) {
  return (
    <form method="post" action="/desk/settings/logo">
      <Select
        t={t}
        name="logo"
        label={t('desk.settings.logo.label')}
        hint={
          <>
            {t('desk.settings.logo.hint')} <a href="/desk/files">{t('desk.menu.files')}</a>
          </>
        }
        value={logo?.sha256 ?? ''}
        empty={t('desk.settings.logo.none')}
        options={pictures.map(({ sha256, name }) => ({ value: sha256, text: name }))}
        optional
      />
      <p class="buttons">
        <button type="submit">{t('desk.save')}</button>
      </p>
    </form>
  );
}

interface RetentionFormProps {
  t: Translator;
  days: Retention;
  refused: ReturnType<typeof parseRetention> | null;
}

/** How many days personal data is kept: never more than was promised to those who signed before. */
export function RetentionForm({ t, days, refused }: RetentionFormProps) {
  const errorOf = (name: keyof Retention) =>
    refused?.wrong.includes(name) ? t('desk.settings.retention.error', retentionBounds[name]) : undefined;
  return (
    <form method="post" action="/desk/settings/retention">
      <ErrorSummary
        t={t}
        errors={(refused?.wrong ?? []).map((name) => ({ field: name, text: errorOf(name) ?? '' }))}
      />
      <p>{t('desk.settings.retention.stand')}</p>
      {retentionNames.map((name) => (
        <Field
          t={t}
          name={name}
          label={t(`desk.settings.retention.${name}`)}
          hint={t('desk.settings.retention.bounds', retentionBounds[name])}
          value={refused?.typed[name] ?? String(days[name])}
          error={errorOf(name)}
          dir="ltr"
          maxlength={3}
        />
      ))}
      <p class="buttons">
        <button type="submit">{t('desk.save')}</button>
      </p>
    </form>
  );
}

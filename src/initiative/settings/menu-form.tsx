import { dirOf, type Lang, languageNames } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { FieldError } from '../../ui/components/field.tsx';
import { Save } from '../../ui/components/save.tsx';
import type { MenuRow } from './form.ts';
import { type MenuPlace, menuPlaces, mostMenuEntries } from './model.ts';

interface MenuFormProps {
  t: Translator;
  rows: readonly MenuRow[];
  errors: ReadonlyMap<number, 'address' | 'text'>;
  /** More entries than a menu holds. */
  full: boolean;
  /** In which a link of one's own has a text. */
  languages: readonly Lang[];
}

const placeNames = {
  campaign: 'frame.campaign',
  declaration: 'frame.declaration',
  news: 'frame.news',
  library: 'frame.documents',
  record: 'frame.record',
  report: 'frame.report',
  act: 'frame.act',
} as const satisfies Record<MenuPlace, string>;

/** The menu of the public pages: its own places, ordered and shown or not, and links of the initiative's own. */
export function MenuForm({ t, rows, errors, full, languages }: MenuFormProps) {
  const listed = [...errors].map(([at, error]) => ({
    field: error === 'address' ? `href-${at}` : `text-${at}-${languages[0]}`,
    text: t(`desk.initiative.menu.error.${error}`),
  }));
  return (
    <form method="post" action="/desk/initiative/menu">
      <ErrorSummary
        t={t}
        errors={
          full
            ? [{ field: 'order-0', text: t('desk.initiative.menu.error.full', { n: mostMenuEntries }) }]
            : listed
        }
      />
      <input type="hidden" name="rows" value={String(rows.length)} />
      {rows.map((row, at) => {
        const place = menuPlaces.find((name) => name === row.place);
        return (
          <fieldset class="row">
            <legend>
              {place ? t(placeNames[place]) : row.href || t('desk.initiative.menu.own')}
              <input type="hidden" name={`place-${at}`} value={row.place} />
            </legend>
            <label class="choice">
              <input type="checkbox" name={`shown-${at}`} value="yes" checked={row.shown} />{' '}
              <span>{t('desk.initiative.menu.shown')}</span>
            </label>
            <label class="place">
              {t('desk.initiative.order')}{' '}
              <input
                id={`order-${at}`}
                name={`order-${at}`}
                type="text"
                inputmode="numeric"
                value={row.order}
                dir="ltr"
              />
            </label>
            {place ? null : <OwnLink t={t} row={row} at={at} error={errors.get(at)} languages={languages} />}
          </fieldset>
        );
      })}
      <Save t={t} />
    </form>
  );
}

interface OwnLinkProps {
  t: Translator;
  row: MenuRow;
  at: number;
  error: 'address' | 'text' | undefined;
  languages: readonly Lang[];
}

function OwnLink({ t, row, at, error, languages }: OwnLinkProps) {
  const said = error && t(`desk.initiative.menu.error.${error}`);
  const [address, first] = [`href-${at}`, `text-${at}-${languages[0]}`];
  return (
    <div class="own-link">
      <div class="field" data-invalid={error === 'address' ? '' : undefined}>
        <label for={address}>{t('desk.initiative.menu.address')}</label>
        <FieldError t={t} name={address} error={error === 'address' ? said : undefined} />
        <input
          id={address}
          name={address}
          type="text"
          value={row.href}
          dir="ltr"
          aria-describedby={error === 'address' ? `${address}-error` : undefined}
        />
      </div>
      {languages.map((lang) => {
        const name = `text-${at}-${lang}`;
        const wrong = error === 'text' && name === first;
        return (
          <div class="field" data-invalid={wrong ? '' : undefined}>
            <label for={name}>
              {t('desk.initiative.menu.text')} <span lang={lang}>({languageNames[lang]})</span>
            </label>
            <FieldError t={t} name={name} error={wrong ? said : undefined} />
            <input
              id={name}
              name={name}
              type="text"
              value={row.text[lang] ?? ''}
              lang={lang}
              dir={dirOf(lang)}
              maxlength={60}
              aria-describedby={wrong ? `${name}-error` : undefined}
            />
          </div>
        );
      })}
    </div>
  );
}

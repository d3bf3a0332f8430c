import { countryOptions } from '../../foundation/i18n/countries.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { Field, Select } from '../../ui/components/field.tsx';
import { type ExportFilter, type ExportFormat, mostXlsxRows } from './model.ts';
import type { ExportableVersion } from './store.ts';

interface ExportPageProps {
  t: Translator;
  path: string;
  versions: readonly ExportableVersion[];
  chosen: ExportFilter & { version: string; format: ExportFormat };
  reason: string;
  /** Whether this person may take contacts out. */
  contacts: boolean;
  error: MessageKey | undefined;
}

/** What can be taken out of the signatures, and how. */
export function ExportPage(props: ExportPageProps) {
  const { t, path, versions, contacts, error } = props;
  if (versions.length === 0) return <p class="empty">{t('desk.export.nothing')}</p>;
  const ofReason = error === 'desk.export.error.reason' || error === 'desk.export.error.reason_long';
  return (
    <>
      {error && !ofReason ? (
        <p class="notice" role="alert">
          {t(error, { n: mostXlsxRows })}
        </p>
      ) : null}
      <section class="apart" aria-labelledby="public">
        <h2 id="public">{t('desk.export.public')}</h2>
        <p>{t('desk.export.public_stand')}</p>
        <form class="sheet" method="get" action={`${path}/file`}>
          <Filters {...props} prefix="" />
          <p class="buttons">
            <button type="submit" class="button" name="format" value="csv">
              {t('desk.export.csv')}
            </button>
            <button type="submit" class="button" name="format" value="xlsx">
              {t('desk.export.xlsx')}
            </button>
          </p>
          <p class="label">{t('desk.export.xlsx_note', { n: formatNumber(t.lang, mostXlsxRows) })}</p>
        </form>
      </section>
      {contacts ? (
        <section class="apart" aria-labelledby="contacts">
          <h2 id="contacts">{t('desk.export.contacts')}</h2>
          <p>{t('desk.export.contacts_stand')}</p>
          <form class="sheet" method="post" action={`${path}/contacts`} novalidate>
            <Filters {...props} prefix="c-" />
            <Field
              t={t}
              name="reason"
              label={t('desk.export.reason')}
              hint={t('desk.export.reason_hint')}
              value={props.reason}
              dir="auto"
              maxlength={300}
              error={ofReason ? t(error) : undefined}
            />
            <p class="buttons">
              <button type="submit" class="button" name="format" value="csv">
                {t('desk.export.contacts_csv')}
              </button>
              <button type="submit" class="button" name="format" value="xlsx">
                {t('desk.export.contacts_xlsx')}
              </button>
            </p>
          </form>
        </section>
      ) : null}
    </>
  );
}

/** The same filters in both forms: ids of their own, names that the routes know. */
function Filters({ t, versions, chosen, prefix }: ExportPageProps & { prefix: string }) {
  return (
    <>
      <Select
        t={t}
        id={`${prefix}version`}
        name="version"
        label={t('desk.export.version')}
        value={chosen.version}
        options={versions.map(({ versionId, title, number }) => ({
          value: versionId,
          text: t('desk.export.version_of', { title, n: number }),
        }))}
      />
      <Select
        t={t}
        id={`${prefix}kind`}
        name="kind"
        label={t('signatories.kind')}
        value={chosen.kind ?? ''}
        empty={t('signatories.all_kinds')}
        options={(['organisation', 'person'] as const).map((kind) => ({
          value: kind,
          text: t(`signatories.kind.${kind}`),
        }))}
        optional="unsaid"
      />
      <Select
        t={t}
        id={`${prefix}country`}
        name="country"
        label={t('signatories.country')}
        value={chosen.country ?? ''}
        empty={t('signatories.all_countries')}
        options={countryOptions(t.lang).map(({ code, text }) => ({ value: code, text }))}
        optional="unsaid"
      />
    </>
  );
}

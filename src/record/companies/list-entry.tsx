import { formatDate } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { Names } from '../../ui/components/names.tsx';
import { langAttribute } from '../../ui/components/said.ts';
import type { CompanyEntry } from './list-store.ts';
import { nameLine } from './model.ts';

/** Struck names, the present one, and who holds it: an owner strikes out nothing. */
export function EntryNames({ t, entry }: { t: Translator; entry: CompanyEntry }) {
  const line = nameLine(entry.names);
  const { held } = entry;
  const holder = held && nameLine(held.names)?.current;
  return (
    <>
      <Names
        t={t}
        former={line?.former ?? []}
        current={line?.current ?? { name: entry.slug, lang: 'en' }}
        href={`/${t.lang}/record/companies/${entry.slug}`}
      />
      {held && holder ? (
        <span class="held label">
          {t(`record.bond.${held.side}.${held.kind}`)}{' '}
          <bdi lang={langAttribute(holder.lang, t.lang)}>{holder.name}</bdi>
          {held.date ? t('record.bond.date', { date: formatDate(t.lang, held.date) }) : null}
        </span>
      ) : null}
    </>
  );
}

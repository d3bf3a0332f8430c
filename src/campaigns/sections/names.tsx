import type { Translator } from '../../foundation/i18n/translate.ts';
import { type Renaming, registerRows } from '../../record/names/model.ts';
import { Register } from '../../ui/components/register.tsx';

export interface NamesSectionProps {
  t: Translator;
  renamings: readonly Renaming[];
  /** How many companies are on record. */
  companies: number;
  /** Where the record is: `/en/record`. */
  record: string;
}

const rowsShown = 6;

/** The struck-out names in the opening: what the companies were called before. Nothing where none was renamed. */
export function NamesSection({ t, renamings, companies, record }: NamesSectionProps) {
  if (renamings.length === 0) return null;
  return (
    <>
      <Register t={t} rows={registerRows(renamings.slice(0, rowsShown), record)} />
      <p class="more">
        {t('campaign.names.borne', { n: renamings.length, all: companies })}{' '}
        <a href={record}>{t('campaign.names.more')}</a>
      </p>
    </>
  );
}

import type { Editable } from '../../desk/editing/model.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { langAttribute } from '../../ui/components/said.ts';
import { nameFields } from '../companies/desk-fields.ts';
import { matchText } from '../names/matching/said.ts';
import { isTaken, type Near, type RowMatch } from './matching/match.ts';

interface MatchCellProps {
  t: Translator;
  editable: Editable;
  match: RowMatch | null;
}

/** What a row is taken for, how surely and why; or that it is new, and what is near to it. */
export function MatchCell({ t, editable, match }: MatchCellProps) {
  if (match === null) return t('desk.import.new');
  const { others, ...best } = match;
  const taken = isTaken(best);
  const rest = taken ? others : [best, ...others];
  return (
    <>
      {taken ? <NearOne t={t} editable={editable} near={best} /> : t('desk.import.new')}
      {rest.length > 0 ? (
        <details>
          <summary class="label">{t('desk.import.near', { n: rest.length })}</summary>
          {rest.map((near) => (
            <NearOne t={t} editable={editable} near={near} />
          ))}
        </details>
      ) : null}
    </>
  );
}

function NearOne({ t, editable, near }: { t: Translator; editable: Editable; near: Near }) {
  const { id, title, by } = near;
  return (
    <div class="import-near">
      <a href={`${editable.path}/${id}`}>
        <bdi>{title || t('desk.import.untitled')}</bdi>
      </a>
      {by.what === 'name' && by.name !== title ? (
        <p class="label">
          {t('record.companies.found_by')}{' '}
          <b>
            <bdi lang={langAttribute(by.lang || undefined, t.lang)}>{by.name}</bdi>
          </b>
        </p>
      ) : null}
      <p class="label">{whyText(t, near)}</p>
    </div>
  );
}

function whyText(t: Translator, { score, by }: Near): string {
  if (by.what === 'name') return matchText(t, { score, reasons: by.reasons }, [by.written, by.name]);
  const said = t('record.companies.score', { score: formatNumber(t.lang, Math.round(score * 100)) });
  return `${said} ${t(`desk.import.by.${by.what}`)}`;
}

/** What a field is called on its form. */
export function fieldLabel(t: Translator, editable: Editable, name: string): string {
  const field = [...editable.own, ...editable.text, ...nameFields].find((one) => one.name === name);
  return field ? t(field.label) : name;
}

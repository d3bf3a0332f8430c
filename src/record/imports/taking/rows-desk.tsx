import type { Editable } from '../../../desk/editing/model.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import type { CheckedRow } from '../columns/check-desk.ts';
import type { ImportProposal, ImportRun } from '../import-store.ts';
import { fieldLabel, MatchCell } from '../match-cell-desk.tsx';
import { isTaken, type RowMatch } from '../matching/match.ts';
import type { Lacking } from './decide-desk.ts';

interface ImportedRowsProps {
  t: Translator;
  run: ImportRun;
  editable: Editable;
  proposals: readonly ImportProposal[];
}

/** The rows of a table that became proposals, and the decision on each. */
export function ImportedRows({ t, run, editable, proposals }: ImportedRowsProps) {
  return (
    <form method="post" action={`/desk/import/${run.id}/decide`}>
      <p>{t('desk.import.decide.note')}</p>
      <table class="queue import-table">
        <thead>
          <tr>
            <th scope="col">
              <span class="vh">{t('desk.import.choose')}</span>
            </th>
            <th scope="col">{t('desk.import.row')}</th>
            <th scope="col">{t('desk.import.match')}</th>
            <th scope="col">{t('desk.import.state')}</th>
          </tr>
        </thead>
        <tbody>
          {proposals.map((one) => (
            <tr>
              <td>
                {one.state === 'waiting' ? (
                  <input
                    type="checkbox"
                    name="row"
                    value={one.id}
                    aria-label={t('desk.import.choose_row', { title: one.payload.title ?? '' })}
                  />
                ) : null}
              </td>
              <th scope="row">
                {one.result ? (
                  <a href={`${editable.path}/${one.result}`}>
                    <bdi>{one.payload.title}</bdi>
                  </a>
                ) : (
                  <bdi>{one.payload.title}</bdi>
                )}
              </th>
              <td>
                <MatchCell t={t} editable={editable} match={standing(one)} />
              </td>
              <td>{t(`desk.proposals.state.${one.state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {run.proposed > proposals.length ? (
        <p class="label">{t('desk.import.more', { n: proposals.length, all: run.proposed })}</p>
      ) : null}
      <p class="buttons">
        <button type="submit" class="call" name="how" value="matched">
          {t('desk.import.take')}
        </button>
        <button type="submit" name="how" value="new">
          {t('desk.import.take_new')}
        </button>
        <button type="submit" name="how" value="decline">
          {t('desk.import.decline')}
        </button>
      </p>
    </form>
  );
}

/** What a row was matched to; not what was erased since. */
function standing({ matched, payload: { match } }: ImportProposal): RowMatch | null {
  return match && isTaken(match) && matched === null ? null : match;
}

interface LackingRowsProps {
  t: Translator;
  editable: Editable;
  lacking: readonly Lacking[];
}

interface LeftOutRowsProps {
  t: Translator;
  run: ImportRun;
  rows: readonly CheckedRow[];
}

/** The rows of a table that could not be proposed, each with what is wrong with it by the heading of its column. */
export function LeftOutRows({ t, run, rows }: LeftOutRowsProps) {
  if (run.leftOut === 0) return null;
  return (
    <section class="notice" aria-labelledby="left-out">
      <h2 id="left-out">{t('desk.import.left', { n: run.leftOut })}</h2>
      <p>{t('desk.import.left.note')}</p>
      <ul>
        {rows.map(({ number, errors }) => (
          <li>
            <b>{t('desk.import.row_number', { n: number })}</b>{' '}
            {errors.size === 0
              ? t('desk.import.untitled')
              : [...errors].map(([at, { key, values }]) => (
                  <span>
                    <bdi>{run.head[at]}</bdi>: {t(key, values)}{' '}
                  </span>
                ))}
          </li>
        ))}
      </ul>
      {run.leftOut > rows.length ? (
        <p>{t('desk.import.left.more', { n: run.leftOut - rows.length })}</p>
      ) : null}
    </section>
  );
}

/** So many are said one by one. */
const mostSaid = 20;

/** Rows that could not be taken, each with what it lacks. */
export function LackingRows({ t, editable, lacking }: LackingRowsProps) {
  if (lacking.length === 0) return null;
  return (
    <ul>
      {lacking.slice(0, mostSaid).map(({ title, errors }) => (
        <li>
          <bdi>{title}</bdi>:{' '}
          {errors.length === 0
            ? t('desk.import.error.refused')
            : errors.map(({ field, key, values }) => (
                <span>
                  <b>{fieldLabel(t, editable, field)}</b> {t(key, values)}{' '}
                </span>
              ))}
        </li>
      ))}
    </ul>
  );
}

import type { Editable } from '../../desk/editing/model.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { languageNames, localeOf } from '../../foundation/i18n/lang.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { may } from '../../staff/model.ts';
import { Select } from '../../ui/components/field.tsx';
import { AtWork, DropRun } from './at-work-desk.tsx';
import type { CheckedRow } from './columns/check-desk.ts';
import { targetsOf } from './columns/targets-desk.ts';
import type { ImportProposal, ImportRun } from './import-store.ts';
import { fieldLabel, MatchCell } from './match-cell-desk.tsx';
import { isTaken, type RowMatch } from './matching/match.ts';
import type { Lacking } from './taking/decide-desk.ts';
import { asNew } from './taking/draft-desk.ts';
import { ImportedRows, LackingRows, LeftOutRows } from './taking/rows-desk.tsx';

export interface RunPageProps {
  run: ImportRun;
  editable: Editable;
  /** A field for each heading; null: left out. */
  map: readonly (string | null)[];
  /** Whether somebody has said what the columns hold. */
  mapped: boolean;
  rows: readonly CheckedRow[];
  matches: readonly (RowMatch | null)[];
  proposals: readonly ImportProposal[];
  /** The first of the rows that could not be proposed. */
  leftOut: readonly CheckedRow[];
  /** Rows that could not be taken just now. */
  lacking: readonly Lacking[];
  error: MessageKey | undefined;
}

/** A table: what its columns hold, how its first rows read, and, once they are proposals, the decision on each. */
export function runPage(c: DeskContext, props: RunPageProps): Promise<Response> {
  const { t } = c.var;
  const { run, editable, error } = props;
  return deskPage(c, {
    title: t('desk.import.of', { kind: t(editable.words.many) }),
    label: t(`desk.import.state.${run.state}`),
    at: 'import',
    crumbs: [{ href: '/desk/import', text: t('desk.menu.import') }],
    status: error ? 422 : 200,
    body: (
      <>
        {error ? (
          <div class="notice" role="alert">
            <p>{t(error)}</p>
            <LackingRows t={t} editable={editable} lacking={props.lacking} />
          </div>
        ) : null}
        {run.state === 'received' || run.state === 'matching' ? (
          <AtWork t={t} run={run} may={may(c.var.member, 'record.import', null)} />
        ) : null}
        {run.trouble ? (
          <p class="notice" role="alert">
            {t(`desk.import.trouble.${run.trouble}`)}
          </p>
        ) : null}
        {run.refusal ? <p role="alert">{t(`desk.import.refused.${run.refusal}`)}</p> : null}
        {run.state === 'read' && may(c.var.member, 'record.import', null) ? (
          <Mapping t={t} {...props} />
        ) : null}
        {run.state === 'proposed' ? (
          <>
            <LeftOutRows t={t} run={run} rows={props.leftOut} />
            <ImportedRows t={t} run={run} editable={editable} proposals={props.proposals} />
          </>
        ) : null}
        {run.state === 'read' || run.state === 'refused' ? (
          <DropRun t={t} run={run} may={may(c.var.member, 'record.import', null)} />
        ) : null}
      </>
    ),
  });
}

function Mapping({ t, run, editable, map, mapped, rows, matches }: RunPageProps & { t: Translator }) {
  const options = targetsOf(editable).map(({ name, label, lang }) => ({
    value: name,
    text: lang === null ? t(label) : `${t(label)} (${languageNames[lang]})`,
  }));
  return (
    <>
      {run.encoding === 'windows-1256' ? <p class="notice">{t('desk.import.encoding')}</p> : null}
      <form class="desk-form" method="post" action={`/desk/import/${run.id}/map`}>
        <h2>{t('desk.import.columns')}</h2>
        <p class="hint">{t('desk.import.columns.note')}</p>
        {run.head.map((heading, n) => (
          <Select
            t={t}
            name={`column-${n}`}
            label={heading}
            hint={<Sample cells={rows.map(({ cells }) => cells[n] ?? '')} />}
            value={map[n] ?? ''}
            empty={t('desk.import.left_out')}
            options={options}
            optional="unsaid"
          />
        ))}
        <p class="buttons">
          <button type="submit">{t('desk.import.save_map')}</button>
        </p>
      </form>
      <section aria-labelledby="preview">
        <h2 id="preview">{t('desk.import.preview')}</h2>
        {map.some((column) => column !== null) ? (
          <>
            <p>{t('desk.import.preview.note', { n: rows.length, all: run.rows })}</p>
            <div class="scrolls">
              <table class="queue import-table">
                <thead>
                  <tr>
                    <th scope="col">{t('desk.import.row')}</th>
                    {run.head.map((heading, n) =>
                      map[n] ? (
                        <th scope="col">
                          <bdi>{heading}</bdi>
                        </th>
                      ) : null,
                    )}
                    <th scope="col">{t('desk.import.match')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, at) => (
                    <tr>
                      <th scope="row">{row.number}</th>
                      {run.head.map((heading, n) =>
                        map[n] ? <Cell t={t} row={row} n={n} heading={heading} /> : null,
                      )}
                      <td>
                        <Head text={t('desk.import.match')} />
                        <MatchCell t={t} editable={editable} match={matches[at] ?? null} />
                        <Owed t={t} editable={editable} row={row} match={matches[at] ?? null} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        ) : null}
        {mapped ? (
          <form method="post" action={`/desk/import/${run.id}/propose`}>
            <p>{t('desk.import.propose.note')}</p>
            <p class="buttons">
              <button type="submit" class="call">
                {t('desk.import.propose', { n: run.rows })}
              </button>
            </p>
          </form>
        ) : (
          <p>{t('desk.import.map_first')}</p>
        )}
      </section>
    </>
  );
}

/** The first different values of a column, by which people see what it holds. */
function Sample({ cells }: { cells: readonly string[] }) {
  const shown = [...new Set(cells.map((cell) => cell.trim()).filter(Boolean))].slice(0, 3);
  return (
    <>
      {shown.map((cell, n) => (
        <>
          {n === 0 ? '' : ' · '}
          <bdi>{cell.slice(0, 60)}</bdi>
        </>
      ))}
    </>
  );
}

interface OwedProps {
  t: Translator;
  editable: Editable;
  row: CheckedRow;
  match: RowMatch | null;
}

/** What a row that would be something new lacks to be a draft: it can be proposed, but not taken. */
function Owed({ t, editable, row, match }: OwedProps) {
  if ((match && isTaken(match)) || row.errors.size > 0) return null;
  const { errors } = asNew(editable, row.payload);
  if (errors.length === 0) return null;
  const fields = new Set(errors.map(({ field }) => fieldLabel(t, editable, field)));
  const list = new Intl.ListFormat(localeOf(t.lang), { type: 'unit' });
  return <span class="error">{t('desk.import.lacks', { fields: list.format(fields) })}</span>;
}

/** The heading of a column, in each cell where the table has no room for a line of headings. */
function Head({ text }: { text: string }) {
  return (
    <span class="label import-head" aria-hidden="true">
      <bdi>{text}</bdi>
    </span>
  );
}

function Cell({ t, row, n, heading }: { t: Translator; row: CheckedRow; n: number; heading: string }) {
  const error = row.errors.get(n);
  return (
    <td data-invalid={error ? '' : undefined}>
      <Head text={heading} />
      <bdi>{(row.cells[n] ?? '').slice(0, 120)}</bdi>
      {error ? <span class="error">{t(error.key, error.values)}</span> : null}
    </td>
  );
}

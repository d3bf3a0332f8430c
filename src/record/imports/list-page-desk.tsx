import type { Editable } from '../../desk/editing/model.ts';
import { FormKey } from '../../desk/editing/new-desk.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import type { Db } from '../../foundation/database/database.ts';
import { formatMoment } from '../../foundation/i18n/dates.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { actorName } from '../../staff/actor-model.ts';
import { namesOfActors } from '../../staff/store.ts';
import { FieldFrame, Select } from '../../ui/components/field.tsx';
import { listRuns } from './import-store.ts';
import type { SameTable } from './sent-store.ts';
import { mostRows } from './table/table.ts';

interface Wrong {
  error: MessageKey;
  /** The table that is the same, where that is what is wrong. */
  same: SameTable | null;
  typed: Readonly<Record<string, string>>;
}

/** The form that takes a table in, and the tables that were. */
export async function importListPage(
  c: DeskContext,
  db: Db,
  kinds: readonly Editable[],
  wrong?: Wrong,
): Promise<Response> {
  const { t } = c.var;
  const { error, same = null, typed = {} } = wrong ?? {};
  const [runs, names] = await Promise.all([listRuns(db), namesOfActors(db, same ? [same.actor] : [])]);
  if (error) c.set('audited', null);
  const word = (kind: string) => {
    const editable = kinds.find((one) => one.kind === kind);
    return editable ? t(editable.words.many) : kind;
  };
  return deskPage(c, {
    title: t('desk.menu.import'),
    label: t('desk.import.stand'),
    at: 'import',
    status: error ? 422 : 200,
    body: (
      <>
        {same ? (
          <div class="notice" role="alert">
            <p>
              {t('desk.import.same', {
                date: formatMoment(t.lang, same.madeAt),
                name: actorName(t, names, same.actor),
              })}
            </p>
            <p>
              <a href={`/desk/import/${same.id}`}>{t('desk.import.same.open')}</a>
            </p>
          </div>
        ) : null}
        <form class="desk-form" method="post" action="/desk/import" enctype="multipart/form-data" novalidate>
          <FormKey typed={typed} />
          <Select
            t={t}
            name="kind"
            label={t('desk.import.kind')}
            value={typed.kind ?? ''}
            options={kinds.map(({ kind, words }) => ({ value: kind, text: t(words.many) }))}
          />
          <FieldFrame
            t={t}
            name="file"
            label={t('desk.import.file')}
            hint={t('desk.import.file.hint', { n: mostRows })}
            error={error && t(error)}
          >
            <input type="file" id="file" name="file" accept=".csv,.xlsx,.txt,.tsv" />
          </FieldFrame>
          {same ? (
            <label class="choice">
              <input type="checkbox" name="anyway" value="yes" />
              <span>{t('desk.import.same.anyway')}</span>
            </label>
          ) : null}
          <p class="buttons">
            <button type="submit" class="call">
              {t('desk.import.send')}
            </button>
          </p>
        </form>
        {runs.length === 0 ? (
          <p class="empty">{t('desk.import.none')}</p>
        ) : (
          <table class="stack">
            <caption class="vh">{t('desk.import.runs')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('desk.import.came')}</th>
                <th scope="col">{t('desk.import.kind')}</th>
                <th scope="col">{t('desk.import.state')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr>
                  <th scope="row">
                    <a href={`/desk/import/${run.id}`}>{formatMoment(t.lang, run.madeAt)}</a>
                  </th>
                  <td>{word(run.kind)}</td>
                  <td>
                    {t(`desk.import.state.${run.state}`)}{' '}
                    {run.state === 'matching' ? (
                      <span class="label">{t('desk.import.looked', { n: run.looked, all: run.rows })}</span>
                    ) : run.waiting > 0 ? (
                      <span class="label">{t('desk.import.waiting', { n: run.waiting })}</span>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </>
    ),
  });
}

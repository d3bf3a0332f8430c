import type { Editable } from '../../desk/editing/model.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { ImportProposal, ImportRun } from './import-store.ts';

/** What a row seems to be, and how surely. */
export function scoreText(t: Translator, alike: { title: string; score: number } | null) {
  if (alike === null) return t('desk.import.new');
  return (
    <>
      <bdi>{alike.title}</bdi>{' '}
      <span class="label">
        {t('desk.import.score', { n: formatNumber(t.lang, Math.round(alike.score * 100)) })}
      </span>
    </>
  );
}

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
      <table class="queue">
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
                {scoreText(
                  t,
                  one.matched === null ? null : { title: one.matchedTitle ?? '', score: one.score ?? 0 },
                )}
              </td>
              <td>{t(`desk.proposals.state.${one.state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="buttons">
        <button type="submit" class="button" name="how" value="matched">
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

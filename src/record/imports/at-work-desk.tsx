import type { Translator } from '../../foundation/i18n/translate.ts';
import type { ImportRun } from './import-store.ts';

interface AtWorkProps {
  t: Translator;
  run: ImportRun;
  /** Whether the reader may send tables, and so stop the work on one. */
  may: boolean;
}

/** How far the jobs process is with a table; who looks again sees it further. */
export function AtWork({ t, run, may }: AtWorkProps) {
  const here = `/desk/import/${run.id}`;
  const isMatching = run.state === 'matching';
  return (
    <>
      <div class="notice" role="status">
        <p>{t(isMatching ? 'desk.import.matching' : 'desk.import.reading')}</p>
        {isMatching ? (
          <p>
            <progress
              value={run.looked}
              max={run.rows}
              aria-label={t('desk.import.looked', { n: run.looked, all: run.rows })}
            />{' '}
            {t('desk.import.looked', { n: run.looked, all: run.rows })}
          </p>
        ) : null}
        <p>
          <a href={here}>{t('desk.backups.reload')}</a>
        </p>
      </div>
      {may && isMatching ? (
        <form method="post" action={`${here}/stop`}>
          <p class="hint">{t('desk.import.stop.note')}</p>
          <p class="buttons">
            <button type="submit">{t('desk.import.stop')}</button>
          </p>
        </form>
      ) : null}
      {isMatching ? null : <DropRun t={t} run={run} may={may} />}
    </>
  );
}

/** Takes a table away of which no row is a proposal yet. */
export function DropRun({ t, run, may }: AtWorkProps) {
  if (!may) return null;
  return (
    <form method="post" action={`/desk/import/${run.id}/drop`}>
      <p class="hint">{t('desk.import.drop.note')}</p>
      <p class="buttons">
        <button type="submit">{t('desk.import.drop')}</button>
      </p>
    </form>
  );
}

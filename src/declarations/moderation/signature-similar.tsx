import { countryName } from '../../foundation/i18n/countries.ts';
import { isPossible, writeTarget } from './model.ts';
import type { QueueRow } from './queue-store.ts';
import { nameOf, type RowFrame } from './rows.tsx';
import type { Likeness } from './similar-store.ts';
import { comma, knownOf, likenessWord } from './words.ts';

/** Signatures that are like this one, and why; each can be merged with it. */
export function SimilarPart({
  row,
  similar,
  frame,
  may,
}: {
  row: QueueRow;
  similar: readonly { row: QueueRow; why: readonly Likeness[] }[];
  frame: RowFrame;
  may: { decide: boolean };
}) {
  const { t } = frame;
  if (similar.length === 0) return null;
  const mergeable = isPossible('reject', row.state);
  return (
    <section class="desk-part">
      <h2>{t('desk.queue.similar')}</h2>
      <table class="stack">
        <caption class="vh">{t('desk.queue.similar')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.queue.signatory')}</th>
            <th scope="col">{t('desk.queue.similar.why')}</th>
            <th scope="col">{t('desk.queue.known')}</th>
            <th scope="col">{t('desk.queue.similar.state')}</th>
          </tr>
        </thead>
        <tbody>
          {similar.map(({ row: other, why }) => (
            <tr>
              <th scope="row">
                <a href={`/desk/signatures/${other.id}`}>
                  <bdi>{nameOf(t, other)}</bdi>
                </a>
                {other.organisationNameAr ? (
                  <span class="label">
                    <bdi lang="ar">{other.organisationNameAr}</bdi>
                  </span>
                ) : null}
              </th>
              <td data-label={t('desk.queue.similar.why')}>{likenessWord(t, why)}</td>
              <td data-label={t('desk.queue.known')}>
                {[countryName(t.lang, other.country), ...knownOf(t, other).map(({ text }) => text)].join(
                  comma(t),
                )}
              </td>
              <td data-label={t('desk.queue.similar.state')}>
                {t(`desk.queue.state.${other.state}`)}{' '}
                {may.decide && mergeable ? (
                  <a
                    href={`/desk/signatures/merge?${new URLSearchParams([
                      ['id', writeTarget(row)],
                      ['id', writeTarget(other)],
                    ])}`}
                  >
                    {t('desk.queue.merge.with')}
                    <bdi class="vh"> {nameOf(t, other)}</bdi>
                  </a>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

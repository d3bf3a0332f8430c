import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Bar } from './model.ts';

interface BarTableProps {
  t: Translator;
  id: string;
  title: string;
  note?: string;
  head: string;
  bars: readonly Bar[];
}

/** A table whose rows are drawn as bars as well: the figure is in the row, the bar repeats it. */
export function BarTable({ t, id, title, note, head, bars }: BarTableProps) {
  return (
    <section aria-labelledby={id} class="figures">
      <h2 id={id}>{title}</h2>
      {note ? <p class="label">{note}</p> : null}
      {bars.length === 0 ? (
        <p class="empty">{t('desk.figures.nothing')}</p>
      ) : (
        <table class="bars">
          <caption class="vh">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col" class="figure">
                {t('desk.figures.signatures')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, n, part }) => (
              <tr>
                <th scope="row">
                  <bdi>{label}</bdi>
                </th>
                <td class="figure">{formatNumber(t.lang, n)}</td>
                <td aria-hidden="true">
                  <BarOf t={t} part={part} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Grows from where lines begin: a drawing knows no start and end, so that right to left it is drawn from the right. */
function BarOf({ t, part }: { t: Translator; part: number }) {
  const width = Math.max(0.5, part * 100);
  return (
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
      <rect x={t.dir === 'rtl' ? 100 - width : 0} y="0" width={width} height="10" />
    </svg>
  );
}

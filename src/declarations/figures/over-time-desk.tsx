import { formatNumber } from '../../foundation/i18n/numbers.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import { dated } from '../dated.ts';
import type { By, Span } from './model.ts';

interface OverTimeProps {
  t: Translator;
  spans: readonly Span[];
  by: By;
  /** The page's address, to which a view is added. */
  here: string;
}

const height = 100;
const step = 10;
const gap = 2;

/** Signatures over time as columns, organisations below people, with the same in a table. Right to left, time runs so too. */
export function OverTime({ t, spans, by, here }: OverTimeProps) {
  const most = Math.max(1, ...spans.map(({ organisations, people }) => organisations + people));
  const first = spans.at(0)?.from ?? '';
  const last = spans.at(-1)?.from ?? '';
  return (
    <section aria-labelledby="time" class="figures">
      <h2 id="time">{t('desk.figures.time')}</h2>
      <nav class="tabs" aria-label={t('desk.figures.time')}>
        {(['day', 'week'] as const).map((one) => (
          <a href={`${here}&by=${one}#time`} aria-current={one === by ? 'true' : undefined}>
            {t(`desk.figures.by.${one}`)}
          </a>
        ))}
      </nav>
      <ul class="legend">
        <li>
          <Swatch name="organisations" /> {t('handover.organisations')}
        </li>
        <li>
          <Swatch name="people" /> {t('handover.people')}
        </li>
      </ul>
      <figure class="over-time">
        <p class="label">{formatNumber(t.lang, most)}</p>
        <svg
          viewBox={`0 0 ${spans.length * step} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('desk.figures.time_label', { from: dated(t, first), to: dated(t, last), n: most })}
        >
          {spans.map((span, index) => (
            <Column span={span} most={most} x={(t.dir === 'rtl' ? spans.length - 1 - index : index) * step} />
          ))}
        </svg>
        <figcaption class="label">
          <span>{dated(t, first)}</span> <span>{dated(t, last)}</span>
        </figcaption>
      </figure>
      <details>
        <summary>{t('desk.figures.as_table')}</summary>
        <table>
          <caption class="vh">{t('desk.figures.time')}</caption>
          <thead>
            <tr>
              <th scope="col">{t(`desk.figures.span.${by}`)}</th>
              <th scope="col" class="figure">
                {t('handover.organisations')}
              </th>
              <th scope="col" class="figure">
                {t('handover.people')}
              </th>
            </tr>
          </thead>
          <tbody>
            {spans.toReversed().map(({ from, organisations, people }) => (
              <tr>
                <th scope="row">{dated(t, from)}</th>
                <td class="figure">{formatNumber(t.lang, organisations)}</td>
                <td class="figure">{formatNumber(t.lang, people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Column({ span, most, x }: { span: Span; most: number; x: number }) {
  const organisations = (span.organisations / most) * height;
  const people = (span.people / most) * height;
  const place = { x: x + gap / 2, width: step - gap };
  return (
    <>
      {organisations > 0 ? (
        <rect class="organisations" {...place} y={height - organisations} height={organisations} />
      ) : null}
      {people > 0 ? (
        <rect class="people" {...place} y={height - organisations - people} height={people} />
      ) : null}
    </>
  );
}

function Swatch({ name }: { name: 'organisations' | 'people' }) {
  return (
    <svg viewBox="0 0 28 14" aria-hidden="true" focusable="false">
      <rect class={name} width="28" height="14" />
    </svg>
  );
}

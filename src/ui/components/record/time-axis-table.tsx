import type { Child } from 'hono/jsx';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import { langAttribute, type Said } from '../said.ts';
import { Standing } from '../standing.tsx';
import type { TimeAxisProps } from './time-axis.tsx';

/** All that `TimeAxis` draws, and what it cannot draw for want of a date, as one table. */
export function TimeAxisTable({ t, names, contracts = [], incidents = [], cases = [] }: TimeAxisProps) {
  return (
    <table class="stack">
      <caption class="label">{t('axis.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('axis.what')}</th>
          <th scope="col">{t('axis.when')}</th>
        </tr>
      </thead>
      <Rows t={t} heading={t('axis.names')} rows={names} />
      <Rows
        t={t}
        heading={t('axis.incidents')}
        rows={incidents.map((incident) => ({
          ...incident,
          more: incident.standing && <Standing t={t} standing={incident.standing} of="incident" />,
        }))}
      />
      <Rows t={t} heading={t('axis.contracts')} rows={contracts} />
      <Rows t={t} heading={t('axis.cases')} rows={cases} />
    </table>
  );
}

interface RowsProps {
  t: Translator;
  heading: string;
  rows: readonly {
    text: Said;
    when: string;
    href?: string | undefined;
    former?: boolean | undefined;
    more?: Child;
  }[];
}

function Rows({ t, heading, rows }: RowsProps) {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colspan={2} class="label">
          {heading}
        </th>
      </tr>
      {rows.map(({ text, when, href, former, more }) => {
        const name = <bdi lang={langAttribute(text.lang, t.lang)}>{text.text}</bdi>;
        const said = former ? (
          <s>
            <span class="vh">{t('names.former')}</span>
            {name}
          </s>
        ) : (
          name
        );
        return (
          <tr>
            <th scope="row" class="names">
              {href ? <a href={href}>{said}</a> : said}
            </th>
            <td>
              {when} {more}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

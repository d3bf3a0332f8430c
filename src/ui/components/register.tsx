import type { Translator } from '../../foundation/i18n/translate.ts';
import { type Name, Names } from './names.tsx';

export interface RegisterProps {
  t: Translator;
  rows: readonly {
    former: readonly Name[];
    current: Name | null;
    href?: string | undefined;
    /** Since when the last name stands: a text as precise as we know, and its ASCII form for machines. */
    since: { text: string; datetime: string } | null;
  }[];
  caption?: string;
}

/** The register of names: the picture of the campaign is its evidence, set as type. */
export function Register({ t, rows, caption }: RegisterProps) {
  return (
    <table class="register names">
      <caption class="label">{caption ?? t('names.caption')}</caption>
      <thead class="vh">
        <tr>
          <th scope="col">{t('names.names')}</th>
          <th scope="col">{t('names.since')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ former, current, href, since }) => (
          <tr>
            <th scope="row">
              <Names t={t} former={former} current={current} href={href} />
            </th>
            <td class="label">
              {since ? (
                <time datetime={since.datetime}>{since.text}</time>
              ) : (
                <span class="vh">{t('date.unknown')}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { formatInstant } from '../../foundation/i18n/dates.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { Proposal } from './store.ts';

/** Proposals, one a line: each leads to the decision on it. */
export function ProposalTable({ t, lines }: { t: Translator; lines: readonly Proposal[] }) {
  return (
    <table class="queue">
      <caption class="vh">{t('desk.menu.proposals')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('desk.proposals.text')}</th>
          <th scope="col">{t('desk.proposals.about')}</th>
          <th scope="col">{t('desk.proposals.wants')}</th>
          <th scope="col">{t('desk.proposals.came')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((one) => (
          <tr>
            <th scope="row">
              <a href={`/desk/proposals/${one.id}`}>
                <bdi dir="ltr">{one.reference}</bdi>
              </a>{' '}
              <bdi lang={one.lang}>{excerpt(one.payload.text ?? '')}</bdi>
            </th>
            <td>
              <bdi>{one.title}</bdi> <span class="label">{one.kind ? t(`desk.kind.${one.kind}`) : ''}</span>
            </td>
            <td>{t(`desk.proposals.wants.${one.wants}`)}</td>
            <td>{formatInstant(t.lang, one.madeAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The beginning of a text, for a line of a list. */
export function excerpt(text: string): string {
  const letters = [...text];
  return letters.length > 140 ? `${letters.slice(0, 140).join('')}…` : text;
}

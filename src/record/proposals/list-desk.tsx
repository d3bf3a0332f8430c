import type { Desk } from '../../desk/desk.ts';
import type { Editable } from '../../desk/editing/model.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { formatMoment } from '../../foundation/i18n/dates.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { may } from '../../staff/model.ts';
import { SearchForm } from '../../ui/components/search-form.tsx';
import { listWaitingRuns } from '../imports/import-store.ts';
import { DeclinedFloods, FloodList } from './flood-desk.tsx';
import { listDeclinedFloods, listFloods } from './floods-store.ts';
import { proposalStates } from './model.ts';
import { listProposals } from './store.ts';
import { ProposalTable } from './table-desk.tsx';

const path = '/desk/proposals';

/** The proposals of visitors: those that wait, oldest first, and those that were decided. */
export async function listPage(
  c: DeskContext,
  { site: { db } }: Desk,
  editables: readonly Editable[],
): Promise<Response> {
  const { t, lang } = c.var;
  const state = proposalStates.find((one) => one === c.req.query('state')) ?? 'waiting';
  const cleaned = cleanLine(c.req.query('q') ?? '', 100);
  const q = cleaned.ok ? cleaned.text : '';
  const { lines, total } = await listProposals(db, { lang, state, q });
  const floods = state === 'waiting' && q === '' ? await listFloods(db, lang) : [];
  const declined = state === 'declined' && q === '' ? await listDeclinedFloods(db) : [];
  const runs = state === 'waiting' ? await listWaitingRuns(db) : [];
  return deskPage(c, {
    title: t('desk.menu.proposals'),
    label: t('desk.proposals.stand'),
    at: 'proposals',
    body: (
      <>
        <nav class="tabs" aria-label={t('desk.claims.state')}>
          {proposalStates.map((one) => (
            <a href={`${path}?state=${one}`} aria-current={one === state ? 'true' : undefined}>
              {t(`desk.proposals.state.${one}`)} {one === state ? <span>{total}</span> : null}
            </a>
          ))}
        </nav>
        {runs.length > 0 ? <WaitingRuns c={c} runs={runs} editables={editables} /> : null}
        <FloodList t={t} floods={floods} />
        <DeclinedFloods t={t} floods={declined} />
        <SearchForm
          t={t}
          action={path}
          label={t('desk.proposals.search')}
          value={q}
          button={t('desk.list.apply')}
        />
        {lines.length === 0 ? (
          <p class="empty">{t('desk.proposals.empty')}</p>
        ) : (
          <ProposalTable t={t} lines={lines} />
        )}
        {total > lines.length ? (
          <p class="label">{t('desk.review.more', { n: total - lines.length })}</p>
        ) : null}
      </>
    ),
  });
}

interface WaitingRunsProps {
  c: DeskContext;
  runs: Awaited<ReturnType<typeof listWaitingRuns>>;
  editables: readonly Editable[];
}

/** Tables of which rows wait: they are decided on a page of each, by those who may change the record. */
function WaitingRuns({ c, runs, editables }: WaitingRunsProps) {
  const { t, lang, member } = c.var;
  return (
    <section aria-labelledby="imports">
      <h2 id="imports">{t('desk.proposals.imports')}</h2>
      <ul>
        {runs.map(({ id, kind, madeAt, waiting }) => {
          const words = editables.find((one) => one.kind === kind)?.words;
          const title = t('desk.import.of', { kind: words ? t(words.many) : kind });
          return (
            <li>
              {may(member, 'record.edit', null) ? <a href={`/desk/import/${id}`}>{title}</a> : title}{' '}
              <span class="label">
                {formatMoment(lang, madeAt)} · {t('desk.import.waiting', { n: waiting })}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

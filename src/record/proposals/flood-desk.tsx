import type { Desk } from '../../desk/desk.ts';
import { actorOf } from '../../desk/editing/context.ts';
import { type Typed, typedIn } from '../../desk/editing/form/fields.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext } from '../../desk/model.ts';
import { doneAt } from '../../desk/notices.ts';
import { deskPage } from '../../desk/page.tsx';
import { parseId } from '../../foundation/database/id.ts';
import { transact } from '../../foundation/database/transact.ts';
import { formatInstant, formatMoment } from '../../foundation/i18n/dates.ts';
import type { MessageKey, Translator } from '../../foundation/i18n/translate.ts';
import { cleanLine } from '../../foundation/text/plain.ts';
import { ErrorSummary } from '../../ui/components/error-summary.tsx';
import { Field } from '../../ui/components/field.tsx';
import {
  type DeclinedFlood,
  declineFlood,
  type Flood,
  floodIds,
  readFlood,
  takeBackFlood,
} from './floods-store.ts';
import { proposalTerms } from './model.ts';
import { listThese, proposalsPage } from './store.ts';
import { excerpt, ProposalTable } from './table-desk.tsx';

const path = '/desk/proposals/group';
const keyShape = /^(words|about|hour)\.[0-9a-z-]{1,40}$/;
const untilShape = /^\d{1,17}$/;
const seenShape = /^[0-9a-f]{32}$/;

/** A group of proposals that came in great numbers, and its end. */
export function floodRoutes(desk: Desk): void {
  const { db } = desk.site;
  desk.get(path, 'proposal.decide', 'any', (c) => page(c, c.req.query('of') ?? ''));
  desk.post(path, 'proposal.decide', 'any', async (c) => {
    const typed = typedIn(await c.req.parseBody());
    const { of: key = '', until = '', seen = '' } = typed;
    const cleaned = cleanLine(typed.reason ?? '', 500);
    if (!cleaned.ok || cleaned.text === '') return page(c, key, 'desk.proposals.error.reason', typed);
    if (!keyShape.test(key) || !untilShape.test(until) || !seenShape.test(seen))
      return deskMessage(c, 404, 'missing');
    const { text: reason } = cleaned;
    const n = await transact(db, (tx) => declineFlood(tx, { key, until, seen }, actorOf(c), reason));
    if (n === null) return page(c, key, 'desk.proposals.flood.error.changed', typed);
    c.set('audited', { subject: `proposals:${key}`, detail: { state: 'declined', proposals: n, reason } });
    return c.redirect(doneAt('/desk/proposals', 'declined'), 303);
  });
  desk.post(`${path}/back`, 'proposal.decide', 'any', async (c) => {
    const batch = parseId(typedIn(await c.req.parseBody()).batch ?? '');
    const n = batch === null ? 0 : await transact(db, (tx) => takeBackFlood(tx, batch));
    if (n === 0) return deskMessage(c, 404, 'missing');
    c.set('audited', { subject: `proposals:${batch}`, detail: { state: 'waiting', proposals: n } });
    return c.redirect(doneAt('/desk/proposals', 'back'), 303);
  });

  async function page(c: DeskContext, key: string, wrong?: MessageKey, typed: Typed = {}): Promise<Response> {
    const { t, lang } = c.var;
    if (wrong) c.set('audited', null);
    const flood = keyShape.test(key) ? await readFlood(db, key, lang) : null;
    if (flood === null) return deskMessage(c, 404, 'missing');
    const lines = await listThese(db, await floodIds(db, key, proposalsPage), lang);
    return deskPage(c, {
      title: nameOf(t, flood),
      label: <Same t={t} flood={flood} />,
      at: 'proposals',
      crumbs: [{ href: '/desk/proposals', text: t('desk.menu.proposals') }],
      status: wrong ? 422 : 200,
      body: (
        <>
          <ErrorSummary t={t} errors={wrong ? [{ field: 'reason', text: t(wrong) }] : []} />
          <section class="desk-part">
            <h2>{t('desk.proposals.flood.decline')}</h2>
            <form method="post" action={path} class="desk-form">
              <input type="hidden" name="of" value={flood.key} />
              <input type="hidden" name="until" value={flood.until} />
              <input type="hidden" name="seen" value={flood.seen} />
              <Field
                t={t}
                name="reason"
                label={t('desk.register.reason')}
                hint={t('desk.proposals.flood.decline.hint', { days: proposalTerms.contactDays })}
                error={wrong && t(wrong)}
                value={typed.reason}
                maxlength={500}
                dir="auto"
              />
              <button type="submit">{t('desk.proposals.flood.decline')}</button>
            </form>
          </section>
          <ProposalTable t={t} lines={lines} />
          {flood.n > lines.length ? (
            <p class="label">{t('desk.review.more', { n: flood.n - lines.length })}</p>
          ) : null}
        </>
      ),
    });
  }
}

const nameOf = (t: Translator, { kind, n }: Flood) => t(`desk.proposals.flood.${kind}`, { n });

/** What is the same in all of a group. */
function Same({ t, flood }: { t: Translator; flood: Flood }) {
  switch (flood.kind) {
    case 'words':
      return <bdi>{excerpt(flood.text)}</bdi>;
    case 'hour':
      return <>{formatInstant(t.lang, flood.firstAt)}</>;
    case 'about':
      return flood.title === '' ? t(`desk.proposals.wants.${flood.wants}`) : <bdi>{flood.title}</bdi>;
  }
}

/** The groups that wait, apart from what came by itself. */
export function FloodList({ t, floods }: { t: Translator; floods: readonly Flood[] }) {
  if (floods.length === 0) return null;
  return (
    <section aria-labelledby="floods">
      <h2 id="floods">{t('desk.proposals.floods')}</h2>
      <p class="hint">{t('desk.proposals.floods.note')}</p>
      <ul>
        {floods.map((flood) => (
          <li>
            <a href={`${path}?of=${flood.key}`}>{nameOf(t, flood)}</a>{' '}
            <span class="label">
              <Same t={t} flood={flood} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The groups that were declined at once, each with the way back as long as what it said is kept. */
export function DeclinedFloods({ t, floods }: { t: Translator; floods: readonly DeclinedFlood[] }) {
  if (floods.length === 0) return null;
  return (
    <section aria-labelledby="declined-floods">
      <h2 id="declined-floods">{t('desk.proposals.floods.declined')}</h2>
      <ul>
        {floods.map(({ batch, n, text, reason, at }) => (
          <li>
            <form method="post" action={`${path}/back`}>
              {t('desk.proposals.flood.declined', { n })}{' '}
              <span class="label">
                {formatMoment(t.lang, at)} · <bdi>{reason}</bdi> · <bdi>{excerpt(text)}</bdi>
              </span>{' '}
              <input type="hidden" name="batch" value={batch} />
              <button type="submit" class="plain">
                {t('desk.proposals.flood.back')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

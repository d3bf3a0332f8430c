import type { Desk } from '../../desk/desk.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { newId } from '../../foundation/database/id.ts';
import { formatNumber } from '../../foundation/i18n/numbers.ts';
import { scopesOf } from '../../staff/model.ts';
import { decide } from './decide.ts';
import { deciderOf, readPosted } from './desk-scope.ts';
import { listAddress, readBack, tabs, writeFilter } from './filter.ts';
import { MailPreviews, previewsOf } from './mail-preview.tsx';
import { isPossible, mostAtOnce } from './model.ts';
import { noted } from './notice.tsx';
import { countFilter, listPage, listTargets } from './queue-store.ts';
import { type ReasonErrors, ReasonFields, readReason, toldTo } from './reason.tsx';
import { nameOf } from './rows.tsx';

/** Of a set that is decided on as one, so many are shown before. */
const sampleSize = 12;

/** Deciding on all that a filter finds: a page says how many and shows some, then its button decides. */
export function bulkDesk(desk: Desk): void {
  desk.get('/desk/signatures/bulk', 'signature.decide', 'any', (c) => bulkPage(desk, c));
  desk.post('/desk/signatures/bulk', 'signature.decide', 'any', (c) => decideAll(desk, c));
}

async function bulkPage({ site }: Desk, c: DeskContext, errors: ReasonErrors = {}, status: 200 | 422 = 200) {
  const { t, member } = c.var;
  const posted = await readPosted(c);
  const typed = (name: string) => posted(name)[0];
  const filter = { ...readBack(posted('back')[0]), after: null };
  const scopes = scopesOf(member, 'signature.decide');
  // What comes in from now on is not part of what is looked at here.
  const until = site.now();
  const [n, sample] = await Promise.all([
    countFilter(site.db, filter, scopes, until),
    listPage(site.db, filter, scopes, sampleSize),
  ]);
  const can = (decision: 'list' | 'reject') => tabs[filter.tab].some((state) => isPossible(decision, state));
  const hidden = (
    <>
      <input type="hidden" name="back" value={writeFilter(filter)} />
      <input type="hidden" name="until" value={until.toISOString()} />
      <input type="hidden" name="n" value={String(n)} />
    </>
  );
  return deskPage(c, {
    title: t('desk.queue.bulk', { n }),
    label: t('desk.queue.bulk.stand'),
    at: 'signatures',
    crumbs: [{ href: listAddress(filter), text: t('desk.menu.signatures') }],
    status,
    body: (
      <>
        <h2>{t('desk.queue.bulk.sample')}</h2>
        <ul class="known">
          {sample.map((row) => (
            <li>
              <a href={`/desk/signatures/${row.id}`}>
                <bdi>{nameOf(t, row)}</bdi>
              </a>
            </li>
          ))}
          {n > sample.length ? <li>{t('desk.queue.bulk.more', { n: n - sample.length })}</li> : null}
        </ul>
        {n > mostAtOnce ? (
          <p class="notice">{t('desk.queue.bulk.parts', { n: formatNumber(t.lang, mostAtOnce) })}</p>
        ) : null}
        {n > 0 && can('list') ? (
          <form method="post" action="/desk/signatures/bulk" class="part-form">
            {hidden}
            <h2>{t('desk.queue.bulk.list')}</h2>
            <p class="buttons">
              <button type="submit" name="decision" value="list">
                {t('desk.queue.bulk.list_n', { n })}
              </button>
            </p>
          </form>
        ) : null}
        {n > 0 && can('reject') ? (
          <form method="post" action="/desk/signatures/bulk" class="part-form">
            {hidden}
            <h2>{t('desk.queue.bulk.reject')}</h2>
            <ReasonFields
              t={t}
              langs={filter.lang ? [filter.lang] : ['en', 'ar']}
              errors={errors}
              typed={typed}
            />
            <MailPreviews t={t} previews={await previewsOf(site, sample, typed)} />
            <p class="buttons">
              <button type="submit" name="decision" value="reject">
                {t('desk.queue.bulk.reject_n', { n })}
              </button>
            </p>
          </form>
        ) : null}
      </>
    ),
  });
}

async function decideAll(desk: Desk, c: DeskContext) {
  const { site } = desk;
  const posted = await readPosted(c);
  const get = (name: string) => posted(name)[0];
  const rejecting = get('decision') === 'reject';
  const read = rejecting ? readReason(c.var.t, get) : null;
  const until = new Date(get('until') ?? '');
  if (read?.ok === false || Number.isNaN(until.getTime()))
    return bulkPage(desk, c, read?.ok === false ? read.errors : {}, 422);
  const filter = { ...readBack(get('back')), after: null };
  const decision = rejecting ? 'reject' : 'list';
  const states = tabs[filter.tab].filter((state) => isPossible(decision, state));
  const scopes = scopesOf(c.var.member, 'signature.decide');
  const batch = newId();
  const targets = await listTargets(site.db, filter, scopes, until, states, mostAtOnce);
  const tally = await decide(
    site.db,
    site.keys,
    targets,
    ({ lang }) =>
      read?.ok
        ? { decision: 'reject', code: read.reason.code, reason: toldTo(lang, read.reason) }
        : { decision: 'list' },
    deciderOf(site, c),
    batch,
  );
  c.set('audited', {
    subject: 'signatures',
    detail: { decision, batch, done: tally.done.length, left: tally.left.length },
  });
  return c.redirect(noted(listAddress(filter), decision, tally.done.length, tally.left.length), 303);
}

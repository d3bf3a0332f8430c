import type { Desk } from '../../desk/desk.ts';
import type { DeskContext } from '../../desk/model.ts';
import { deskPage } from '../../desk/page.tsx';
import { type Id, newId, parseId } from '../../foundation/database/id.ts';
import { scopesOf } from '../../staff/model.ts';
import { decide, undo, undoBatch } from './decide.ts';
import { readBatch, readEventSignature } from './decide-store.ts';
import { answerRows, wantsRows } from './desk-part.tsx';
import { deciderOf, ofNamed, readPosted, scopeOf, targetsIn, targetsOut } from './desk-scope.ts';
import { listAddress, readBack } from './filter.ts';
import { MailPreviews, previewsOf } from './mail-preview.tsx';
import { type Choice, mostAtOnce, type Tally, type Target } from './model.ts';
import { noted } from './notice.tsx';
import { type QueueRow, readRows } from './queue-store.ts';
import { languagesOf, ReasonFields, readReason, toldTo } from './reason.tsx';
import { nameOf } from './rows.tsx';

/** Deciding on the signatures that a form names, and taking back. */
export function decideDesk(desk: Desk): void {
  const { site } = desk;
  const named = ofNamed(site, 'signature.decide');
  desk.post('/desk/signatures/decide', 'signature.decide', named, async (c) => {
    const posted = await readPosted(c);
    const hold = posted('hold').length > 0;
    return run(desk, c, targetsIn(posted), () => ({ decision: hold ? 'hold' : 'list' }));
  });
  desk.get('/desk/signatures/reject', 'signature.decide', named, (c) => rejectPage(desk, c));
  desk.post('/desk/signatures/reject', 'signature.decide', named, (c) => reject(desk, c));
  desk.post(
    '/desk/signatures/undo',
    'signature.decide',
    (c) => whereUndone(desk, c),
    (c) => takeBack(desk, c),
  );
}

/** Decides, and leads back to the same place of the list with what came of it. */
async function run(
  { site }: Desk,
  c: DeskContext,
  targets: readonly Target[],
  choiceOf: (signature: { lang: QueueRow['lang'] }) => Choice,
) {
  const posted = await readPosted(c);
  const by = deciderOf(site, c);
  const tally = await decide(site.db, site.keys, targets, choiceOf, by, targets.length > 1 ? newId() : null);
  const { decision } = choiceOf({ lang: c.var.lang });
  note(c, decision, targets, tally);
  const filter = readBack(posted('back')[0]);
  if (wantsRows(c))
    return answerRows(
      { site },
      c,
      targets.map(({ id }) => id),
      filter,
      decision,
      tally,
    );
  const not = tally.left.length === 1 ? (tally.left[0]?.id ?? null) : null;
  const place =
    posted('to')[0] === 'page' && targets[0]
      ? `/desk/signatures/${targets[0].id}?${new URLSearchParams({ back: posted('back')[0] ?? '' })}`
      : listAddress(filter);
  return c.redirect(noted(place, decision, tally.done.length, tally.left.length, not), 303);
}

function note(c: DeskContext, decision: string, targets: readonly Target[], tally: Tally): void {
  c.set('audited', {
    subject: targets.length === 1 ? `signature:${targets[0]?.id}` : 'signatures',
    detail: { decision, done: tally.done.length, left: tally.left.length },
  });
}

async function rejectPage({ site }: Desk, c: DeskContext, errors = {}, status: 200 | 422 = 200) {
  const { t, member } = c.var;
  const posted = await readPosted(c);
  const targets = targetsIn(posted);
  const rows = await readRows(
    site.db,
    targets.map(({ id }) => id),
    scopesOf(member, 'signature.decide'),
  );
  const back = posted('back')[0] ?? '';
  const typed = (name: string) => posted(name)[0];
  return deskPage(c, {
    title: t('desk.queue.reject_many', { n: rows.length }),
    at: 'signatures',
    crumbs: [{ href: listAddress(readBack(back)), text: t('desk.menu.signatures') }],
    status,
    body: (
      <form method="post" action="/desk/signatures/reject" data-reject-form="">
        <input type="hidden" name="back" value={back} />
        {posted('to')[0] === 'page' ? <input type="hidden" name="to" value="page" /> : null}
        <input type="hidden" name="id" value={targetsOut(targets)} />
        <ul class="known">
          {rows.map((row) => (
            <li>
              <bdi>{nameOf(t, row)}</bdi>
            </li>
          ))}
        </ul>
        <ReasonFields t={t} langs={languagesOf(rows)} errors={errors} typed={typed} />
        <MailPreviews t={t} previews={await previewsOf(site, rows, typed)} />
        <p class="buttons">
          <button type="submit" class="call">
            {t('desk.queue.reject')}
          </button>
          <button type="submit" name="preview" value="yes">
            {t('desk.queue.preview')}
          </button>
          <a class="button" data-close="" href={listAddress(readBack(back))}>
            {t('desk.queue.keep')}
          </a>
        </p>
      </form>
    ),
  });
}

async function reject(desk: Desk, c: DeskContext) {
  const posted = await readPosted(c);
  if (posted('preview').length > 0) {
    c.set('audited', null);
    return rejectPage(desk, c);
  }
  const read = readReason(c.var.t, (name) => posted(name)[0]);
  if (!read.ok) return rejectPage(desk, c, read.errors, 422);
  const { reason } = read;
  return run(desk, c, targetsIn(posted), ({ lang }) => ({
    decision: 'reject',
    code: reason.code,
    reason: toldTo(lang, reason),
  }));
}

/** Where taking back is done: in the campaign of what is taken back, whoever decided it. */
async function whereUndone({ site }: Desk, c: DeskContext): Promise<Id | 'absent'> {
  const posted = await readPosted(c);
  const batch = parseId(posted('batch')[0] ?? '');
  const event = parseId(posted('event')[0] ?? '');
  const ids = batch
    ? (await readBatch(site.db, batch, mostAtOnce)).map(({ signatureId }) => signatureId)
    : event
      ? [await readEventSignature(site.db, event)].filter((id) => id !== null)
      : [];
  return scopeOf(site, c, 'signature.decide', [...new Set(ids)]);
}

async function takeBack({ site }: Desk, c: DeskContext) {
  const posted = await readPosted(c);
  const batch = parseId(posted('batch')[0] ?? '');
  const event = parseId(posted('event')[0] ?? '');
  const by = deciderOf(site, c);
  const signatureId = event && (await readEventSignature(site.db, event));
  const undone = batch
    ? await undoBatch(site.db, site.keys, batch, by, mostAtOnce)
    : event && signatureId
      ? await undo(site.db, site.keys, [{ eventId: event, signatureId }], by)
      : { done: [], left: 0, told: 0 };
  c.set('audited', {
    subject: signatureId && !batch ? `signature:${signatureId}` : 'signatures',
    detail: { decision: 'undo', done: undone.done.length, left: undone.left, told: undone.told },
  });
  const filter = readBack(posted('back')[0]);
  const tally: Tally = {
    done: undone.done,
    left: undone.done.length === 0 && signatureId ? [{ id: signatureId, why: { outcome: 'not-found' } }] : [],
  };
  if (wantsRows(c))
    return answerRows(
      { site },
      c,
      signatureId ? [signatureId] : undone.done,
      filter,
      'undo',
      tally,
      undone.told,
    );
  const place =
    posted('to')[0] === 'page' && signatureId
      ? `/desk/signatures/${signatureId}?${new URLSearchParams({ back: posted('back')[0] ?? '' })}`
      : listAddress(filter);
  return c.redirect(
    noted(
      place,
      'undo',
      undone.done.length,
      undone.left,
      undone.left > 0 ? (signatureId ?? null) : null,
      undone.told,
    ),
    303,
  );
}

import type { Desk } from '../../desk/desk.ts';
import { approveClaim, returnClaim } from '../../desk/editing/claims/claim-store.ts';
import { publicWhyIn } from '../../desk/editing/claims/public-why.tsx';
import { actorOf, type Engine } from '../../desk/editing/context.ts';
import { type FieldError, type Typed, typedIn } from '../../desk/editing/form/fields.ts';
import { type Editable, isCorrection } from '../../desk/editing/model.ts';
import { publishWork } from '../../desk/editing/publishing/publish-store.ts';
import { lockThing, readWork } from '../../desk/editing/work-store.ts';
import { idIn } from '../../desk/ids.ts';
import { deskMessage } from '../../desk/message.tsx';
import type { DeskContext, Where } from '../../desk/model.ts';
import { type DoneNotice, doneAt } from '../../desk/notices.ts';
import { transact } from '../../foundation/database/transact.ts';
import { write } from '../../foundation/history/history.ts';
import { isLang } from '../../foundation/i18n/lang.ts';
import { cleanMarkdown } from '../../foundation/text/clean-markdown.ts';
import { may } from '../../staff/model.ts';
import { kindOfClaim } from './queue-store.ts';
import { queuePage } from './review-list-desk.tsx';
import { reviewPage } from './review-page-desk.tsx';

export const reviewPath = '/desk/record/review';
const longestReason = 1_000;

/** Claims that wait for a second reader: the queue, a page for each, and the three answers. */
export function claimsDesk(desk: Desk, editables: readonly Editable[]): void {
  const { db } = desk.site;
  const engineOf = async (c: DeskContext): Promise<Engine | null> => {
    const id = idIn(c);
    const kind = id && (await kindOfClaim(db, id));
    const editable = editables.find((one) => one.kind === kind);
    return editable ? { desk, editable } : null;
  };
  const where: Where = async (c) => ((await engineOf(c)) === null ? 'absent' : null);
  desk.get(reviewPath, 'content.read', 'any', (c) => queuePage(c, desk, editables));
  desk.get(`${reviewPath}/:id`, 'content.read', where, async (c) => {
    const engine = await engineOf(c);
    return engine === null ? deskMessage(c, 404, 'missing') : reviewPage(c, engine);
  });
  desk.post(`${reviewPath}/:id`, 'record.review', where, async (c) => {
    const engine = await engineOf(c);
    return engine === null ? deskMessage(c, 404, 'missing') : decide(c, engine);
  });
}

type Answer = 'approved' | 'published' | 'returned';

async function decide(c: DeskContext, engine: Engine): Promise<Response> {
  const body = await c.req.parseBody({ all: true });
  const typed = typedIn(body);
  const langs = [body.langs ?? []].flat().filter((lang): lang is string => typeof lang === 'string');
  const answer: Answer =
    typed.intent === 'return' ? 'returned' : typed.intent === 'publish' ? 'published' : 'approved';
  if (answer === 'published' && !may(c.var.member, engine.editable.publish, null))
    return deskMessage(c, 403, 'refused');
  const error = await answerWith(c, engine, answer, typed, langs);
  c.set('audited', { thingId: idIn(c), detail: { answer, ...(error && { refused: error.key }) } });
  if (error !== null) return reviewPage(c, engine, { typed, errors: [error] });
  const notice = { approved: 'approved', published: 'published', returned: 'returned' } as const;
  return c.redirect(doneAt(reviewPath, notice[answer] satisfies DoneNotice), 303);
}

/** Takes a whole answer back within its transaction. */
class Refused extends Error {
  readonly reason: FieldError;

  constructor(reason: FieldError) {
    super(reason.key);
    this.reason = reason;
  }
}

/** Does all of an answer or nothing. @returns why it could not be done. */
async function answerWith(
  c: DeskContext,
  { desk, editable }: Engine,
  answer: Answer,
  typed: Typed,
  langs: readonly string[],
): Promise<FieldError | null> {
  const id = idIn(c);
  if (id === null) return { field: 'claim', key: 'desk.claim.error.changed' };
  const actor = actorOf(c);
  const seen = Number(typed.seen);
  const reason = cleanMarkdown((typed.reason ?? '').replaceAll('\0', '').toWellFormed()) ?? '';
  if (answer === 'returned' && (reason === '' || [...reason].length > longestReason))
    return { field: 'reason', key: 'desk.claim.error.return_reason' };
  try {
    await transact(desk.site.db, async (tx) => {
      await lockThing(tx, id);
      if (answer === 'returned') {
        const outcome = await returnClaim(tx, id, actor, { seen, reason });
        if (outcome !== 'returned') throw new Refused({ field: 'claim', key: `desk.claim.error.${outcome}` });
        return;
      }
      const approved = await approveClaim(tx, { id, kind: editable.kind }, actor, seen);
      if (approved !== 'approved') throw new Refused({ field: 'claim', key: `desk.claim.error.${approved}` });
      if (answer === 'approved') return;
      const work = await readWork(tx, editable, id);
      if (work === null) throw new Refused({ field: 'claim', key: 'desk.claim.error.changed' });
      const why = publicWhyIn(typed);
      const chosen = langs.filter(isLang);
      if (isCorrection(editable, work, chosen) && why === '')
        throw new Refused({ field: 'public_why', key: 'desk.claim.error.reason' });
      const history = write(actor, 'published', tx);
      const { outcome } = await publishWork(history, editable, work, chosen, { actor, why });
      if (outcome !== 'published') throw new Refused({ field: 'langs', key: 'desk.edit.no_primary' });
    });
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
  return null;
}

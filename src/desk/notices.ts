/** What a page may say after something was done, by the `done` of its address: words of ours, never of an address. */
const notices = {
  saved: 'desk.done.saved',
  published: 'desk.done.published',
  invited: 'desk.done.invited',
  removed: 'desk.done.removed',
  ended: 'desk.done.ended',
  asked: 'desk.done.asked',
  unpublished: 'desk.done.unpublished',
  planned: 'desk.done.planned',
  unplanned: 'desk.done.unplanned',
  moved: 'desk.done.moved',
  binned: 'desk.done.binned',
  restored: 'desk.done.restored',
  adopted: 'desk.done.adopted',
  bulk: 'desk.done.bulk',
  received: 'desk.done.received',
  put_away: 'desk.done.put_away',
  back: 'desk.done.back',
  working: 'desk.done.working',
  ready: 'desk.done.ready',
  approved: 'desk.done.approved',
  returned: 'desk.done.returned',
  taken: 'desk.done.taken',
  declined: 'desk.done.declined',
  forgotten: 'desk.done.forgotten',
  erased: 'desk.done.erased',
} as const;

export type DoneNotice = keyof typeof notices;

/** @returns the message for the `done` of an address; null for none of ours. */
export function noticeOf(done: string | undefined): (typeof notices)[DoneNotice] | null {
  return done !== undefined && Object.hasOwn(notices, done) ? notices[done as DoneNotice] : null; // just checked
}

/** Leads to a page of the desk that says what was done. `path` may have a query. */
export function doneAt(path: string, done: DoneNotice): string {
  return `${path}${path.includes('?') ? '&' : '?'}done=${done}`;
}

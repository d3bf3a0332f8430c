import type { Words } from '../words.ts';
import { differing, fieldsOf, fill } from './form-state.ts';
import { offerAbove, sayAbove } from './offer.ts';
import { drop, dropEverything, entryName, everythingKept, type KeptEntry, keep, parseKey } from './shelf.ts';

const pause = 400;
/** Somebody signs out and has agreed to what that removes: nothing is kept any more. */
let leaving = false;
/** Under it the session of a tab remembers which entry it has just sent to the server. */
const sentName = 'tadamun:sent';

/**
 * Keeps what is typed into forms with `data-unsaved` in this browser until the server has it: through a crash, a session
 * that has ended, a line that is down. What was typed and not saved is offered again, never put back unasked.
 *
 * Each page writes an entry of its own and holds a lock of that name: two windows cannot overwrite each other, and an
 * entry whose lock nobody holds belongs to a page that is gone.
 */
export async function keepUnsaved(root: Document, words: Words): Promise<void> {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-unsaved]'))
    await keepForm(form, words);
}

async function keepForm(form: HTMLFormElement, words: Words): Promise<void> {
  const key = parseKey(form.dataset.unsaved);
  if (!key) return;
  const name = entryName(key);
  const served = fieldsOf(form, true);
  let sending = false;
  /** What the server shows again but has not taken: it came back with an error, or as a preview. */
  let owed = form.hasAttribute('data-unsaved-owed');

  const isDirty = () => owed || differing(served, fieldsOf(form)).length > 0;
  const store = () => {
    if (!leaving && isDirty()) keep(name, { at: Date.now(), fields: fieldsOf(form) });
    else drop(name);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(storeNow, pause);
  });
  const storeNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    store();
  };
  document.addEventListener('visibilitychange', storeNow);
  addEventListener('pagehide', storeNow);
  form.addEventListener('submit', (event) => {
    sending = true;
    store();
    remember(name);
    // Another script may have stopped it.
    setTimeout(() => {
      if (event.defaultPrevented) sending = false;
    });
  });
  addEventListener('pageshow', () => {
    sending = false;
  });
  addEventListener('beforeunload', (event) => {
    storeNow();
    if (!sending && !leaving && isDirty()) event.preventDefault();
  });

  hold(name);
  const held = await heldLocks();
  const kept = everythingKept(Date.now()).filter(
    (entry) =>
      entry.name !== name &&
      entry.key.thing === key.thing &&
      entry.key.lang === key.lang &&
      entry.key.member === key.member,
  );
  if (kept.some((entry) => held.has(entry.name))) sayAbove(form, words('kept_elsewhere'));
  // A form that came back is the answer to what was sent: where they differ, the server put it right or has taken it.
  const answered = owed ? kept.filter((entry) => wasSent(entry.name)) : [];
  for (const entry of answered) drop(entry.name);
  const orphans = kept.filter((entry) => !held.has(entry.name) && !answered.includes(entry));
  for (const entry of orphans) {
    if (differing(entry.kept.fields, fieldsOf(form)).length > 0) continue;
    // What was kept stands in the form again: the server refused it and shows it, or it has been saved from elsewhere.
    if (differing(entry.kept.fields, served).length === 0 && wasSent(entry.name) && !saysDone()) owed = true;
    drop(entry.name);
  }
  if (owed) store();
  const different = orphans.filter((entry) => differing(entry.kept.fields, fieldsOf(form)).length > 0);
  for (const entry of different) offer(entry);
  if (!owed) forget();

  function offer(entry: KeptEntry): void {
    offerAbove(form, fieldsOf(form), words, {
      entry,
      outdated: entry.key.base !== key?.base,
      take() {
        fill(form, entry.kept.fields);
        owed = true;
        store();
        drop(entry.name);
        form.querySelector<HTMLElement>('input:not([type=hidden]), textarea')?.focus();
      },
      throwAway: () => drop(entry.name),
    });
  }
}

/**
 * The server answers what it has taken by leading to a page whose address says what was done. Such a page that is come
 * back to, or loaded again after the line was down, says nothing of what was sent since.
 */
export function clearAfterSaving(): void {
  const sent = sessionStorage.getItem(sentName);
  const [arrival] = performance.getEntriesByType('navigation');
  const led =
    arrival instanceof PerformanceNavigationTiming &&
    arrival.type === 'navigate' &&
    arrival.redirectCount > 0;
  if (sent === null || !saysDone() || !led) return;
  drop(sent);
  forget();
}

function saysDone(): boolean {
  return new URLSearchParams(location.search).has('done');
}

function remember(name: string): void {
  try {
    sessionStorage.setItem(sentName, name);
  } catch {
    // Then the entry is offered once more than needed.
  }
}

function wasSent(name: string): boolean {
  return sessionStorage.getItem(sentName) === name;
}

function forget(): void {
  sessionStorage.removeItem(sentName);
}

/** Held until the page is gone, however it goes. */
function hold(name: string): void {
  void navigator.locks?.request(name, () => new Promise(() => undefined));
}

async function heldLocks(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map((lock) => lock.name ?? ''));
}

/** Signing out empties the shelf; where something is on it, the person is asked first. */
export function emptyOnSignOut(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-signs-out]')) {
    form.addEventListener('submit', (event) => {
      const question = form.dataset.signsOut;
      if (question && everythingKept(Date.now()).length > 0 && !confirm(question)) {
        event.preventDefault();
        return;
      }
      leaving = true;
      dropEverything();
    });
  }
}

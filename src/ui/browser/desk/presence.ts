import type { Words } from './words.ts';

const every = 60_000;

/**
 * While a form is open and seen, tells the server so once a minute, and says who else has it open. The address stands
 * in the form (`data-presence`); it answers `{ others: [names] }`, or nothing.
 */
export function tellPresence(root: Document, words: Words): void {
  const form = root.querySelector<HTMLFormElement>('form[data-presence]');
  const address = form?.dataset.presence;
  const place = root.querySelector<HTMLElement>('[data-presence-said]');
  if (!address) return;
  const tell = async () => {
    if (root.hidden) return;
    const answer = await fetch(address, { method: 'POST', headers: { accept: 'application/json' } }).catch(
      () => null,
    );
    // Signed out, or the line is down: what the page said last still stands.
    if (!place || !answer?.ok || answer.redirected) return;
    const others = answer.status === 204 ? [] : namesIn(await answer.json().catch(() => null));
    const said =
      others.length === 0 ? '' : words('others', { names: listed(others, root.documentElement.lang) });
    // A live region speaks when it changes, so it changes only for news.
    if (place.textContent?.trim() !== said) place.textContent = said;
    place.hidden = said === '';
  };
  void tell();
  const timer = setInterval(() => void tell(), every);
  root.addEventListener('visibilitychange', () => void tell());
  addEventListener('pagehide', () => clearInterval(timer));
}

function namesIn(answer: unknown): string[] {
  const others = typeof answer === 'object' && answer !== null && 'others' in answer ? answer.others : [];
  return Array.isArray(others) ? others.filter((name) => typeof name === 'string') : [];
}

/** As the server lists them (form pages of src/desk/editing). */
function listed(names: readonly string[], lang: string): string {
  return names.join(lang === 'ar' ? '، ' : ', ');
}

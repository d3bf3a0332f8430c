/**
 * The moderators' queue by keyboard, and decisions without leaving the page: the server renders the row anew, the script
 * puts it in the place of the old one. Without it every button posts, and leads back to the same place.
 */
export function comfortQueue(root: Document): void {
  const form = root.querySelector<HTMLFormElement>('form[data-queue-form]');
  if (form === null) return;
  listenToClicks(root, form);
  listenToKeys(root, form);
}

const rowsOf = (form: HTMLElement) => [
  ...form.querySelectorAll<HTMLTableRowElement>('[data-queue] tbody tr'),
];
const current = (form: HTMLElement) => form.querySelector<HTMLTableRowElement>('tr.at');

/** Makes a row the one that keys speak of, and brings the focus there. */
function goTo(form: HTMLElement, row: HTMLTableRowElement | undefined): void {
  if (row === undefined) return;
  for (const other of form.querySelectorAll('tr.at')) {
    other.classList.remove('at');
    other.removeAttribute('aria-current');
  }
  row.classList.add('at');
  row.setAttribute('aria-current', 'true');
  const link = row.querySelector<HTMLAnchorElement>('th a');
  link?.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

function step(form: HTMLElement, by: 1 | -1): void {
  const rows = rowsOf(form);
  const at = rows.findIndex((row) => row.classList.contains('at'));
  goTo(form, at === -1 ? rows[0] : rows[at + by]);
}

/** The next row that still waits, else the one before it. */
function afterDeciding(form: HTMLElement, id: string): HTMLTableRowElement | undefined {
  const rows = rowsOf(form);
  const at = rows.findIndex((row) => row.id === id);
  const waits = (row: HTMLTableRowElement) => !row.classList.contains('decided');
  return rows.slice(at + 1).find(waits) ?? rows.slice(0, at).findLast(waits) ?? rows[at];
}

/** Posts, and swaps in what the server rendered. Anything unexpected is left to the page itself, which says it in words. */
async function post(root: Document, action: string, body: URLSearchParams): Promise<Response | null> {
  const answer = await fetch(action, {
    method: 'POST',
    body,
    headers: { 'x-desk-part': 'rows' },
    redirect: 'manual',
  }).catch(() => null);
  if (answer === null) return null;
  if (answer.status === 200 && !answer.redirected) {
    swap(root, await answer.text());
    return answer;
  }
  return answer;
}

function swap(root: Document, html: string): void {
  const part = new DOMParser().parseFromString(html, 'text/html');
  for (const row of part.querySelectorAll('tr'))
    root.getElementById(row.id)?.replaceWith(root.adoptNode(row));
  for (const id of ['queue-undo', 'queue-tabs']) {
    const fresh = part.getElementById(id);
    if (fresh) root.getElementById(id)?.replaceWith(root.adoptNode(fresh));
  }
  const said = root.getElementById('queue-said');
  if (said) said.textContent = part.querySelector('[data-said]')?.textContent ?? '';
}

let busy = false;

/** Decides by a button of a row or of the head. */
async function decide(root: Document, form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  if (busy) return;
  busy = true;
  const owner = button.form ?? form;
  const row = button.closest('tr');
  const body = new URLSearchParams();
  for (const field of owner.querySelectorAll<HTMLInputElement>('input[type=hidden]'))
    body.append(field.name, field.value);
  if (button.name) body.append(button.name, button.value);
  const action = button.getAttribute('formaction') ?? owner.getAttribute('action') ?? '';
  const answer = await post(root, action, body);
  busy = false;
  if (answer?.status !== 200) {
    // The page says why, as it would without a script.
    location.reload();
    return;
  }
  if (row)
    goTo(
      form,
      button.name === 'event' ? rowsOf(form).find(({ id }) => id === row.id) : afterDeciding(form, row.id),
    );
  else goTo(form, current(form) ?? rowsOf(form)[0]);
}

function listenToClicks(root: Document, form: HTMLFormElement): void {
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const button = event.target.closest<HTMLButtonElement>(
      'button[name=list], [data-queue] button[name=event], #queue-undo button',
    );
    if (button) {
      // Many that are taken back at once may stand anywhere in the list.
      if (button.closest('#queue-undo')?.querySelector('input[name=batch]')) return;
      event.preventDefault();
      void decide(root, form, button);
      return;
    }
    const link = event.target.closest<HTMLAnchorElement>('a[data-reject]');
    const dialog = root.querySelector<HTMLDialogElement>('#queue-reject');
    if (link && dialog) {
      event.preventDefault();
      void openReject(root, form, dialog, link);
    }
  });
}

/** The form to reject, which is a page of its own, in a dialog over the list. */
async function openReject(
  root: Document,
  form: HTMLFormElement,
  dialog: HTMLDialogElement,
  link: HTMLAnchorElement,
): Promise<void> {
  const row = link.closest('tr');
  const answer = await fetch(link.href).catch(() => null);
  if (!answer?.ok || row === null) {
    location.assign(link.href);
    return;
  }
  show(root, dialog, await answer.text());
  dialog.onclick = (event) => {
    if (event.target instanceof Element && event.target.closest('[data-close]')) {
      event.preventDefault();
      dialog.close();
    }
  };
  dialog.onsubmit = async (event) => {
    event.preventDefault();
    const sent = event.target;
    if (busy || !(sent instanceof HTMLFormElement)) return;
    busy = true;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(sent, event.submitter))
      if (typeof value === 'string') body.append(name, value);
    const answered = await post(root, sent.action, body);
    busy = false;
    if (answered?.status === 200) {
      dialog.close();
      goTo(form, afterDeciding(form, row.id));
    } else if (answered?.status === 422) {
      show(root, dialog, await answered.text());
    } else location.reload();
  };
  dialog.onclose = () => {
    if (!row.isConnected) return;
    goTo(form, row);
  };
}

function show(root: Document, dialog: HTMLDialogElement, html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const fresh = page.querySelector('form[data-reject-form]');
  const title = page.querySelector('h1');
  if (!fresh) return;
  const heading = root.createElement('h2');
  heading.id = 'queue-reject-title';
  heading.textContent = title?.textContent ?? '';
  dialog.replaceChildren(heading, root.adoptNode(fresh));
  if (!dialog.open) dialog.showModal();
  (
    dialog.querySelector<HTMLElement>('[data-error-summary]') ??
    dialog.querySelector<HTMLElement>('input[type=radio]')
  )?.focus();
}

const offKey = 'desk-queue-keys';

/** One key a decision. By the place of the key, so that an Arabic layout works like an English one. */
function listenToKeys(root: Document, form: HTMLFormElement): void {
  const help = root.querySelector<HTMLDialogElement>('#queue-help');
  const onOff = help?.querySelector<HTMLInputElement>('[data-keys-on]');
  if (onOff) {
    onOff.checked = localStorage.getItem(offKey) !== 'off';
    onOff.addEventListener('change', () => localStorage.setItem(offKey, onOff.checked ? 'on' : 'off'));
  }
  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (root.querySelector('dialog[open]')) return;
    if (
      event.target instanceof Element &&
      event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')
    )
      return;
    if (event.key === '?' || event.key === '؟') {
      help?.showModal();
      return;
    }
    if (event.shiftKey || onOff?.checked === false) return;
    const row = current(form);
    const press = (selector: string) => row?.querySelector<HTMLElement>(selector)?.click();
    switch (event.code) {
      case 'KeyJ':
        step(form, 1);
        break;
      case 'KeyK':
        step(form, -1);
        break;
      case 'KeyL':
        press('button[name=list]');
        break;
      case 'KeyR':
        press('a[data-reject]');
        break;
      case 'KeyX':
        press('input[type=checkbox]');
        break;
      case 'KeyU':
        root.querySelector<HTMLElement>('#queue-undo button')?.click();
        break;
      default:
        return;
    }
    event.preventDefault();
  });
}

/**
 * The reason of a rejection: a ready text comes into the field as it is chosen, and the mail below is shown with what is
 * being written. Without it the field may stay empty, and a button shows the mail.
 */
export function comfortReason(root: Document): void {
  root.addEventListener('change', (event) => {
    const radio = event.target;
    if (!(radio instanceof HTMLInputElement)) return;
    const text = textOf(radio.form);
    if (text === null) return;
    if (radio.name === 'code' && radio.dataset.text !== undefined) {
      // What was typed stays; a ready text gives way to another.
      if (text.value === '' || text.value === text.dataset.ready) text.value = radio.dataset.text;
      text.dataset.ready = radio.dataset.text;
    }
    show(text);
  });
  root.addEventListener('input', (event) => {
    if (event.target instanceof HTMLTextAreaElement && event.target === textOf(event.target.form))
      show(event.target);
  });
}

function textOf(form: HTMLFormElement | null): HTMLTextAreaElement | null {
  return form?.querySelector<HTMLTextAreaElement>('textarea#reason-text') ?? null;
}

function show(text: HTMLTextAreaElement): void {
  const { form } = text;
  if (form === null) return;
  const code = new FormData(form).get('code');
  for (const quote of form.querySelectorAll('[data-reason]')) {
    const ready = typeof code === 'string' && code !== '' ? quote.getAttribute(`data-${code}`) : null;
    quote.textContent = text.value.trim() || (ready ?? '…');
  }
  const silent = form.querySelector<HTMLInputElement>('input[name=silent]')?.checked ?? false;
  for (const mail of form.querySelectorAll<HTMLElement>('.mail-preview')) mail.hidden = silent;
}

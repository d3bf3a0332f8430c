type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * The signing form: shows only the fields of the kind that is chosen, and tells the server how long it was being filled
 * in (`elapsed`, milliseconds from the first focus; empty without this script).
 */
export function comfortSigning(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-sign]')) {
    showChosenKind(form);
    form.addEventListener('change', () => showChosenKind(form));
    // A browser that restores what was typed does so after this script ran.
    addEventListener('pageshow', () => showChosenKind(form));
    measureTime(form);
  }
}

function showChosenKind(form: HTMLFormElement): void {
  const chosen = form.querySelector<HTMLInputElement>(
    'input[name=kind]:checked, input[name=kind][type=hidden]',
  )?.value;
  for (const part of form.querySelectorAll<HTMLElement>('[data-kind]')) {
    const shown = chosen === undefined || part.dataset.kind === chosen;
    part.hidden = !shown;
    // A disabled control is not sent: what was typed for the other kind stays here.
    for (const control of part.querySelectorAll<Control>('input, select, textarea'))
      control.disabled = !shown;
  }
}

function measureTime(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name=elapsed]');
  if (!field) return;
  let start: number | undefined;
  form.addEventListener('focusin', () => {
    start ??= performance.now();
  });
  form.addEventListener('submit', () => {
    if (start !== undefined) field.value = String(Math.round(performance.now() - start));
  });
}

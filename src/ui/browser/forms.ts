/** Leads those who hear or tab through the page to what is wrong. */
export function focusErrors(root: Document): void {
  root.querySelector<HTMLElement>('[data-error-summary]')?.focus();
}

/** A form that was sent cannot be sent again by a second click; coming back to the page frees it. */
export function guardSubmits(root: Document): void {
  const buttons = (form: HTMLFormElement) => form.querySelectorAll<HTMLButtonElement>('button[type=submit]');
  for (const form of root.querySelectorAll<HTMLFormElement>('form[method=post]')) {
    form.addEventListener('submit', (event) => {
      // After this event, so that the browser has collected the form with its button.
      setTimeout(() => {
        if (event.defaultPrevented) return;
        for (const button of buttons(form)) button.disabled = true;
      });
    });
    addEventListener('pageshow', () => {
      for (const button of buttons(form)) button.disabled = false;
    });
  }
}

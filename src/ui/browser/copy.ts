/** Shows the copy buttons where the browser can copy (a secure context), and says when it has. */
export function offerCopy(root: Document): void {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const field = root.getElementById(button.dataset.copy ?? '');
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        return; // refused by the browser: the address stays selected, ready to be copied by hand
      }
      const output = button.closest('.field')?.querySelector('output');
      if (output) output.value = button.dataset.said ?? '';
    });
  }
}

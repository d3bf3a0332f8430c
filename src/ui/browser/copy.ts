/** Shows the copy buttons where the browser can copy (a secure context), and says when it has. */
export function offerCopy(root: Document): void {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const field = root.getElementById(button.dataset.copy ?? '');
    if (!field) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(selected(field));
      } catch {
        return; // refused by the browser: the text stays selected, ready to be copied by hand
      }
      const output = button.closest('.field, .part')?.querySelector('output');
      if (output) output.value = button.dataset.said ?? '';
    });
  }
}

/** Selects what a field or a passage holds. @returns it, as one line where it is a passage */
function selected(field: HTMLElement): string {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.select();
    return field.value;
  }
  getSelection()?.selectAllChildren(field);
  return (field.textContent ?? '').replace(/\s+/g, ' ').trim();
}

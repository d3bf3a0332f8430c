/** Shows the buttons that print the page: its print styles leave out the machinery. */
export function offerPrint(root: Document): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}

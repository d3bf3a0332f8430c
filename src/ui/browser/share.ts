/** Shows the device's own share sheet where there is one. */
export function offerShare(root: Document): void {
  if (!('share' in navigator)) return;
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-share]')) {
    const { share: url = '', title = '' } = button.dataset;
    const row = button.closest<HTMLElement>('[hidden]');
    if (row) row.hidden = false;
    button.addEventListener('click', () => {
      navigator.share({ title, url }).catch(() => {}); // closed by the visitor: nothing to say
    });
  }
}

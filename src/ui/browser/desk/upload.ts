import type { Upload } from 'tus-js-client';
import { type Line, lineFor, wordsOf } from './upload-line.ts';
import { sendOne } from './upload-one.ts';

/** Files go in pieces that survive a cut line and a closed page; dragged or chosen. Without it the form sends them. */
export async function comfortUploads(root: Document): Promise<void> {
  const form = root.querySelector<HTMLFormElement>('form[data-upload]');
  const input = form?.querySelector<HTMLInputElement>('input[type=file]');
  const list = form?.querySelector('.sending');
  if (!form || !input || !list) return;
  const { Upload: Sender, defaultOptions } = await import('tus-js-client');
  const words = wordsOf(form);
  const discreet = () => form.querySelector<HTMLInputElement>('[name=discreet]')?.checked === true;
  const open = new Set<Upload>();

  const send = (files: Iterable<File>) => {
    for (const file of files) {
      const line: Line = lineFor(list, file.name, words);
      void sendOne(Sender, file, discreet(), line, open);
    }
  };
  input.addEventListener('change', () => {
    send([...(input.files ?? [])]);
    input.value = '';
  });
  form.querySelector('button[type=submit]')?.addEventListener('click', (event) => {
    // Everything that was chosen is on its way already: there is nothing to send.
    event.preventDefault();
    input.click();
  });
  for (const name of ['dragover', 'dragenter'])
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add('over');
    });
  for (const name of ['dragleave', 'drop']) form.addEventListener(name, () => form.classList.remove('over'));
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    send([...(event.dataTransfer?.files ?? [])]);
  });
  addEventListener('beforeunload', (event) => {
    if (open.size > 0) event.preventDefault();
  });
  form.classList.add('live');
  await tellUnfinished(defaultOptions.urlStorage, list, words);
}

/** What did not arrive whole the last time: its bytes are kept, and the same file goes on. */
async function tellUnfinished(
  storage: { findAllUploads(): Promise<{ uploadUrl: string | null; metadata: Record<string, string> }[]> },
  list: Element,
  words: Record<string, string>,
): Promise<void> {
  for (const { uploadUrl, metadata } of await storage.findAllUploads()) {
    if (!uploadUrl) continue;
    const answer = await fetch(uploadUrl, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } }).catch(
      () => null,
    );
    const [sent, all] = ['upload-offset', 'upload-length'].map((name) => Number(answer?.headers.get(name)));
    if (!answer?.ok || !sent || !all || sent >= all) continue;
    const item = list.appendChild(document.createElement('li'));
    item.className = 'unfinished';
    item.dataset.name = metadata.filename ?? '';
    item.textContent = (words.unfinished ?? '')
      .replace('{name}', `\u2068${metadata.filename ?? ''}\u2069`)
      .replace('{percent}', String(Math.floor((100 * sent) / all)));
  }
}

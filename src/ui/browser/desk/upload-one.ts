import type { DetailedError, Upload, UploadOptions } from 'tus-js-client';
import type { Line } from './upload-line.ts';

const smallest = 128 * 1024;
const largest = 8 * 1024 * 1024;
/** A piece takes about this long, so that a cut costs little and a fast line is used. */
const pieceMs = 4_000;
/** Minutes of a line that is away; then the person is told, and whatever was sent is kept. */
const retries = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 30_000, 60_000, 60_000];

/** Sends one file, in pieces that fit the line; goes on with what an earlier try has sent. */
export async function sendOne(
  Sender: new (file: File, options: UploadOptions) => Upload,
  file: File,
  discreet: boolean,
  line: Line,
  open: Set<Upload>,
): Promise<void> {
  let begun = performance.now();
  const options: UploadOptions = {
    endpoint: '/desk/uploads/tus',
    chunkSize: 2 * smallest,
    retryDelays: retries,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, discreet: discreet ? 'yes' : 'no' },
    onShouldRetry(error) {
      const status = statusOf(error);
      const again = status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
      if (again) line.say(line.words.waiting ?? '');
      return again;
    },
    onProgress: (sent, all) => line.progress(all === 0 ? 1 : sent / all),
    onChunkComplete(size) {
      const now = performance.now();
      const fitting = (size / Math.max(50, now - begun)) * pieceMs;
      upload.options.chunkSize = Math.round(Math.min(largest, Math.max(smallest, fitting)));
      begun = now;
    },
    onError(error) {
      if (statusOf(error) === 0 && !navigator.onLine) {
        // However long the line is away: what was sent is kept.
        line.say(line.words.waiting ?? '');
        addEventListener('online', () => upload.start(), { once: true });
        return;
      }
      open.delete(upload);
      line.say(sentenceFor(error, line), 'flag');
    },
    onSuccess() {
      open.delete(upload);
      line.progress(1);
      line.say(line.words.checking ?? '');
      void tellOutcome(upload.url, line);
    },
  };
  const upload = new Sender(file, options);
  line.onCancel(() => {
    open.delete(upload);
    void upload.abort(true);
  });
  open.add(upload);
  const [earlier] = await upload.findPreviousUploads().catch(() => []);
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  begun = performance.now();
  upload.start();
}

function statusOf(error: Error | DetailedError): number {
  return 'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
}

function sentenceFor(error: Error | DetailedError, { words }: Line): string {
  const key =
    { 401: 'signed_out', 413: 'too_large', 429: 'too_many', 507: 'no_room' }[statusOf(error)] ?? 'failed';
  return words[key] ?? '';
}

/** Asks what the server finds in the file, until it has found it. */
async function tellOutcome(url: string | null, line: Line): Promise<void> {
  const id = url?.split('/').at(-1);
  for (let wait = 1_000; ; wait = Math.min(10_000, wait * 1.3)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const answer = await fetch(`/desk/uploads/${id}/state`).catch(() => null);
    if (answer && !answer.ok) return line.say(line.words.failed ?? '', 'flag');
    const found: { state: string; said: string; href: string | null } | undefined = await answer?.json();
    if (!found) continue;
    const over = found.state === 'ready' || found.state === 'refused';
    line.say(found.said, found.state === 'refused' ? 'flag' : undefined);
    if (over) return line.done(found.href);
  }
}

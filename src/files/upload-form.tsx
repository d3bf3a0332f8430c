import type { Translator } from '../foundation/i18n/translate.ts';
import { Check } from '../ui/components/choice.tsx';
import { FieldError, wiring } from '../ui/components/field.tsx';

/** What a device is asked for. Without the pictures of Apple in it, its telephones send JPEG. */
const accepted = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
  'application/pdf',
  '.odt',
  '.ods',
  '.odp',
  '.docx',
  '.xlsx',
  '.pptx',
  'text/plain',
  '.csv',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/ogg',
].join(',');

/** What the browser's script says while it sends; `{…}` are filled in there. */
const said = {
  sending: 'desk.upload.sending',
  waiting: 'desk.upload.waiting',
  checking: 'desk.upload.checking',
  failed: 'desk.upload.failed',
  signed_out: 'desk.upload.signed_out',
  too_large: 'desk.upload.too_large',
  too_many: 'desk.upload.too_many',
  no_room: 'desk.upload.no_room',
  cancel: 'desk.upload.cancel',
  open: 'desk.upload.open',
  unfinished: 'desk.upload.unfinished',
} as const;

/**
 * Files to be chosen and sent: by button on any browser, by a script also by dragging, in pieces that survive a cut
 * line and a closed page.
 */
export function UploadForm({ t, error }: { t: Translator; error?: string }) {
  const words = Object.fromEntries(
    Object.entries(said).map(([name, key]) => [name, t(key, { percent: '{percent}', name: '{name}' })]),
  );
  const field = {
    t,
    name: 'file',
    label: t('desk.upload.files'),
    hint: t('desk.upload.hint'),
    error,
  };
  return (
    <form
      class="upload"
      method="post"
      action="/desk/uploads"
      enctype="multipart/form-data"
      data-upload=""
      data-words={JSON.stringify(words)}
    >
      <h2>{t('desk.upload.title')}</h2>
      <Check
        t={t}
        name="discreet"
        label={t('desk.upload.discreet')}
        hint={t('desk.upload.discreet.hint')}
        optional
      />
      <div class="field" data-invalid={error ? '' : undefined}>
        <label for="file">{field.label}</label>
        <p class="hint" id="file-hint">
          {field.hint}
        </p>
        <FieldError t={t} name="file" error={error} />
        <input id="file" name="file" type="file" multiple accept={accepted} {...wiring(field)} />
      </div>
      <p class="buttons">
        <button type="submit">{t('desk.upload.send')}</button>
        <span class="label drop-hint">{t('desk.upload.drop')}</span>
      </p>
      <ul class="sending" aria-live="polite" />
    </form>
  );
}

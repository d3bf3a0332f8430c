import type { Db } from '../../foundation/database/database.ts';
import { transact } from '../../foundation/database/transact.ts';
import { write } from '../../foundation/history/history.ts';
import type { Lang } from '../../foundation/i18n/lang.ts';
import type { Translator } from '../../foundation/i18n/translate.ts';
import type { PublicPages } from '../desk.ts';
import type { Editable, Work } from './model.ts';
import { offerForNow } from './preview-store.ts';
import { publishWork } from './publish-store.ts';
import { lockThing, readWork } from './work-store.ts';

/** Ends the transaction of a preview: nothing of it is ever committed. */
class RolledBack extends Error {
  readonly answer: Response | null;

  constructor(answer: Response | null) {
    super('a preview is rolled back');
    this.answer = answer;
  }
}

/**
 * The public page exactly as it will be: within a transaction everything that waits is published, the page is rendered by
 * the very code of the public side over that transaction, and all of it is rolled back.
 * @param options.files where its files are fetched, which are not public before it is: stands in place of `/files`.
 * @returns the page with a line that says what it is; null where the thing has no page of its own or no text yet.
 */
export async function renderPreview(
  db: Db,
  pages: PublicPages,
  editable: Editable,
  id: Work['id'],
  options: { lang: Lang; t: Translator; files: string },
): Promise<Response | null> {
  const { lang, t, files } = options;
  try {
    await transact(db, async (tx) => {
      await lockThing(tx, id);
      const work = await readWork(tx, editable, id);
      const path = work && editable.publicPath(work);
      if (!work || path === null || work.binnedAt !== null) throw new RolledBack(null);
      const history = write('system', 'preview', tx);
      const langs = Object.keys(work.drafts) as Lang[]; // keys of a record by language
      const { outcome } = await publishWork(history, editable, work, langs, {
        actor: 'system',
        trial: true,
      });
      if (outcome !== 'published') throw new RolledBack(null);
      await offerForNow(tx, lang);
      throw new RolledBack(await pages(tx, `/${lang}${path}`));
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return error.answer && marked(error.answer, t, files);
  }
  return null;
}

async function marked(answer: Response, t: Translator, files: string): Promise<Response> {
  const notice = await (
    <p class="notice preview-mark" lang={t.lang} dir={t.dir}>
      <b>{t('desk.preview.title')}</b> {t('desk.preview.stand')}
    </p>
  );
  const html = (await answer.text())
    .replace('<main id="text">', () => `<main id="text">${notice}`)
    .replace(/(?<=["\s,])\/files\/(?=[0-9a-f]{64})/g, () => `${files}/`);
  const headers = new Headers({
    'content-type': answer.headers.get('content-type') ?? 'text/html; charset=UTF-8',
  });
  headers.set('referrer-policy', 'no-referrer');
  return new Response(html, { status: answer.status, headers });
}

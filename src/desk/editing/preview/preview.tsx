import type { Db } from '../../../foundation/database/database.ts';
import { parseId } from '../../../foundation/database/id.ts';
import { transact } from '../../../foundation/database/transact.ts';
import { type Tx, write } from '../../../foundation/history/history.ts';
import type { Lang } from '../../../foundation/i18n/lang.ts';
import type { Translator } from '../../../foundation/i18n/translate.ts';
import type { PublicPages } from '../../desk.ts';
import { type Editable, ownToEdit, type Work } from '../model.ts';
import { publishWork } from '../publishing/publish-store.ts';
import { lockThing, readWork } from '../work-store.ts';
import { kindOf, offerForNow } from './preview-store.ts';

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
 * the very code of the public side over that transaction, and all of it is rolled back. What is a part of another thing, with no
 * page of its own, is shown on the page of that, where a mark and a link say where it stands.
 * @param kinds every kind that the desk edits: what a part belongs to is one of them.
 * @param options.files where its files are fetched, which are not public before it is: stands in place of `/files`.
 * @returns the page with a line that says what it is; null where there is no page yet, or no text.
 */
export async function renderPreview(
  db: Db,
  pages: PublicPages,
  editable: Editable,
  id: Work['id'],
  options: { lang: Lang; t: Translator; files: string; kinds: readonly Editable[] },
): Promise<Response | null> {
  const { lang, t, files, kinds } = options;
  try {
    await transact(db, async (tx) => {
      await lockThing(tx, id);
      const work = await readWork(tx, editable, id);
      if (work === null || !(await published(tx, editable, work))) throw new RolledBack(null);
      const path = editable.publicPath(work) ?? (await pageOfWhole(tx, kinds, editable, work));
      if (path === null) throw new RolledBack(null);
      await offerForNow(tx, lang);
      throw new RolledBack(await pages(tx, `/${lang}${path}`));
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return error.answer && marked(error.answer, t, files, editable.partOf ? id : null);
  }
  return null;
}

/** Publishes all that waits, for a transaction that is rolled back. @returns whether it could, or nothing waits of what is public. */
async function published(tx: Tx, editable: Editable, work: Work): Promise<boolean> {
  if (work.binnedAt !== null) return false;
  const langs = Object.keys(work.drafts) as Lang[]; // keys of a record by language
  // A name can be public without any text.
  if (work.publishedAt !== null && langs.length === 0 && work.ownDraft === null) return true;
  const history = write('system', 'preview', tx);
  const { outcome } = await publishWork(history, editable, work, langs, { actor: 'system', trial: true });
  return outcome === 'published';
}

/** How far up a part is looked for: an answer to a step of a case stands on the page of the case. */
const mostSteps = 3;

/** The page of what a part belongs to. A whole that is not public is shown with it; of one that is, nothing that waits. */
async function pageOfWhole(
  tx: Tx,
  kinds: readonly Editable[],
  part: Editable,
  work: Work,
): Promise<string | null> {
  let [here, at] = [part, work];
  for (let step = 0; step < mostSteps; step += 1) {
    const own = ownToEdit(at);
    const named = here.partOf?.map((field) => own[field]).find((value) => typeof value === 'string');
    const id = parseId(String(named ?? ''));
    const kind = id && (await kindOf(tx, id));
    const editable = kinds.find((one) => one.kind === kind);
    const whole = id && editable ? await readWork(tx, editable, id) : null;
    if (!editable || whole === null) return null;
    if (whole.publishedAt === null && !(await published(tx, editable, whole))) return null;
    const path = editable.publicPath(whole);
    if (path !== null) return path;
    [here, at] = [editable, whole];
  }
  return null;
}

/** @param part the id of a part that stands somewhere on the page, in an element whose id ends with it. */
async function marked(
  answer: Response,
  t: Translator,
  files: string,
  part: Work['id'] | null,
): Promise<Response> {
  const page = await answer.text();
  const place = part === null ? null : (new RegExp(` id="([a-z]+-${part})"`).exec(page)?.[1] ?? null);
  const notice = await (
    <p class="notice preview-mark" lang={t.lang} dir={t.dir}>
      <b>{t('desk.preview.title')}</b> {t('desk.preview.stand')}
      {place === null ? null : (
        <>
          {' '}
          <a href={`#${place}`}>{t('desk.preview.part')}</a>
        </>
      )}
      {part !== null && place === null ? ` ${t('desk.preview.no_place')}` : null}
    </p>
  );
  const mark = await (
    <mark lang={t.lang} dir={t.dir}>
      {t('desk.preview.draft')}
    </mark>
  );
  const html = (place === null ? page : withMark(page, place, String(mark)))
    .replace('<main id="text">', () => `<main id="text">${notice}`)
    .replace(/(?<=["\s,])\/files\/(?=[0-9a-f]{64})/g, () => `${files}/`);
  const headers = new Headers({
    'content-type': answer.headers.get('content-type') ?? 'text/html; charset=UTF-8',
  });
  headers.set('referrer-policy', 'no-referrer');
  return new Response(html, { status: answer.status, headers });
}

/** The page with a mark at the beginning of an element; within a row of a table it stands in the first cell. */
function withMark(page: string, place: string, mark: string): string {
  const opening = new RegExp(
    `<tr[^>]* id="${place}"[^>]*>\\s*<t[hd][^>]*>|<(?!tr)[a-z]+[^>]* id="${place}"[^>]*>`,
  );
  return page.replace(opening, (found) => `${found}${mark} `);
}

import type { Desk } from '../desk/desk.ts';
import { deskMessage } from '../desk/message.tsx';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { deskPage } from '../desk/page.tsx';
import { isLang, type Lang } from '../foundation/i18n/lang.ts';
import type { Site } from '../foundation/web/site.ts';
import { may } from '../staff/model.ts';
import { namesOfActors } from '../staff/store.ts';
import { readWords } from './describe-form.ts';
import {
  bringFileBack,
  countFiles,
  describeFile,
  findVariant,
  listFiles,
  listUses,
  putFileAway,
  readFile,
} from './desk-store.ts';
import { FileDetailPage } from './detail-page.tsx';
import { FileTable, type ListView, Search, shows, Tabs, UploadTable } from './list-page.tsx';
import { fileKinds } from './model.ts';
import { PickPage } from './pick-page.tsx';
import { pickable } from './pickable.ts';
import { serveBlob } from './serving/serve.ts';
import { variantFile } from './serving/store.ts';
import { listOfferedPictures, readPictures } from './store.ts';
import { UploadForm } from './upload-form.tsx';
import { listUploads } from './upload-store.ts';
import { factsInWords } from './words.ts';

const path = '/desk/files';
const one = `${path}/:sha256{[0-9a-f]{64}}`;
const perPage = 50;

/** Files and pictures: what is there, what comes in, what each shows and where it is used. */
export function filesDesk(desk: Desk): void {
  const { site } = desk;
  desk.get(path, 'content.read', 'any', (c) => filesPage(c, site));

  desk.get(`${path}/pick`, 'content.read', 'any', async (c) => {
    const { q, lang, found } = await offered(c, site);
    return deskPage(c, {
      title: c.var.t('desk.files.pick'),
      at: 'files',
      crumbs: [{ href: path, text: c.var.t('desk.menu.files') }],
      body: <PickPage t={c.var.t} q={q} lang={lang} pickable={found} />,
    });
  });
  desk.get(`${path}/pick.json`, 'content.read', 'any', async (c) => {
    const { lang, found } = await offered(c, site);
    return c.json({ lang, items: found });
  });

  desk.get(one, 'content.read', 'any', (c) => detailPage(c, site));
  desk.post(one, 'file.upload', 'any', async (c) => {
    const file = await readFile(site.db, hashOf(c));
    if (!file) return deskMessage(c, 404, 'missing');
    const langs = file.texts.map(({ lang }) => lang);
    await describeFile(site.db, file.sha256, readWords(await c.req.parseBody(), langs));
    c.set('audited', { subject: `file:${file.sha256}` });
    return c.redirect(doneAt(`${path}/${file.sha256}`, 'saved'), 303);
  });
  desk.post(`${one}/put-away`, 'file.manage', null, async (c) => {
    const sha256 = hashOf(c);
    if (!(await putFileAway(site.db, sha256, `staff:${c.var.member.id}`))) return detailPage(c, site, 409);
    c.set('audited', { subject: `file:${sha256}` });
    return c.redirect(doneAt(path, 'put_away'), 303);
  });
  desk.post(`${one}/bring-back`, 'file.manage', null, async (c) => {
    const sha256 = hashOf(c);
    await bringFileBack(site.db, sha256);
    c.set('audited', { subject: `file:${sha256}` });
    return c.redirect(doneAt(`${path}/${sha256}`, 'back'), 303);
  });

  desk.get(`${one}/original`, 'file.upload', 'any', async (c) => {
    const file = await readFile(site.db, hashOf(c));
    const served = file && { mediaType: file.mediaType, name: file.name, saved: true };
    return (
      (served && (await serveBlob(c, site.settings.dataDir, file.sha256, served, 'no-store'))) ?? lost(c)
    );
  });
  desk.get(`${one}/:form{[1-9][0-9]{0,4}\\.(avif|webp|jpg)}`, 'content.read', 'any', async (c) => {
    const [width = '', ending = ''] = (c.req.param('form') ?? '').split('.');
    const format = ending === 'jpg' ? 'jpeg' : ending;
    const form = await findVariant(site.db, hashOf(c), format, Number(width));
    if (!form || (format !== 'jpeg' && format !== 'webp' && format !== 'avif')) return lost(c);
    const served = variantFile(form.name, format);
    return (await serveBlob(c, site.settings.dataDir, form.sha256, served, 'no-store')) ?? lost(c);
  });
}

function lost(c: DeskContext): Promise<Response> {
  return deskMessage(c, 404, 'missing');
}

function hashOf(c: DeskContext): string {
  return c.req.param('sha256') ?? '';
}

/** The list, with the form to add to it; `error` is what was wrong with a form that was sent without a script. */
export async function filesPage(c: DeskContext, site: Site, error?: string): Promise<Response> {
  const { t, member } = c.var;
  const mayUpload = may(member, 'file.upload', 'any');
  // Whoever manages files sees what others send, too.
  const whose = may(member, 'file.manage', null) ? null : member.id;
  const show = shows.find((name) => name === c.req.query('show')) ?? 'ready';
  const q = (c.req.query('q') ?? '').slice(0, 200);
  const kind = fileKinds.find((name) => name === c.req.query('kind')) ?? null;
  const after = /^[0-9a-f]{64}$/.exec(c.req.query('after') ?? '')?.[0] ?? null;
  const isList = show === 'ready' || show === 'put-away';
  const query = { q, kind, after, putAway: show === 'put-away', limit: perPage + 1 };
  const states =
    show === 'refused' ? (['refused'] as const) : (['receiving', 'received', 'checked'] as const);
  const [counts, files, uploads] = await Promise.all([
    countFiles(site.db, whose),
    isList ? listFiles(site.db, t.lang, query) : [],
    isList ? [] : listUploads(site.db, whose, { states, limit: 100 }),
  ]);
  const actors = [
    ...files.flatMap(({ uploadedBy }) => uploadedBy ?? []),
    ...uploads.map((up) => `staff:${up.staffId}`),
  ];
  const view: ListView = {
    t,
    show,
    q,
    kind,
    counts: { ...counts, 'put-away': counts.putAway },
    names: await namesOfActors(site.db, actors),
  };
  return deskPage(c, {
    title: t('desk.menu.files'),
    at: 'files',
    status: error ? 422 : 200,
    body: (
      <>
        {mayUpload ? <UploadForm t={t} {...(error && { error })} /> : null}
        <Tabs {...view} />
        {isList ? <Search {...view} /> : null}
        {isList ? (
          <FileTable view={view} files={files.slice(0, perPage)} more={files.length > perPage} />
        ) : (
          <UploadTable view={view} uploads={uploads} />
        )}
      </>
    ),
  });
}

async function detailPage(c: DeskContext, site: Site, status: 200 | 409 = 200): Promise<Response> {
  const { t, member } = c.var;
  const file = await readFile(site.db, hashOf(c));
  if (!file) return lost(c);
  const [pictures, uses, names] = await Promise.all([
    readPictures(site.db, [file.sha256]),
    listUses(site.db, file.sha256),
    namesOfActors(site.db, file.uploadedBy ? [file.uploadedBy] : []),
  ]);
  return deskPage(c, {
    title: file.name,
    named: true,
    label: factsInWords(t, file),
    at: 'files',
    status,
    crumbs: [{ href: path, text: t('desk.menu.files') }],
    body: (
      <FileDetailPage
        t={t}
        file={file}
        variants={pictures.get(file.sha256)?.variants ?? []}
        uses={uses}
        by={names.get(file.uploadedBy ?? '') ?? null}
        mayManage={may(member, 'file.manage', null)}
      />
    ),
  });
}

async function offered(c: DeskContext, site: Site) {
  const q = (c.req.query('q') ?? '').slice(0, 200);
  const asked = c.req.query('lang');
  const lang: Lang = isLang(asked) ? asked : c.var.t.lang;
  const found = await listOfferedPictures(site.db, lang, { q, limit: 60 });
  return { q, lang, found: found.map(pickable) };
}

import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { EditingWords } from '../../src/desk/components/editing-words.tsx';
import { DeskDocument } from '../../src/desk/document.tsx';
import { pickable } from '../../src/files/pickable.ts';
import { dirOf, type Lang } from '../../src/foundation/i18n/lang.ts';
import { translator } from '../../src/foundation/i18n/translate.ts';
import { readAssets, serveAssets } from '../../src/foundation/web/assets.ts';
import { security } from '../../src/foundation/web/security.ts';
import type { Site, SiteEnv } from '../../src/foundation/web/site.ts';
import { testDatabase } from '../database.ts';
import { testSite } from '../site.ts';

export const pictureSha = '5a'.repeat(32);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A form of the desk, small and in memory, with the scripts, the styles and the policy of the product. */
export interface Forms {
  origin: string;
  /** What the form holds when it is opened, and what was saved last. */
  saved: { title: string; body: string; base: string };
  /** Who else has the form open, as /presence answers. */
  others: string[];
  presenceCalls: number;
  /** What the next post is answered with. */
  next: 'save' | 'refuse' | 'put-right' | 'signed-out';
  stop(): Promise<void>;
}

export async function startForms(): Promise<Forms> {
  const data = await testDatabase({ starter: false });
  const { site } = testSite(data.db);
  const assets = await readAssets();
  const app = new Hono<SiteEnv>();
  app.use(security(site as Site));
  app.route('/', serveAssets());
  const forms = {
    saved: { title: 'Old title', body: '', base: '1.1' },
    others: [] as string[],
    presenceCalls: 0,
    next: 'save' as Forms['next'],
  };
  app.get('/desk/form', (c) => {
    const { lang, text } = asked(c.req.query('lang'), c.req.query('text'));
    c.header('content-language', lang);
    return c.html(page({ lang, text, ...forms.saved, member: c.req.query('member') ?? 'ann' }));
  });
  app.post('/desk/form', async (c) => {
    const { lang, text } = asked(c.req.query('lang'), c.req.query('text'));
    const typed = await c.req.parseBody();
    const title = String(typed.title);
    const body = String(typed.body).replaceAll('\r\n', '\n');
    if (forms.next === 'signed-out') return c.html('<!DOCTYPE html><title>x</title><p>Signed out', 401);
    if (forms.next === 'refuse')
      return c.html(page({ lang, text, title, body, base: forms.saved.base, member: 'ann' }), 422);
    if (forms.next === 'put-right')
      return c.html(
        page({ lang, text, title: 'a-title', body, base: forms.saved.base, member: 'ann', owed: true }),
        422,
      );
    forms.saved = { title, body, base: `1.${Number(forms.saved.base.slice(2)) + 1}` };
    return c.redirect(`/desk/form?lang=${lang}&text=${text}&done=saved`, 303);
  });
  app.post('/desk/presence', (c) => {
    forms.presenceCalls += 1;
    return forms.others.length > 0 ? c.json({ others: forms.others }) : c.body(null, 204);
  });
  app.post('/desk/sign-out', (c) => c.html('<!DOCTYPE html><title>x</title><p>Bye'));
  app.get('/desk/files/pick.json', (c) =>
    // By the product's own function: what the editor reads here is what it gets there.
    c.json({
      items: [
        pickable({
          sha256: pictureSha,
          name: 'square in Baghdad.jpg',
          alt: 'A square',
          width: 640,
          height: 480,
          thumbnail: 480,
        }),
        pickable({
          sha256: '5b'.repeat(32),
          name: 'ساحة.jpg',
          alt: '',
          width: 64,
          height: 48,
          thumbnail: 64,
        }),
      ].filter(({ name }) => name.includes(c.req.query('q') ?? '')),
    }),
  );
  app.get('/desk/files/*', (c) => c.body(png, 200, { 'content-type': 'image/png' }));
  app.get('/files/*', (c) => c.body(png, 200, { 'content-type': 'image/png' }));

  function page(props: PageProps): string {
    return `<!DOCTYPE html>${(<Page {...props} assets={assets} />).toString()}`;
  }
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(forms, {
    origin: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.close();
      await once(server, 'close');
    },
  });
}

function asked(lang: string | undefined, text: string | undefined): { lang: 'en' | 'ar'; text: Lang } {
  return { lang: lang === 'ar' ? 'ar' : 'en', text: text === 'ar' ? 'ar' : 'en' };
}

interface PageProps {
  lang: 'en' | 'ar';
  text: Lang;
  title: string;
  body: string;
  base: string;
  member: string;
  /** The server shows what was typed and has not taken it. */
  owed?: boolean;
}

function Page({
  lang,
  text,
  title,
  body,
  base,
  member,
  owed = false,
  assets,
}: PageProps & { assets: Awaited<ReturnType<typeof readAssets>> }) {
  const t = translator(lang);
  const here = `/desk/form?lang=${lang}&text=${text}`;
  return (
    <DeskDocument t={t} title={t('desk.menu.news')} assets={assets}>
      <form method="post" action="/desk/sign-out" data-signs-out={t('desk.editing.sign_out_unsaved')}>
        <button type="submit" class="plain">
          {t('desk.sign_out')}
        </button>
      </form>
      <main id="main" class="wrap">
        <h1>{t('desk.menu.news')}</h1>
        <p class="notice" role="status" data-presence-said="" hidden></p>
        <form
          method="post"
          action={here}
          data-unsaved={`thing:${text}:${base}:${member}`}
          data-unsaved-owed={owed ? '' : undefined}
          data-presence="/desk/presence"
        >
          <div class="field">
            <label for="title">{t('desk.menu.news')}</label>
            <input id="title" name="title" type="text" value={title} lang={text} dir={dirOf(text)} />
          </div>
          <div class="field">
            <label for="body">{t('desk.menu.content')}</label>
            <p class="hint" id="body-hint">
              {t('desk.menu.site')}
            </p>
            <textarea
              id="body"
              name="body"
              rows={12}
              lang={text}
              dir={dirOf(text)}
              data-rich=""
              aria-describedby="body-hint"
            >
              {`\n${body}`}
            </textarea>
          </div>
          <button type="submit" class="call">
            {t('desk.menu.work')}
          </button>
        </form>
        <EditingWords t={t} />
      </main>
    </DeskDocument>
  );
}

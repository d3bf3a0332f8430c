import { type Context, Hono } from 'hono';
import { readCampaign } from '../campaigns/store.ts';
import type { Site } from '../foundation/web/site.ts';
import { type PageEnv, respond } from '../ui/respond.tsx';
import { countTag, readCount } from './count/store.ts';
import { wordingFor } from './model.ts';
import { DeclarationPage } from './page.tsx';
import { listNewestOrganisations } from './signatories/store.ts';
import { signatoriesTag } from './signing/store.ts';
import { newestShown } from './site-limits.ts';
import { listWordings, readDeclaration, readWording } from './store.ts';
import { pathOfVia, readVia } from './via/model.ts';
import { hasVia } from './via/store.ts';
import { WordingPage } from './wording-page.tsx';

/** The declaration of a campaign, and each of its wordings for ever. */
export function declarationsSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get('/:lang/campaigns/:campaign/declaration', (c) => declarationPage(c, site, c.req.param('campaign')));

  // The same page by a campaign link: one entry of the cache for each that the desk made; all other names lead on.
  app.get('/:lang/campaigns/:campaign/via/:via', async (c) => {
    if (!c.var.t) return c.notFound();
    const slug = c.req.param('campaign');
    const via = readVia(c.req.param('via'));
    if (via !== null && (await hasVia(site.db, slug, via))) return declarationPage(c, site, slug, via);
    return c.redirect(`/${c.var.lang}/campaigns/${slug}/declaration`, 303);
  });

  // Where a form is answered with its mistakes, this address stands in the browser: the link to another language leads here.
  app.get('/:lang/campaigns/:campaign/declaration/sign', (c) => {
    if (!c.var.t) return c.notFound();
    return c.redirect(`${new URL(c.req.url).pathname.replace(/\/sign$/, '')}#sign`, 303);
  });

  app.get('/:lang/campaigns/:campaign/declaration/wordings/:file{[0-9a-f]{64}\\.txt}', async (c) => {
    const wording = await readWording(site.db, c.req.param('campaign'), c.req.param('file').slice(0, 64));
    if (!wording) return c.notFound();
    return c.text(wording.canonical, 200, { 'cache-control': 'public, max-age=31536000, immutable' });
  });

  app.get('/:lang/campaigns/:campaign/declaration/wordings/:sha256{[0-9a-f]{64}}', async (c) => {
    const { t, lang } = c.var;
    if (!t) return c.notFound();
    const slug = c.req.param('campaign');
    const sha256 = c.req.param('sha256');
    const [campaign, declaration, wording] = await Promise.all([
      readCampaign(site.db, slug, lang),
      readDeclaration(site.db, slug),
      readWording(site.db, slug, sha256),
    ]);
    if (!campaign || !declaration || !wording) return c.notFound();
    const others = await listWordings(site.db, declaration.id);
    return respond(c, {
      title: t('declaration.wording_title'),
      description: wording.title,
      path: `/campaigns/${slug}/declaration/wordings/${sha256}`,
      tags: [declaration.id, campaign.id],
      unlisted: true,
      body: <WordingPage t={t} wording={wording} campaignName={campaign.name} others={others} />,
    });
  });

  return app;
}

/** The declaration's page; by a campaign link it is the same, and its form knows by which. */
async function declarationPage(
  c: Context<PageEnv>,
  site: Site,
  slug: string,
  via: string | null = null,
): Promise<Response> {
  const { t, lang, origin } = c.var;
  if (!t) return c.notFound();
  const [campaign, declaration] = await Promise.all([
    readCampaign(site.db, slug, lang),
    readDeclaration(site.db, slug),
  ]);
  const wording = declaration && wordingFor(declaration, lang);
  if (!campaign || !declaration || !wording) return c.notFound();
  const [count, newest] = await Promise.all([
    readCount(site.db, declaration.versionId),
    listNewestOrganisations(site.db, declaration.versionId, newestShown),
  ]);
  return respond(c, {
    title: wording.title,
    description: wording.preamble,
    path: `/campaigns/${slug}/declaration`,
    tags: [
      declaration.id,
      campaign.id,
      countTag(declaration.versionId),
      ...declaration.earlier.map(({ id }) => countTag(id)),
      signatoriesTag(declaration.versionId),
    ],
    kind: 'article',
    ...(via === null ? {} : { unlisted: true, switchPath: pathOfVia(slug, via) }),
    jsonLd: [
      {
        '@context': 'https://schema.org',
        '@type': 'Article',
        headline: wording.title,
        inLanguage: wording.lang,
        datePublished: declaration.declaredOn,
        url: `${origin}/${lang}/campaigns/${slug}/declaration`,
      },
    ],
    body: (
      <DeclarationPage
        t={t}
        origin={origin}
        campaignName={campaign.name}
        declaration={declaration}
        wording={wording}
        count={count}
        newest={newest}
        via={via}
      />
    ),
  });
}

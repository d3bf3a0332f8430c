import { Hono } from 'hono';
import type { Campaign } from '../campaigns/model.ts';
import { listCampaigns } from '../campaigns/store.ts';
import type { Declaration } from '../declarations/model.ts';
import { readDeclaration } from '../declarations/store.ts';
import { readUnadoptedSince } from '../foundation/history/unadopted.ts';
import type { Site } from '../foundation/web/site.ts';
import type { PageEnv } from '../ui/respond.tsx';
import { respond } from '../ui/respond.tsx';
import { Act } from './page.tsx';

/** Declarations are read for the first campaigns only: a page runs eight queries at most, however many there are. */
const declarationsRead = 4;

/** All ways to take part, of all campaigns. */
export function actionsSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/act', async (c) => {
    const { t, frame, origin } = c.var;
    if (!t) return c.notFound();
    const [campaigns, since] = await Promise.all([
      listCampaigns(site.db, t.lang),
      readUnadoptedSince(site.db, 'campaign'),
    ]);
    const declarations = await Promise.all(
      campaigns.slice(0, declarationsRead).map(({ slug }) => readDeclaration(site.db, slug)),
    );
    const first = campaigns[0];
    return respond(c, {
      title: t('frame.act'),
      description: t('act.description'),
      path: '/act',
      tags: ['campaign', 'point', 'declaration'],
      body: (
        <Act
          t={t}
          campaigns={campaigns.map((campaign, index) => ({
            campaign,
            declaration: declarations[index] ?? null,
          }))}
          since={since}
          share={
            first
              ? { title: first.name, url: `${origin}/${t.lang}/campaigns/${first.slug}` }
              : { title: frame.site, url: `${origin}/${t.lang}` }
          }
        />
      ),
      jsonLd: [
        {
          '@context': 'https://schema.org',
          '@type': 'CollectionPage',
          name: t('frame.act'),
          url: `${origin}/${t.lang}/act`,
          inLanguage: t.lang,
          hasPart: campaigns.flatMap((campaign, index) =>
            actionsOf(campaign, declarations[index] ?? null, origin, t.lang),
          ),
        },
      ],
    });
  });
  return app;
}

/** What can be signed, as schema.org knows it. */
function actionsOf(campaign: Campaign, declaration: Declaration | null, origin: string, lang: string) {
  if (!declaration?.signingOpen) return [];
  return [
    {
      '@type': 'WebPage',
      name: campaign.name,
      url: `${origin}/${lang}/campaigns/${campaign.slug}/declaration`,
    },
  ];
}

import { Hono } from 'hono';
import { countTag } from '../declarations/count/store.ts';
import { signatoriesTag } from '../declarations/signing/store.ts';
import { findFormerSlug } from '../foundation/history/slugs.ts';
import { readUnadoptedSince } from '../foundation/history/unadopted.ts';
import type { Site } from '../foundation/web/site.ts';
import type { PageEnv } from '../ui/respond.tsx';
import { respond } from '../ui/respond.tsx';
import { CampaignList } from './list.tsx';
import { CampaignPage } from './page.tsx';
import { readPageData } from './page-data.ts';
import { listCampaigns } from './store.ts';

/** What a campaign's page shows besides itself and its declaration. */
const shownKinds = ['point', 'declaration', 'news', 'item', 'company', 'company-name', 'incident', 'case'];

/** The campaigns: all of them, and each on a page of its own. */
export function campaignsSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get('/:lang/campaigns', async (c) => {
    const { t } = c.var;
    if (!t) return c.notFound();
    const [campaigns, since] = await Promise.all([
      listCampaigns(site.db, t.lang),
      readUnadoptedSince(site.db, 'campaign'),
    ]);
    return respond(c, {
      title: t('frame.campaigns'),
      description: t('campaign.list.description'),
      path: '/campaigns',
      tags: ['campaign'],
      body: <CampaignList t={t} campaigns={campaigns} since={since} />,
      jsonLd: [
        {
          '@context': 'https://schema.org',
          '@type': 'CollectionPage',
          name: t('frame.campaigns'),
          url: `${c.var.origin}/${t.lang}/campaigns`,
          inLanguage: t.lang,
          hasPart: campaigns.map(({ name, slug }) => ({
            '@type': 'WebPage',
            name,
            url: `${c.var.origin}/${t.lang}/campaigns/${slug}`,
          })),
        },
      ],
    });
  });

  app.get('/:lang/campaigns/:campaign', async (c) => {
    const { t, frame, origin } = c.var;
    if (!t) return c.notFound();
    const slug = c.req.param('campaign');
    const data = await readPageData(site.db, slug, t.lang);
    if (!data) {
      const present = await findFormerSlug(site.db, 'campaign', slug);
      return present ? c.redirect(`/${t.lang}/campaigns/${present}`, 301) : c.notFound();
    }
    const { campaign, declaration } = data;
    const path = `/campaigns/${campaign.slug}`;
    const url = `${origin}/${t.lang}${path}`;
    return respond(c, {
      title: campaign.name,
      description: campaign.tagline || campaign.whoWeAre,
      path,
      tags: [
        campaign.id,
        ...shownKinds,
        ...(declaration ? [countTag(declaration.versionId), signatoriesTag(declaration.versionId)] : []),
      ],
      body: <CampaignPage t={t} data={data} initiative={frame.site} url={url} />,
      jsonLd: [
        {
          '@context': 'https://schema.org',
          '@type': 'CollectionPage',
          name: campaign.name,
          description: campaign.tagline,
          url,
          inLanguage: t.lang,
          publisher: { '@type': 'Organization', name: frame.site, url: `${origin}/${t.lang}` },
        },
      ],
    });
  });

  return app;
}

import { Hono } from 'hono';
import { readUnadoptedSince } from '../foundation/history/unadopted.ts';
import type { Site } from '../foundation/web/site.ts';
import type { PageEnv } from '../ui/respond.tsx';
import { respond } from '../ui/respond.tsx';
import { OrganisationsPage } from './page.tsx';
import { listOrganisations } from './store.ts';

/** The organisations of the coalition and around it. */
export function organisationsSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.get('/:lang/organisations', async (c) => {
    const { t, origin } = c.var;
    if (!t) return c.notFound();
    const [organisations, since] = await Promise.all([
      listOrganisations(site.db, t.lang),
      readUnadoptedSince(site.db, 'organisation'),
    ]);
    const url = `${origin}/${t.lang}/organisations`;
    return respond(c, {
      title: t('frame.organisations'),
      description: t('organisation.description'),
      path: '/organisations',
      tags: ['organisation'],
      body: <OrganisationsPage t={t} organisations={organisations} since={since} />,
      jsonLd: [
        {
          '@context': 'https://schema.org',
          '@type': 'CollectionPage',
          name: t('frame.organisations'),
          url,
          inLanguage: t.lang,
          hasPart: organisations.map(({ slug, name, also, url: own }) => ({
            '@type': 'Organization',
            '@id': `${url}#${slug}`,
            name,
            alternateName: also.length > 0 ? also : undefined,
            url: own ?? undefined,
          })),
        },
      ],
    });
  });
  return app;
}

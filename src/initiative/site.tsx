import { Hono } from 'hono';
import { readFigures } from '../campaigns/figures/store.ts';
import { listCampaigns } from '../campaigns/store.ts';
import { countTag } from '../declarations/count/store.ts';
import { readDeclaration } from '../declarations/store.ts';
import { readUnadoptedSince } from '../foundation/history/unadopted.ts';
import type { Site } from '../foundation/web/site.ts';
import { listNews } from '../news/store.ts';
import { listOrganisations } from '../organisations/store.ts';
import { listEndedNames } from '../record/companies/store.ts';
import { renamings } from '../record/names/model.ts';
import { readCitations } from '../record/sources/store.ts';
import type { PageEnv } from '../ui/respond.tsx';
import { respond } from '../ui/respond.tsx';
import { organisationJson } from './machine.ts';
import { About } from './pages/about.tsx';
import { Contact } from './pages/contact.tsx';
import { Home } from './pages/home.tsx';
import { Privacy } from './pages/privacy.tsx';
import { readSiteSettings } from './settings/store.ts';
import { readContactChannels, readInitiative } from './store.ts';

const newsShown = 4;

/** What the home page shows of the database, besides the count. */
const shownKinds = ['declaration', 'news', 'organisation', 'company', 'company-name', 'incident', 'case'];

/** The pages of the initiative itself: home, about, contact, privacy. */
export function initiativeSite(site: Site): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  const { db } = site;

  app.get('/:lang', async (c) => {
    const { t, frame, origin, languages } = c.var;
    if (!t) return c.notFound();
    const [initiative, campaigns, companies, news, organisations] = await Promise.all([
      readInitiative(db, t.lang),
      listCampaigns(db, t.lang),
      listEndedNames(db),
      listNews(db, t.lang, { limit: newsShown }),
      listOrganisations(db, t.lang),
    ]);
    const first = campaigns[0] ?? null;
    const declaration = first && (await readDeclaration(db, first.slug));
    const figures = first && (await readFigures(db, first.id, declaration?.versionId ?? null));
    return respond(c, {
      title: frame.site,
      description: initiative?.purpose || t('home.description'),
      path: '',
      tags: ['point', ...shownKinds, ...(declaration ? [countTag(declaration.versionId)] : [])],
      body: (
        <Home
          t={t}
          site={frame.site}
          languages={languages}
          data={{
            initiative,
            campaigns,
            declaration,
            figures,
            news,
            organisations,
            renamings: renamings(companies),
          }}
        />
      ),
      jsonLd: [
        {
          '@context': 'https://schema.org',
          ...organisationJson(initiative, `${origin}/${t.lang}`, frame.site),
        },
      ],
    });
  });

  app.get('/:lang/about', async (c) => {
    const { t, frame, origin } = c.var;
    if (!t) return c.notFound();
    const [initiative, organisations, since] = await Promise.all([
      readInitiative(db, t.lang),
      listOrganisations(db, t.lang),
      readUnadoptedSince(db, 'initiative'),
    ]);
    const { citations, sources } = await readCitations(db, initiative ? [initiative.id] : []);
    return respond(c, {
      title: t('frame.about'),
      description: initiative?.purpose || t('about.description'),
      path: '/about',
      tags: ['initiative', 'organisation', 'source'],
      body: (
        <About
          t={t}
          initiative={initiative}
          organisations={organisations.length}
          sources={citations.flatMap(({ sourceId }) => sources.filter(({ id }) => id === sourceId))}
          since={since}
        />
      ),
      jsonLd: [
        {
          '@context': 'https://schema.org',
          '@type': 'AboutPage',
          url: `${origin}/${t.lang}/about`,
          inLanguage: t.lang,
          about: organisationJson(initiative, `${origin}/${t.lang}`, frame.site),
        },
      ],
    });
  });

  app.get('/:lang/contact', async (c) => {
    const { t } = c.var;
    if (!t) return c.notFound();
    const channels = await readContactChannels(db);
    return respond(c, {
      title: t('frame.contact'),
      description: t('contact.description'),
      path: '/contact',
      tags: ['initiative'],
      body: <Contact t={t} channels={channels} onionUrl={site.settings.onionUrl} />,
    });
  });

  app.get('/:lang/privacy', async (c) => {
    const { t } = c.var;
    if (!t) return c.notFound();
    const { retention } = await site.memo.get('settings', () => readSiteSettings(db));
    return respond(c, {
      title: t('frame.privacy'),
      description: t('privacy.description'),
      path: '/privacy',
      tags: [],
      body: <Privacy t={t} terms={retention} />,
    });
  });

  return app;
}

// The pages under test come from the routes themselves: tests/routes.test.ts fails where a route of the application has
// no example here, so that no page is forgotten.

/** What the examples need of a running site with the starter campaign and a few signatures. */
export interface World {
  campaign: string;
  wording: string;
  /** Tokens of a signature that awaits its confirmation. */
  confirm: string;
  withdraw: string;
  /** Tokens of one that was confirmed. */
  confirmed: string;
  news: readonly string[];
  items: readonly string[];
}

export interface Example {
  /** What it shows, where the route alone does not say. */
  name: string;
  /** The path below the language, with its query. */
  path: (world: World) => string;
  /** 200 where nothing else is said. */
  status?: number;
  /** Whether a site without any content answers too. */
  empty?: true;
}

const campaign = '/:lang/campaigns/:campaign';
const at = (world: World) => `/campaigns/${world.campaign}`;
const first = (list: readonly string[]) => list[0] ?? 'absent';
const last = (list: readonly string[]) => list.at(-1) ?? 'absent';
/** A token that was never made. */
const noToken = 'A'.repeat(43);

/** Pages: HTML for people, in every language. */
export const pages: Readonly<Record<string, readonly Example[]>> = {
  '/:lang': [{ name: 'home', path: () => '', empty: true }],
  '/:lang/about': [{ name: 'about', path: () => '/about', empty: true }],
  '/:lang/contact': [{ name: 'contact', path: () => '/contact', empty: true }],
  '/:lang/privacy': [{ name: 'privacy', path: () => '/privacy', empty: true }],
  '/:lang/campaigns': [{ name: 'campaigns', path: () => '/campaigns', empty: true }],
  [campaign]: [
    { name: 'campaign', path: at },
    { name: 'campaign-unknown', path: () => '/campaigns/no-such-campaign', status: 404 },
  ],
  [`${campaign}/declaration`]: [
    { name: 'declaration', path: (world) => `${at(world)}/declaration` },
    { name: 'declaration-unknown', path: () => '/campaigns/no-such-campaign/declaration', status: 404 },
  ],
  [`${campaign}/declaration/wordings/:sha256{[0-9a-f]{64}}`]: [
    { name: 'wording', path: (world) => `${at(world)}/declaration/wordings/${world.wording}` },
    {
      name: 'wording-unknown',
      path: (world) => `${at(world)}/declaration/wordings/${'0'.repeat(64)}`,
      status: 404,
    },
  ],
  [`${campaign}/declaration/sent`]: [{ name: 'sent', path: (world) => `${at(world)}/declaration/sent` }],
  [`${campaign}/declaration/confirm/:token`]: [
    { name: 'confirm', path: (world) => `${at(world)}/declaration/confirm/${world.confirm}` },
    { name: 'confirm-again', path: (world) => `${at(world)}/declaration/confirm/${world.confirmed}` },
    { name: 'confirm-unknown', path: (world) => `${at(world)}/declaration/confirm/${noToken}`, status: 410 },
  ],
  [`${campaign}/declaration/withdraw/:token`]: [
    { name: 'withdraw', path: (world) => `${at(world)}/declaration/withdraw/${world.withdraw}` },
    {
      name: 'withdraw-unknown',
      path: (world) => `${at(world)}/declaration/withdraw/${noToken}`,
      status: 410,
    },
  ],
  [`${campaign}/signatories`]: [
    { name: 'signatories', path: (world) => `${at(world)}/signatories` },
    {
      name: 'signatories-filtered',
      path: (world) => `${at(world)}/signatories?kind=organisation&country=IQ`,
    },
    { name: 'signatories-none', path: (world) => `${at(world)}/signatories?q=nobody+of+this+name` },
  ],
  [`${campaign}/register`]: [{ name: 'register', path: (world) => `${at(world)}/register` }],
  '/:lang/news': [{ name: 'news', path: () => '/news', empty: true }],
  '/:lang/news/:slug': [
    { name: 'article-newest', path: (world) => `/news/${first(world.news)}` },
    { name: 'article-oldest', path: (world) => `/news/${last(world.news)}` },
    { name: 'article-unknown', path: () => '/news/no-such-article', status: 404, empty: true },
  ],
  '/:lang/library': [
    { name: 'library', path: () => '/library', empty: true },
    { name: 'library-videos', path: () => '/library?kind=video', empty: true },
  ],
  '/:lang/library/:slug': [
    { name: 'item-first', path: (world) => `/library/${first(world.items)}` },
    { name: 'item-last', path: (world) => `/library/${last(world.items)}` },
    { name: 'item-unknown', path: () => '/library/no-such-item', status: 404 },
  ],
  '/:lang/organisations': [{ name: 'organisations', path: () => '/organisations', empty: true }],
  '/:lang/organisations/join': [{ name: 'join', path: () => '/organisations/join', empty: true }],
  '/:lang/organisations/join/sent': [{ name: 'join-sent', path: () => '/organisations/join/sent' }],
  '/:lang/organisations/join/confirm/:token': [
    {
      name: 'join-confirm-unknown',
      path: () => `/organisations/join/confirm/${noToken}`,
      status: 410,
    },
  ],
  '/:lang/organisations/join/vouch/:token': [
    { name: 'join-vouch-unknown', path: () => `/organisations/join/vouch/${noToken}`, status: 410 },
  ],
  '/:lang/act': [{ name: 'act', path: () => '/act', empty: true }],
  '/:lang/record': [{ name: 'record', path: () => '/record', empty: true }],
  '/:lang/record/cases': [
    { name: 'cases', path: () => '/record/cases', empty: true },
    { name: 'cases-narrowed', path: () => '/record/cases?stage=convicted&country=US', empty: true },
    { name: 'scoreboard-none', path: () => '/record/cases?reached=none', empty: true },
  ],
  '/:lang/record/cases/:slug': [
    { name: 'case', path: () => '/record/cases/us-v-slough' },
    { name: 'case-settled', path: () => '/record/cases/al-quraishi-v-nakhla' },
    { name: 'case-unknown', path: () => '/record/cases/no-such-case', status: 404, empty: true },
  ],
  '/:lang/record/companies': [
    { name: 'companies', path: () => '/record/companies', empty: true },
    { name: 'companies-found', path: () => '/record/companies?q=Blakwater' },
    { name: 'companies-filtered', path: () => '/record/companies?country=GB&incidents=yes' },
  ],
  '/:lang/record/companies/:slug': [
    { name: 'company', path: () => '/record/companies/blackwater' },
    { name: 'company-as-of', path: () => '/record/companies/blackwater?on=2008-06-01' },
    { name: 'company-undated', path: () => '/record/companies/g4s' },
    { name: 'company-unknown', path: () => '/record/companies/no-such-company', status: 404, empty: true },
  ],
  '/:lang/record/incidents': [
    { name: 'incidents', path: () => '/record/incidents', empty: true },
    { name: 'incidents-narrowed', path: () => '/record/incidents?kind=shooting&standing=disputed' },
    { name: 'incidents-of-figure', path: () => '/record/incidents?figure=killed' },
  ],
  '/:lang/record/incidents/:slug': [
    { name: 'incident', path: () => '/record/incidents/nisour-square' },
    { name: 'incident-alleged', path: () => '/record/incidents/watahba-square' },
    { name: 'incident-unknown', path: () => '/record/incidents/no-such-incident', status: 404 },
  ],
  '/:lang/record/contracts': [
    { name: 'contracts', path: () => '/record/contracts', empty: true },
    { name: 'contracts-narrowed', path: () => '/record/contracts?kind=state&year=2008', empty: true },
    { name: 'contracts-of-the-un', path: () => '/record/contracts?kind=un' },
  ],
  '/:lang/record/contracts/:slug': [
    { name: 'contract', path: () => '/record/contracts/blackwater-wpps' },
    { name: 'contract-undated', path: () => '/record/contracts/unity-rti' },
    { name: 'contract-unknown', path: () => '/record/contracts/no-such-contract', status: 404, empty: true },
  ],
  '/:lang/record/laws': [{ name: 'laws', path: () => '/record/laws', empty: true }],
  '/:lang/record/laws/:slug': [
    { name: 'law', path: () => '/record/laws/iq-cpa-order-17' },
    { name: 'law-draft', path: () => '/record/laws/int-draft-convention-2010' },
    { name: 'law-unknown', path: () => '/record/laws/no-such-law', status: 404, empty: true },
  ],
  '/:lang/record/treaty': [{ name: 'treaty', path: () => '/record/treaty', empty: true }],
  '/:lang/record/data': [{ name: 'record-data', path: () => '/record/data', empty: true }],
  '/:lang/record/sources': [
    { name: 'sources', path: () => '/record/sources', empty: true },
    { name: 'sources-of-courts', path: () => '/record/sources?kind=court', empty: true },
    { name: 'sources-none', path: () => '/record/sources?q=no+source+of+this+name', empty: true },
  ],
  '/:lang/record/sources/:key': [
    { name: 'source', path: () => '/record/sources/wapo-2009-xe' },
    { name: 'source-unknown', path: () => '/record/sources/no-such-source', status: 404, empty: true },
  ],
  '/:lang/record/history/:kind/:handle': [
    { name: 'history', path: () => '/record/history/law/iq-cpa-order-17' },
    { name: 'history-unknown', path: () => '/record/history/law/no-such-law', status: 404, empty: true },
  ],
  '/:lang/record/propose': [
    { name: 'propose', path: () => '/record/propose', empty: true },
    { name: 'propose-about', path: () => '/record/propose?about=incident/nisour-square' },
    { name: 'propose-unknown', path: () => '/record/propose?about=incident/no-such-incident', empty: true },
  ],
  '/:lang/record/propose/sent': [
    { name: 'proposed', path: () => '/record/propose/sent?reference=7KQ2-M4TD', empty: true },
  ],
  '/:lang/record/report': [{ name: 'report', path: () => '/record/report', empty: true }],
};

/** Pages without a route. */
export const otherPages: readonly Example[] = [
  { name: 'not-found', path: () => '/no/such/page', status: 404, empty: true },
];

/** What machines read, in every language: answered, typed and guarded, but not looked at. */
export const documents: Readonly<Record<string, { path: (world: World) => string; type: string }>> = {
  [`${campaign}/declaration/wordings/:file{[0-9a-f]{64}\\.txt}`]: {
    path: (world) => `${at(world)}/declaration/wordings/${world.wording}.txt`,
    type: 'text/plain; charset=utf-8',
  },
  [`${campaign}/signatories.csv`]: {
    path: (world) => `${at(world)}/signatories.csv`,
    type: 'text/csv; charset=utf-8',
  },
  [`${campaign}/signatories.json`]: {
    path: (world) => `${at(world)}/signatories.json`,
    type: 'application/json',
  },
  '/:lang/feed.atom': { path: () => '/feed.atom', type: 'application/atom+xml; charset=utf-8' },
  '/:lang/feed.json': { path: () => '/feed.json', type: 'application/feed+json; charset=utf-8' },
};

/** Addresses without a language or without a page of their own: where each is tested. */
export const machines: Readonly<Record<string, string>> = {
  [`${campaign}/declaration/sign`]: 'tests/attack.test.ts: leads to the declaration',
  [`${campaign}/via/:via`]:
    'src/declarations/via, tests/browser/desk-handover.test.ts: the declaration by a campaign link',
  '/:lang/news/:slug/:card{card-[0-9a-f]{16}\\.png}': 'src/news/sharing',
  '/': 'tests/browser/signing.test.ts: leads to the language of the browser',
  '/healthz': 'tests/start.test.ts',
  '/readyz': 'tests/browser/documents.test.ts',
  '/metrics': 'tests/browser/documents.test.ts',
  '/assets/:name{[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.(css|js|woff2)}': 'every page in a browser',
  '/colours/:name{[0-9a-f]{6}-[0-9a-f]{10}\\.css}': 'src/initiative/settings',
  '/icon.svg': 'every page in a browser',
  '/sitemap.xml': 'tests/browser/documents.test.ts',
  '/sitemaps/:file{[1-9][0-9]{0,3}\\.xml}': 'tests/browser/documents.test.ts',
  '/robots.txt': 'tests/browser/documents.test.ts',
  '/.well-known/security.txt': 'tests/browser/documents.test.ts',
  '/files/:sha256{[0-9a-f]{64}}': 'src/files',
  '/api/v1/companies': 'src/record/api',
  '/api/v1/companies/:name': 'src/record/api',
  '/api/v1/incidents': 'src/record/api',
  '/api/v1/incidents/:name': 'src/record/api',
  '/api/v1/contracts': 'src/record/api',
  '/api/v1/contracts/:name': 'src/record/api',
  '/api/v1/cases': 'src/record/api',
  '/api/v1/cases/:name': 'src/record/api',
  '/api/v1/laws': 'src/record/api',
  '/api/v1/laws/:name': 'src/record/api',
  '/api/v1/treaty': 'src/record/api',
  '/api/v1/treaty/:name': 'src/record/api',
  '/api/v1/sources': 'src/record/api',
  '/api/v1/sources/:name': 'src/record/api',
  '/api/v1/buyers': 'src/record/api',
  '/api/v1/buyers/:name': 'src/record/api',
  '/api/v1/changes': 'src/record/api',
  '/api/v1/openapi.json': 'src/record/api',
  '/api/v1/dataset': 'src/record/exports',
  '/api/v1/dataset/latest/:path{.+}': 'src/record/exports',
  '/api/v1/dataset/:version{[0-9]{4}-[0-9]{2}-[0-9]{2}\\.[0-9]{1,6}}/:path{.+}': 'src/record/exports',
  '/files/:sha256{[0-9a-f]{64}}/:name': 'src/files',
};

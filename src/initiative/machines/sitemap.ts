import type { Lang } from '../../foundation/i18n/lang.ts';
import { element, type Xml, xmlDocument } from '../../foundation/text/xml.ts';
import type { PublicThing } from './store.ts';

/** A page in all languages: its address below the language, and its last change where one is known. */
export interface SitePage {
  path: string;
  changedAt: Date | null;
}

/** Addresses in one file. The protocol allows 50,000 and 50 MB; seven languages, each with its alternates, need room. */
export const urlsPerFile = 10_000;

const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** Pages that are there whatever the database holds. */
const lasting = [
  '',
  '/campaigns',
  '/news',
  '/library',
  '/organisations',
  '/act',
  '/record',
  '/record/companies',
  '/record/incidents',
  '/record/contracts',
  '/record/cases',
  '/record/laws',
  '/record/treaty',
  '/record/report',
  '/about',
  '/contact',
  '/privacy',
];

/** Where things have their pages, besides campaigns, which have several. */
const folders = {
  news: '/news',
  item: '/library',
  company: '/record/companies',
  incident: '/record/incidents',
  contract: '/record/contracts',
  case: '/record/cases',
  law: '/record/laws',
} as const satisfies Record<Exclude<PublicThing['kind'], 'campaign'>, string>;

/** @returns every public page, those of things after those that are always there. */
export function pagesOf(things: readonly PublicThing[]): SitePage[] {
  return [
    ...lasting.map((path) => ({ path, changedAt: null })),
    ...things.flatMap(({ kind, slug, changedAt, declaration }): SitePage[] => {
      if (kind !== 'campaign') return [{ path: `${folders[kind]}/${slug}`, changedAt }];
      const campaign = { path: `/campaigns/${slug}`, changedAt };
      if (!declaration) return [campaign];
      return [
        campaign,
        { path: `${campaign.path}/declaration`, changedAt: null },
        { path: `${campaign.path}/signatories`, changedAt: null },
      ];
    }),
  ];
}

/** @returns how many files the pages take; with more than one, /sitemap.xml is their index. */
export function filesFor(pages: readonly SitePage[], languages: readonly Lang[]): number {
  return Math.max(1, Math.ceil(pages.length / pagesPerFile(languages)));
}

const pagesPerFile = (languages: readonly Lang[]) =>
  Math.max(1, Math.floor(urlsPerFile / Math.max(1, languages.length)));

/** One file (from 0): each page in each language, with the others as its alternates (sitemaps.org; hreflang as Google reads it). */
export function sitemapFile(
  pages: readonly SitePage[],
  languages: readonly Lang[],
  origin: string,
  file: number,
): string {
  const size = pagesPerFile(languages);
  const urls = pages.slice(file * size, (file + 1) * size).flatMap((page) => {
    const alternates = languages.map((lang) =>
      element('xhtml:link', { rel: 'alternate', hreflang: lang, href: `${origin}/${lang}${page.path}` }),
    );
    return languages.map((lang) => urlOf(`${origin}/${lang}${page.path}`, page.changedAt, alternates));
  });
  return xmlDocument(
    element('urlset', { xmlns: schema, 'xmlns:xhtml': 'http://www.w3.org/1999/xhtml' }, ...urls),
  );
}

function urlOf(address: string, changedAt: Date | null, alternates: readonly Xml[]): Xml {
  const lastmod = changedAt === null ? null : element('lastmod', {}, changedAt.toISOString());
  return element('url', {}, element('loc', {}, address), lastmod, ...alternates);
}

/** The index of the files, where there is more than one. */
export function sitemapIndex(files: number, origin: string): string {
  const each = Array.from({ length: files }, (_, file) =>
    element('sitemap', {}, element('loc', {}, `${origin}/sitemaps/${file + 1}.xml`)),
  );
  return xmlDocument(element('sitemapindex', { xmlns: schema }, ...each));
}

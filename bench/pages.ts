import { request } from './load/request.ts';

export const campaign = '/campaigns/stop-private-military-companies';

/** The pages that are measured, in both languages of the starter campaign; the article is the newest one. */
export async function pagesOf(port: number, lang: 'en' | 'ar'): Promise<{ name: string; path: string }[]> {
  const { body } = await request(port, `/${lang}/news`);
  const article = new RegExp(`href="(/${lang}/news/[^"?#]+)"`).exec(body.toString())?.[1];
  if (article === undefined) throw new Error('the list of news leads to no article');
  return [
    { name: 'campaign', path: `/${lang}${campaign}` },
    { name: 'declaration', path: `/${lang}${campaign}/declaration` },
    { name: 'signatories', path: `/${lang}${campaign}/signatories` },
    { name: 'news', path: `/${lang}/news` },
    { name: 'article', path: article },
    { name: 'report', path: `/${lang}/record/report` },
    { name: 'library', path: `/${lang}/library` },
    { name: 'record', path: `/${lang}/record` },
    { name: 'companies', path: `/${lang}/record/companies` },
    { name: 'company', path: `/${lang}/record/companies/blackwater` },
    { name: 'incidents', path: `/${lang}/record/incidents` },
    { name: 'incident', path: `/${lang}/record/incidents/nisour-square` },
    { name: 'contracts', path: `/${lang}/record/contracts` },
    { name: 'cases', path: `/${lang}/record/cases` },
    { name: 'laws', path: `/${lang}/record/laws` },
    { name: 'treaty', path: `/${lang}/record/treaty` },
    { name: 'sources', path: `/${lang}/record/sources` },
    { name: 'data', path: `/${lang}/record/data` },
  ];
}

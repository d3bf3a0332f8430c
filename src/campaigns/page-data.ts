import type { Declaration } from '../declarations/model.ts';
import type { Signatory } from '../declarations/signatories/model.ts';
import { listNewestOrganisations } from '../declarations/signatories/store.ts';
import { readDeclaration } from '../declarations/store.ts';
import type { Db } from '../foundation/database/database.ts';
import type { Lang } from '../foundation/i18n/lang.ts';
import type { Item } from '../library/model.ts';
import { listCampaignItems } from '../library/store.ts';
import type { NewsItem } from '../news/model.ts';
import { listNews } from '../news/store.ts';
import { listEndedNames } from '../record/companies/store.ts';
import { type Renaming, renamings } from '../record/names/model.ts';
import { type CampaignFigures, readFigures } from './figures/store.ts';
import type { Campaign } from './model.ts';
import { readCampaign } from './store.ts';

/** Everything that a campaign's page shows. */
export interface CampaignPageData {
  campaign: Campaign;
  declaration: Declaration | null;
  figures: CampaignFigures;
  renamings: Renaming[];
  news: NewsItem[];
  items: (Item & { featured: boolean })[];
  newest: Signatory[];
}

const newsShown = 5;
const signatoriesShown = 9;

/** @returns what the page of the campaign at this slug shows, in seven queries; null when there is none in public. */
export async function readPageData(db: Db, slug: string, lang: Lang): Promise<CampaignPageData | null> {
  const [campaign, declaration] = await Promise.all([
    readCampaign(db, slug, lang),
    readDeclaration(db, slug),
  ]);
  if (!campaign) return null;
  const [figures, companies, news, items, newest] = await Promise.all([
    readFigures(db, campaign.id, declaration?.versionId ?? null),
    listEndedNames(db),
    listNews(db, lang, { campaignId: campaign.id, limit: newsShown }),
    listCampaignItems(db, campaign.id, lang),
    declaration ? listNewestOrganisations(db, declaration.versionId, signatoriesShown) : [],
  ]);
  return { campaign, declaration, figures, renamings: renamings(companies), news, items, newest };
}

import { z } from 'zod';
import type { Id } from '../foundation/database/id.ts';
import type { StarterContext } from '../foundation/starter/loader.ts';
import { languagesOf, localized, sourceKeys } from '../foundation/starter/shapes.ts';
import type { CampaignPoint } from './model.ts';
import { beginSections } from './parts-store.ts';

const campaign = z.object({
  slug: z.string(),
  name: localized,
  tagline: localized,
  who_we_are: localized,
  challenge: localized,
  objectives: z.array(localized),
  asks: z.array(z.object({ to: localized, ask: localized })),
  get_involved: z.array(localized),
  sources: sourceKeys,
});

/** Brings in the first campaign with its sections, objectives, asks and ways to take part. */
export async function loadCampaign(context: StarterContext): Promise<void> {
  const { tx, history, read, bring, say, publishUnreviewed } = context;
  const data = await read('campaign.json', campaign);
  await bring({ kind: 'campaign', slug: data.slug, sources: data.sources }, async (id) => {
    await tx.insertInto('campaign').values({ id, position: 1 }).execute();
    for (const lang of languagesOf(data.name)) {
      const text = {
        name: data.name[lang] ?? '',
        tagline: data.tagline[lang] ?? '',
        who_we_are: data.who_we_are[lang] ?? '',
        challenge: data.challenge[lang] ?? '',
      };
      await say('campaign', 'campaign_text', id, lang, text);
    }
    await beginSections(history, id);
    for (const [index, text] of data.objectives.entries())
      await addPoint(context, id, 'objective', index, undefined, text);
    for (const [index, ask] of data.asks.entries())
      await addPoint(context, id, 'ask', index, ask.to, ask.ask);
    for (const [index, text] of data.get_involved.entries())
      await addPoint(context, id, 'action', index, undefined, text);
    await publishUnreviewed(id);
  });
}

type Localized = z.infer<typeof localized>;

async function addPoint(
  { tx, history, say }: StarterContext,
  campaignId: Id,
  kind: CampaignPoint['kind'],
  index: number,
  label: Localized | undefined,
  text: Localized,
): Promise<void> {
  const id = await history.begin({ kind: 'point', slug: null, primaryLang: 'en' });
  await tx
    .insertInto('campaign_point')
    .values({ id, campaign_id: campaignId, kind, position: index + 1 })
    .execute();
  for (const lang of languagesOf(text, label)) {
    const row = { label: label?.[lang] ?? '', text: text[lang] ?? '' };
    await say('point', 'campaign_point_text', id, lang, row);
  }
  await history.publish(id);
}

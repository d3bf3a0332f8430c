import { z } from 'zod';
import type { StarterContext } from '../foundation/starter/loader.ts';
import { languagesOf, localized, sourceKeys } from '../foundation/starter/shapes.ts';
import { addVersion, addWording, openSigning } from './store.ts';

const declaration = z.object({
  title: localized,
  preamble: localized,
  articles: z.array(z.object({ number: z.int().positive(), title: localized, text: localized })),
  closing: localized,
  note: localized,
  sources: sourceKeys,
});

/**
 * Brings in the declaration of a campaign, first version, and opens signing. It sets no goal: that is the coalition's to set.
 * @param declaredOn the day of the first version, YYYY-MM-DD: the day on which this installation publishes it.
 * @param drafts languages whose text nobody has vouched for: readable, marked, not signed.
 */
export async function loadDeclaration(
  { tx, history, read, bring, find, publishUnreviewed }: StarterContext,
  campaignSlug: string,
  declaredOn: string,
  drafts: readonly string[],
): Promise<void> {
  const data = await read('declaration.json', declaration);
  const campaignId = await find('campaign', campaignSlug);
  await bring({ kind: 'declaration', slug: campaignSlug, sources: data.sources }, async (id) => {
    await tx
      .insertInto('declaration')
      .values({ id, campaign_id: campaignId, goal_organisations: null })
      .execute();
    const versionId = await addVersion(history, id, {
      number: 1,
      declaredOn,
      changeOfMeaning: null,
      actor: 'starter',
    });
    const place = { declarationId: id, campaignSlug, versionId, versionNumber: 1 };
    for (const lang of languagesOf(
      data.title,
      data.preamble,
      data.closing,
      ...data.articles.flatMap((a) => [a.title, a.text]),
    )) {
      await addWording(history, place, {
        lang,
        state: drafts.includes(lang) ? 'draft' : 'published',
        title: data.title[lang] ?? '',
        preamble: data.preamble[lang] ?? '',
        articles: data.articles.map((a) => ({
          number: a.number,
          title: a.title[lang] ?? '',
          text: a.text[lang] ?? '',
        })),
        closing: data.closing[lang] ?? '',
        note: data.note[lang] ?? '',
        erratumNote: null,
      });
    }
    await openSigning(tx, id, 'starter');
    await publishUnreviewed(id);
  });
}

import { z } from 'zod';
import type { StarterContext } from '../foundation/starter/loader.ts';
import { languagesOf, localized, sourceKeys } from '../foundation/starter/shapes.ts';
import './store.ts';

const initiative = z.object({
  name: localized,
  short_name: localized,
  purpose: localized,
  url: z.url(),
  sources: sourceKeys,
});

/** Brings in the initiative itself. */
export async function loadInitiative({
  tx,
  say,
  read,
  bring,
  publishUnreviewed,
}: StarterContext): Promise<void> {
  const data = await read('initiative.json', initiative);
  const known = await tx.selectFrom('initiative').select('id').executeTakeFirst();
  if (known) return;
  await bring({ kind: 'initiative', slug: 'initiative', sources: data.sources }, async (id) => {
    await tx.insertInto('initiative').values({ id, url: data.url }).execute();
    for (const lang of languagesOf(data.name, data.short_name)) {
      const text = {
        name: data.name[lang] ?? '',
        short_name: data.short_name[lang] ?? '',
        purpose: data.purpose[lang] ?? '',
      };
      await say('initiative', 'initiative_text', id, lang, text);
    }
    await publishUnreviewed(id);
  });
}

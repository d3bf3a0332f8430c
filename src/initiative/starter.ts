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
  history,
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
      const number = await history.revise(id, 'initiative', lang, text);
      await tx
        .insertInto('initiative_text')
        .values({
          thing_id: id,
          lang,
          state: 'published',
          based_on_revision: lang === 'en' ? null : 1,
          ...text,
        })
        .execute();
      if (number !== 1) throw new Error('a thing that was just begun has its first revision');
    }
    await publishUnreviewed(id);
  });
}

import { z } from 'zod';
import type { StarterContext } from '../foundation/starter/loader.ts';
import { localized, sourceKeys } from '../foundation/starter/shapes.ts';
import './store.ts';

const organisations = z.array(
  z.object({
    id: z.string(),
    names: z.array(z.object({ name: z.string(), language: z.string() })).min(1),
    country: z.string(),
    kind: localized,
    url: z.url().nullable(),
    role: localized,
    sources: sourceKeys,
  }),
);

/** Brings in the organisations named in public sources. A name in no language of the text stands in its own. */
export async function loadOrganisations(context: StarterContext): Promise<void> {
  const { tx, read, bring, say, publishUnreviewed } = context;
  for (const organisation of await read('organisations.json', organisations)) {
    await bring(
      { kind: 'organisation', slug: organisation.id, sources: organisation.sources },
      async (id) => {
        await tx
          .insertInto('organisation')
          .values({ id, country: organisation.country, url: organisation.url })
          .execute();
        for (const lang of ['en', 'ar'] as const) {
          const own = organisation.names.find((name) => name.language === lang);
          const name = own ?? organisation.names[0];
          const role = organisation.role[lang];
          if (!name || !role) continue;
          const also = organisation.names.filter((other) => other !== name).map((other) => other.name);
          const text = { name: name.name, also, kind: organisation.kind[lang] ?? '', role };
          await say('organisation', 'organisation_text', id, lang, text);
        }
        await publishUnreviewed(id);
      },
    );
  }
}

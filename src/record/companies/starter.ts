import { z } from 'zod';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import { languagesOf, localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import './store.ts';
import { nameKinds, successionKinds } from './model.ts';

const companies = z.array(
  z.object({
    id: z.string(),
    names: z
      .array(
        z.object({
          name: z.string(),
          language: z.string(),
          kind: z.enum([...nameKinds, 'former']),
          from: partialDate.nullable(),
          to: partialDate.nullable(),
          sources: sourceKeys,
        }),
      )
      .min(1),
    country: z.string(),
    founded: partialDate.nullable(),
    summary: localized,
    sources: sourceKeys,
  }),
);

const lineage = z.array(
  z.object({
    id: z.string(),
    from: z.string(),
    to: z.string(),
    kind: z.enum(successionKinds),
    date: partialDate.nullable(),
    note: localized,
    sources: sourceKeys,
  }),
);

/** Brings in companies with their names, each name with its own sources. */
export async function loadCompanies(context: StarterContext): Promise<void> {
  const { tx, history, read, bring, bringPart, say, publishUnreviewed } = context;
  for (const company of await read('companies.json', companies)) {
    await bring({ kind: 'company', slug: company.id, sources: company.sources }, async (id) => {
      await tx
        .insertInto('company')
        .values({ id, country: company.country, founded: company.founded })
        .execute();
      await history.revise(id, 'company', null, { country: company.country, founded: company.founded });
      for (const lang of languagesOf(company.summary)) {
        const text = { summary: company.summary[lang] ?? '' };
        await say('company', 'company_text', id, lang, text);
      }
      for (const [position, name] of company.names.entries()) {
        // "Former" is no kind: it says that the name ended. What kind of name it was the source does not say.
        const ended = name.kind === 'former' ? ('past' as const) : ('unknown' as const);
        const row = {
          name: name.name,
          lang: name.language,
          kind: name.kind === 'former' ? null : name.kind,
          valid_from: name.from,
          valid_to: name.to,
          end_is: name.to ? ('known' as const) : ended,
          ongoing_as_of: null,
          ongoing_source: null,
          position,
        };
        await bringPart({ kind: 'company-name', sources: name.sources }, async (nameId) => {
          await tx
            .insertInto('company_name')
            .values({ id: nameId, company_id: id, ...row })
            .execute();
          await history.revise(nameId, 'company-name', null, row);
        });
      }
      await publishUnreviewed(id);
    });
  }
}

/** Brings in who became whose. */
export async function loadSuccessions(context: StarterContext): Promise<void> {
  const { tx, history, read, bring, find, say, publishUnreviewed } = context;
  for (const link of await read('lineage.json', lineage)) {
    await bring({ kind: 'succession', slug: link.id, sources: link.sources }, async (id) => {
      const row = {
        from_company: await find('company', link.from),
        to_company: await find('company', link.to),
        kind: link.kind,
        date: link.date,
      };
      await tx
        .insertInto('succession')
        .values({ id, ...row })
        .execute();
      await history.revise(id, 'succession', null, row);
      for (const lang of languagesOf(link.note)) {
        const text = { note: link.note[lang] ?? '' };
        await say('succession', 'succession_text', id, lang, text);
      }
      await publishUnreviewed(id);
    });
  }
}

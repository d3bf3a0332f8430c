import { z } from 'zod';
import { localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { textsOf } from '../entries/entry.ts';
import { type StarterEntry, starterFile } from '../entries/starter-store.ts';
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

/** The companies with their names, each name with its own sources. */
export const companyFile = starterFile('companies.json', companies, (all) =>
  all.map((company) => ({
    kind: 'company',
    slug: company.id,
    own: { country: company.country, founded: company.founded },
    texts: textsOf({ summary: company.summary }),
    sources: company.sources,
    parts: company.names.map(nameOf),
  })),
);

function nameOf(name: z.infer<typeof companies>[number]['names'][number], position: number): StarterEntry {
  // "Former" is no kind: it says that the name ended. What kind of name it was the source does not say.
  const isFormer = name.kind === 'former';
  return {
    kind: 'company-name',
    slug: null,
    own: {
      name: name.name,
      lang: name.language,
      kind: isFormer ? null : name.kind,
      valid_from: name.from,
      valid_to: name.to,
      end_is: name.to ? 'known' : isFormer ? 'past' : 'unknown',
      position,
    },
    sources: name.sources,
  };
}

/** Who became whose. */
export const successionFile = starterFile('lineage.json', lineage, (all) =>
  all.map((link) => ({
    kind: 'succession',
    slug: link.id,
    own: { from_company: link.from, to_company: link.to, kind: link.kind, date: link.date },
    texts: textsOf({ note: link.note }),
    sources: link.sources,
  })),
);

import { z } from 'zod';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import { languagesOf, localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import './store.ts';

const cases = z.array(
  z.object({
    id: z.string(),
    title: localized,
    court: localized,
    country: z.string(),
    filed: partialDate.nullable(),
    decided: partialDate.nullable(),
    kind: z.enum(['criminal', 'civil', 'arbitration', 'administrative']),
    incidents: z.array(z.string()),
    companies: z.array(z.string()),
    outcome: localized,
    status: z.enum(['pending', 'dismissed', 'settled', 'convicted', 'judgment', 'pardoned', 'acquitted']),
    sources: sourceKeys,
  }),
);

/** Brings in the cases, tied to incidents and companies. */
export async function loadCases(context: StarterContext): Promise<void> {
  const { tx, history, read, bring, find, say, publishUnreviewed } = context;
  for (const one of await read('cases.json', cases)) {
    await bring({ kind: 'case', slug: one.id, sources: one.sources }, async (id) => {
      const row = {
        country: one.country,
        filed: one.filed,
        decided: one.decided,
        kind: one.kind,
        status: one.status,
      };
      await tx
        .insertInto('court_case')
        .values({ id, ...row })
        .execute();
      await history.revise(id, 'case', null, { ...row, incidents: one.incidents, companies: one.companies });
      for (const incident of one.incidents) {
        await tx
          .insertInto('case_incident')
          .values({ case_id: id, incident_id: await find('incident', incident) })
          .execute();
      }
      for (const company of one.companies) {
        await tx
          .insertInto('case_company')
          .values({ case_id: id, company_id: await find('company', company) })
          .execute();
      }
      for (const lang of languagesOf(one.title, one.outcome)) {
        const text = {
          title: one.title[lang] ?? '',
          court: one.court[lang] ?? '',
          outcome: one.outcome[lang] ?? '',
        };
        await say('case', 'court_case_text', id, lang, text);
      }
      await publishUnreviewed(id);
    });
  }
}

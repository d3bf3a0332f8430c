import { z } from 'zod';
import type { Id } from '../../foundation/database/id.ts';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import { languagesOf, localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { caseKinds, caseStatuses, partyRoles, redressKinds, stageKinds } from './model.ts';
import './store.ts';

const stage = z.object({ date: partialDate.nullable(), kind: z.enum(stageKinds), what: localized });
const redress = z.object({
  kind: z.enum(redressKinds),
  date: partialDate.nullable(),
  amount: z.number().nonnegative().nullable(),
  currency: z.string().nullable(),
  what: localized,
});
const cases = z.array(
  z.object({
    id: z.string(),
    title: localized,
    court: localized,
    country: z.string(),
    filed: partialDate.nullable(),
    decided: partialDate.nullable(),
    kind: z.enum(caseKinds),
    incidents: z.array(z.string()),
    companies: z.array(z.string()),
    /** What each of the companies is in the case. */
    roles: z.record(z.string(), z.enum(partyRoles)),
    outcome: localized,
    status: z.enum(caseStatuses),
    parties: localized,
    stages: z.array(stage),
    redress: z.array(redress),
    sources: sourceKeys,
  }),
);
type Given = z.infer<typeof cases>[number];

/** Brings in the cases, tied to incidents and companies, each with its stages and with what came of it for those harmed. */
export async function loadCases(context: StarterContext): Promise<void> {
  const { read, bring, publishUnreviewed } = context;
  for (const one of await read('cases.json', cases)) {
    await bring({ kind: 'case', slug: one.id, sources: one.sources }, async (id) => {
      await loadCase(context, id, one);
      await loadStages(context, id, one);
      await loadRedress(context, id, one);
      await publishUnreviewed(id);
    });
  }
}

async function loadCase({ tx, history, find, say }: StarterContext, id: Id, one: Given): Promise<void> {
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
  await history.revise(id, 'case', null, {
    ...row,
    incidents: one.incidents,
    companies: one.companies.map((slug) => ({ slug, role: one.roles[slug] })),
  });
  for (const incident of one.incidents)
    await tx
      .insertInto('case_incident')
      .values({ case_id: id, incident_id: await find('incident', incident) })
      .execute();
  for (const slug of one.companies) {
    const role = one.roles[slug];
    if (role === undefined) throw new Error(`starter data: no role of ${slug} in ${one.id}`);
    await tx
      .insertInto('case_company')
      .values({ case_id: id, company_id: await find('company', slug), role })
      .execute();
  }
  for (const lang of languagesOf(one.title, one.outcome))
    await say('case', 'court_case_text', id, lang, {
      title: one.title[lang] ?? '',
      court: one.court[lang] ?? '',
      outcome: one.outcome[lang] ?? '',
      parties: one.parties[lang] ?? '',
    });
}

/** Stages rest on the sources of their case, and stand in the order in which the file tells them. */
async function loadStages(context: StarterContext, caseId: Id, { stages, sources }: Given): Promise<void> {
  const { tx, history, bringPart, say } = context;
  for (const [index, { date, kind, what }] of stages.entries())
    await bringPart({ kind: 'stage', sources }, async (id) => {
      const row = { case_id: caseId, date, kind, position: index + 1 };
      await tx
        .insertInto('stage')
        .values({ id, ...row })
        .execute();
      await history.revise(id, 'stage', null, row);
      for (const lang of languagesOf(what)) await say('stage', 'stage_text', id, lang, { what: what[lang] });
    });
}

async function loadRedress(context: StarterContext, caseId: Id, one: Given): Promise<void> {
  const { tx, history, bringPart, say } = context;
  for (const { what, amount, ...rest } of one.redress)
    await bringPart({ kind: 'redress', sources: one.sources }, async (id) => {
      const row = {
        ...rest,
        amount: amount === null ? null : String(amount),
        case_id: caseId,
        incident_id: null,
      };
      await tx
        .insertInto('redress')
        .values({ id, ...row })
        .execute();
      await history.revise(id, 'redress', null, row);
      for (const lang of languagesOf(what))
        await say('redress', 'redress_text', id, lang, { what: what[lang] });
    });
}

import { z } from 'zod';
import { localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { textsOf } from '../entries/entry.ts';
import { type StarterEntry, starterFile } from '../entries/starter-store.ts';
import { standings } from '../model.ts';
import { caseKinds, caseStatuses, partyRoles, redressKinds, stageKinds } from './model.ts';

/** Named only where it is more than `reported`. */
const standing = z.enum(standings).default('reported');
const stage = z.object({ date: partialDate.nullable(), kind: z.enum(stageKinds), standing, what: localized });
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
    standing,
    parties: localized,
    stages: z.array(stage),
    redress: z.array(redress),
    sources: sourceKeys,
  }),
);
/** The cases, tied to incidents and companies, each with its stages and with what came of it for those harmed. */
export const caseFile = starterFile('cases.json', cases, (all) =>
  all.map((one) => ({
    kind: 'case',
    slug: one.id,
    own: {
      country: one.country,
      filed: one.filed,
      decided: one.decided,
      kind: one.kind,
      status: one.status,
      standing: one.standing,
    },
    links: {
      companies: one.companies.map((slug) => ({ company_id: slug, role: one.roles[slug] ?? null })),
      incidents: one.incidents.map((slug) => ({ incident_id: slug })),
    },
    texts: textsOf({ title: one.title, outcome: one.outcome }, { court: one.court, parties: one.parties }),
    sources: one.sources,
    parts: [
      ...one.stages.map((told, index) => stageOf(one, told, index + 1)),
      ...one.redress.map(redressOf(one)),
    ],
  })),
);

type Given = z.infer<typeof cases>[number];

/** Stages rest on the sources of their case, and stand in the order in which the file tells them. */
function stageOf(
  { sources }: Given,
  { what, ...own }: z.infer<typeof stage>,
  position: number,
): StarterEntry {
  return { kind: 'stage', slug: null, own: { ...own, position }, texts: textsOf({ what }), sources };
}

const redressOf =
  ({ sources }: Given) =>
  ({ what, ...own }: z.infer<typeof redress>): StarterEntry => ({
    kind: 'redress',
    slug: null,
    own,
    texts: textsOf({ what }),
    sources,
  });

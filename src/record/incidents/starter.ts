import { z } from 'zod';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import { languagesOf, localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { standings } from '../model.ts';
import { lineOf } from './involved/model.ts';
import {
  accountabilities,
  harmDoers,
  harmedGroups,
  incidentKinds,
  involvementRoles,
  placePrecisions,
} from './model.ts';
import './store.ts';

const standing = z.enum(standings);
const figure = z
  .union([
    z
      .int()
      .nonnegative()
      .transform((n) => ({ min: n, max: n })),
    z.object({ min: z.int().nonnegative(), max: z.int().nonnegative() }),
  ])
  .nullable();
const incidents = z.array(
  z.object({
    id: z.string(),
    title: localized,
    date: partialDate,
    /** The last day, month or year, where it went on. */
    date_to: partialDate.nullable().default(null),
    place: z.object({
      name: localized,
      governorate: localized.nullable(),
      lat: z.number().nullable(),
      lon: z.number().nullable(),
      precision: z.enum(placePrecisions),
    }),
    standing,
    companies: z.array(z.object({ id: z.string(), part: z.enum(involvementRoles), standing })).min(1),
    kind: z.enum(incidentKinds),
    killed: figure,
    injured: figure,
    summary: localized,
    status_of_accountability: z.enum(accountabilities),
    harmed: z.array(z.enum(harmedGroups)),
    harmed_by: z.enum(harmDoers).nullable(),
    sources: sourceKeys,
  }),
);

/** Brings in the incidents, with who was involved. A figure is the one of the account that the summary names, or goes from the less of two to the more. */
export async function loadIncidents(context: StarterContext): Promise<void> {
  const { tx, history, read, bring, find, say, publishUnreviewed } = context;
  for (const incident of await read('incidents.json', incidents)) {
    await bring({ kind: 'incident', slug: incident.id, sources: incident.sources }, async (id) => {
      const row = {
        date: incident.date,
        latitude: incident.place.lat,
        longitude: incident.place.lon,
        place_precision: incident.place.precision,
        kinds: [incident.kind],
        killed_min: incident.killed?.min ?? null,
        killed_max: incident.killed?.max ?? null,
        injured_min: incident.injured?.min ?? null,
        injured_max: incident.injured?.max ?? null,
        date_to: incident.date_to,
        harmed: incident.harmed,
        harmed_by: incident.harmed_by,
        accountability: incident.status_of_accountability,
        standing: incident.standing,
      };
      await tx
        .insertInto('incident')
        .values({ id, ...row })
        .execute();
      const involved = [];
      for (const one of incident.companies)
        involved.push({
          company_id: await find('company', one.id),
          role: one.part,
          standing: one.standing,
        });
      await history.revise(id, 'incident', null, { ...row, involved: involved.map(lineOf) });
      await tx
        .insertInto('incident_company')
        .values(involved.map((part) => ({ incident_id: id, ...part })))
        .execute();
      for (const lang of languagesOf(incident.title, incident.summary)) {
        const text = {
          title: incident.title[lang] ?? '',
          place: incident.place.name[lang] ?? '',
          governorate: incident.place.governorate?.[lang] ?? '',
          summary: incident.summary[lang] ?? '',
        };
        await say('incident', 'incident_text', id, lang, text);
      }
      await publishUnreviewed(id);
    });
  }
}

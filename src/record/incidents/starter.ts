import { z } from 'zod';
import { localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import { textsOf } from '../entries/entry.ts';
import { starterFile } from '../entries/starter-store.ts';
import { standings } from '../model.ts';
import {
  accountabilities,
  harmDoers,
  harmedGroups,
  incidentKinds,
  involvementRoles,
  placePrecisions,
} from './model.ts';

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

/** The incidents, with who was involved. A figure is the one of the account that the summary names, or goes from the less of two to the more. */
export const incidentFile = starterFile('incidents.json', incidents, (all) =>
  all.map((incident) => ({
    kind: 'incident',
    slug: incident.id,
    own: {
      date: incident.date,
      date_to: incident.date_to,
      latitude: incident.place.lat,
      longitude: incident.place.lon,
      place_precision: incident.place.precision,
      kinds: [incident.kind],
      killed_min: incident.killed?.min ?? null,
      killed_max: incident.killed?.max ?? null,
      injured_min: incident.injured?.min ?? null,
      injured_max: incident.injured?.max ?? null,
      harmed: incident.harmed,
      harmed_by: incident.harmed_by,
      accountability: incident.status_of_accountability,
      standing: incident.standing,
    },
    links: {
      companies: incident.companies.map(({ id, part, standing: so }) => ({
        company_id: id,
        role: part,
        standing: so,
      })),
    },
    texts: textsOf(
      { title: incident.title, summary: incident.summary },
      { place: incident.place.name, governorate: incident.place.governorate },
    ),
    sources: incident.sources,
  })),
);

import { z } from 'zod';
import type { StarterContext } from '../../foundation/starter/loader.ts';
import { languagesOf, localized, partialDate, sourceKeys } from '../../foundation/starter/shapes.ts';
import './store.ts';

const figure = z.int().nonnegative().nullable();
const incidents = z.array(
  z.object({
    id: z.string(),
    title: localized,
    date: partialDate,
    place: z.object({
      name: localized,
      governorate: localized.nullable(),
      lat: z.number().nullable(),
      lon: z.number().nullable(),
      precision: z.enum(['exact', 'city', 'governorate', 'country']),
    }),
    companies: z.array(z.string()).min(1),
    kind: z.enum([
      'killing',
      'torture',
      'shooting',
      'trafficking',
      'labour-abuse',
      'fraud',
      'weapons',
      'other',
    ]),
    killed: figure,
    injured: figure,
    summary: localized,
    status_of_accountability: z.enum([
      'none',
      'investigated',
      'prosecuted',
      'convicted',
      'pardoned',
      'settled',
      'judgment',
      'dismissed',
    ]),
    harmed: z.array(
      z.enum(['civilian', 'detainee', 'guard', 'company-guard', 'contract-worker', 'military']),
    ),
    harmed_by: z
      .enum(['company-staff', 'company-staff-and-others', 'subcontractor', 'armed-group'])
      .nullable(),
    sources: sourceKeys,
  }),
);

/** Brings in the incidents. A figure of the starter is the one of the account that the summary names: least and greatest alike. */
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
        killed_min: incident.killed,
        killed_max: incident.killed,
        injured_min: incident.injured,
        injured_max: incident.injured,
        date_to: null,
        harmed: incident.harmed,
        harmed_by: incident.harmed_by,
        accountability: incident.status_of_accountability,
      };
      await tx
        .insertInto('incident')
        .values({ id, ...row })
        .execute();
      await history.revise(id, 'incident', null, { ...row, companies: incident.companies });
      for (const company of incident.companies) {
        await tx
          .insertInto('incident_company')
          .values({ incident_id: id, company_id: await find('company', company) })
          .execute();
      }
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

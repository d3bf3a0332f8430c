import type { Editable, FieldSpec, Values } from '../../desk/editing/model.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { type PartialDate, possiblePeriod } from '../../foundation/text/partial-date.ts';
import { standings } from '../model.ts';
import { involvementLine } from './involved/model.ts';
import { keptInvolvement } from './involved/store.ts';
import {
  accountabilities,
  harmDoers,
  harmedGroups,
  incidentKinds,
  involvementRoles,
  placePrecisions,
} from './model.ts';

/** The companies of one incident that its page can take. */
export const mostInvolved = 40;

const figure = (name: string, label: MessageKey): FieldSpec => ({
  name,
  kind: 'number',
  label,
  hint: 'desk.incidents.figure.hint',
  least: 0,
  most: 100_000,
});

/** Incidents as the desk edits them. Who was involved is a list on a page of its own, kept and published with these fields. */
export const incidentEditable: Editable = {
  kind: 'incident',
  menu: 'incidents',
  path: '/desk/incidents',
  words: { one: 'desk.kind.incident', many: 'desk.menu.incidents', create: 'desk.incidents.create' },
  edit: 'record.edit',
  publish: 'record.publish',
  claim: true,
  table: 'incident',
  textTable: 'incident_text',
  own: [
    {
      name: 'standing',
      kind: 'choice',
      label: 'standing.label',
      hint: 'desk.incidents.standing.hint',
      required: true,
      options: standings.map((value) => ({ value, label: `standing.incident.${value}` as const })),
    },
    {
      name: 'date',
      kind: 'date',
      label: 'desk.incidents.date',
      hint: 'desk.field.date.hint',
      required: true,
    },
    { name: 'date_to', kind: 'date', label: 'desk.incidents.date_to', hint: 'desk.incidents.date_to.hint' },
    {
      name: 'latitude',
      kind: 'decimal',
      label: 'desk.incidents.latitude',
      hint: 'desk.incidents.latitude.hint',
      least: -90,
      most: 90,
    },
    { name: 'longitude', kind: 'decimal', label: 'desk.incidents.longitude', least: -180, most: 180 },
    {
      name: 'place_precision',
      kind: 'choice',
      label: 'desk.incidents.precision',
      hint: 'desk.incidents.precision.hint',
      options: placePrecisions.map((value) => ({
        value,
        label: `desk.incidents.precision.${value}` as const,
      })),
    },
    {
      name: 'kinds',
      kind: 'choices',
      label: 'record.incident.filed_under',
      hint: 'desk.incidents.kinds.hint',
      required: true,
      options: incidentKinds.map((value) => ({ value, label: `record.incident.kind.${value}` as const })),
    },
    figure('killed_min', 'desk.incidents.killed_min'),
    figure('killed_max', 'desk.incidents.killed_max'),
    figure('injured_min', 'desk.incidents.injured_min'),
    figure('injured_max', 'desk.incidents.injured_max'),
    {
      name: 'harmed',
      kind: 'choices',
      label: 'report.harmed',
      options: harmedGroups.map((value) => ({ value, label: `report.harmed.${value}` as const })),
    },
    {
      name: 'harmed_by',
      kind: 'choice',
      label: 'report.by',
      hint: 'desk.incidents.by.hint',
      options: harmDoers.map((value) => ({ value, label: `report.by.${value}` as const })),
    },
    {
      name: 'accountability',
      kind: 'choice',
      label: 'report.reached',
      hint: 'desk.incidents.reached.hint',
      required: true,
      options: accountabilities.map((value) => ({ value, label: `report.reached.${value}` as const })),
    },
    {
      name: 'involved',
      kind: 'rows',
      label: 'record.incident.involved',
      line: involvementLine,
      most: mostInvolved,
      options: [
        ...involvementRoles.map((value) => ({ value, label: `record.incident.role.${value}` as const })),
        ...standings.map((value) => ({ value, label: `standing.${value}` as const })),
      ],
    },
  ],
  kept: { involved: keptInvolvement },
  text: [
    { name: 'title', kind: 'line', label: 'desk.field.title', max: 300, required: true },
    { name: 'place', kind: 'line', label: 'report.place', hint: 'desk.incidents.place.hint', max: 200 },
    { name: 'governorate', kind: 'line', label: 'desk.incidents.governorate', max: 100 },
    {
      name: 'summary',
      kind: 'text',
      label: 'record.incident.what',
      hint: 'desk.incidents.summary.hint',
      max: 8_000,
      required: true,
    },
  ],
  check: checkIncident,
  publicPath: ({ slug }) => `/record/incidents/${slug}`,
  slugPrefix: 'incident',
  growing: true,
  binnable: true,
  parts: [
    { path: 'companies', label: 'record.incident.involved' },
    { path: 'sources', label: 'desk.sources' },
    { path: 'answers', label: 'desk.menu.responses' },
    { path: 'named', label: 'record.incident.named' },
  ],
};

/**
 * What is wrong with the own fields of an incident taken together: a figure or a place with one end only, a greatest figure
 * below the least, an end before the beginning, a doer without anybody harmed.
 */
export function checkIncident(own: Values): { field: string; key: MessageKey }[] {
  const wrong: { field: string; key: MessageKey }[] = [];
  for (const which of ['killed', 'injured']) {
    const [min, max] = [own[`${which}_min`] ?? null, own[`${which}_max`] ?? null];
    if ((min === null) !== (max === null))
      wrong.push({
        field: min === null ? `${which}_min` : `${which}_max`,
        key: 'desk.incidents.error.both_ends',
      });
    else if (min !== null && Number(min) > Number(max))
      wrong.push({ field: `${which}_max`, key: 'desk.incidents.error.order' });
  }
  const [latitude, longitude] = [own.latitude ?? null, own.longitude ?? null];
  if ((latitude === null) !== (longitude === null))
    wrong.push({
      field: latitude === null ? 'latitude' : 'longitude',
      key: 'desk.incidents.error.both_coordinates',
    });
  else if (latitude !== null && !own.place_precision)
    wrong.push({ field: 'place_precision', key: 'desk.incidents.error.precision' });
  // Both were parsed as dates.
  const [from, to] = [own.date, own.date_to] as [PartialDate | null, PartialDate | null];
  if (from && to && possiblePeriod(from, to) === null)
    wrong.push({ field: 'date_to', key: 'desk.incidents.error.date_to' });
  if (own.harmed_by && Array.isArray(own.harmed) && own.harmed.length === 0)
    wrong.push({ field: 'harmed', key: 'desk.incidents.error.nobody' });
  return wrong;
}

/** Those who suffered and chose to be named, as the desk edits them: never without where they said so. */
export const victimEditable: Editable = {
  kind: 'victim',
  menu: 'incidents',
  path: '/desk/victims',
  words: { one: 'desk.kind.victim', many: 'record.incident.named', create: 'desk.victims.create' },
  warning: 'desk.victims.warning',
  edit: 'record.edit',
  publish: 'record.publish',
  claim: true,
  presentOnly: true,
  table: 'victim',
  partOf: ['incident_id'],
  textTable: 'victim_text',
  own: [
    { name: 'incident_id', kind: 'thing', of: 'incident', label: 'desk.kind.incident', required: true },
    {
      name: 'chose_publicity_on',
      kind: 'date',
      label: 'desk.victims.chosen_on',
      hint: 'desk.field.date.hint',
      required: true,
    },
    {
      name: 'chose_publicity_source',
      kind: 'thing',
      of: 'source',
      label: 'desk.victims.chosen_in',
      hint: 'desk.victims.chosen_in.hint',
      required: true,
    },
  ],
  text: [
    {
      name: 'name',
      kind: 'line',
      label: 'desk.victims.name',
      hint: 'desk.victims.name.hint',
      max: 200,
      required: true,
    },
    { name: 'account', kind: 'text', label: 'desk.victims.account', max: 4_000 },
  ],
  publicPath: () => null,
  slugPrefix: 'victim',
  growing: true,
  binnable: true,
  parts: [{ path: 'sources', label: 'desk.sources' }],
};

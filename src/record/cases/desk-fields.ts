import type { Editable, Values } from '../../desk/editing/model.ts';
import type { MessageKey } from '../../foundation/i18n/translate.ts';
import { type PartialDate, possibleRange } from '../../foundation/text/partial-date.ts';
import { standingField } from '../parts/period-desk-fields.ts';
import { caseKinds, caseStatuses, partyRoles, redressKinds, stageKinds } from './model.ts';
import { incidentLine, partyLine } from './tied/model.ts';
import { keptIncidents, keptParties } from './tied/store.ts';

/** The companies, and the incidents, of one case that its pages can take. */
export const mostTied = 40;

type Wrong = { field: string; key: MessageKey };

/** Cases as the desk edits them. Its companies and incidents are lists on pages of their own, kept and published with these fields. */
export const caseEditable: Editable = {
  kind: 'case',
  menu: 'cases',
  path: '/desk/cases',
  words: { one: 'desk.kind.case', many: 'desk.menu.cases', create: 'desk.cases.create' },
  edit: 'record.edit',
  publish: 'record.publish',
  claim: true,
  table: 'court_case',
  textTable: 'court_case_text',
  own: [
    { name: 'country', kind: 'country', label: 'record.cases.country', required: true },
    {
      name: 'kind',
      kind: 'choice',
      label: 'record.cases.kind',
      required: true,
      options: caseKinds.map((value) => ({ value, label: `record.case.kind.${value}` as const })),
    },
    {
      name: 'status',
      kind: 'choice',
      label: 'record.cases.status',
      hint: 'desk.cases.status.hint',
      required: true,
      options: caseStatuses.map((value) => ({ value, label: `report.case.status.${value}` as const })),
    },
    { ...standingField, hint: 'desk.cases.standing.hint' },
    { name: 'filed', kind: 'date', label: 'record.case.filed', hint: 'desk.field.date.hint' },
    { name: 'decided', kind: 'date', label: 'record.case.decided', hint: 'desk.cases.decided.hint' },
    {
      name: 'companies',
      kind: 'rows',
      label: 'record.case.companies',
      line: partyLine,
      most: mostTied,
      options: partyRoles.map((value) => ({ value, label: `record.party.${value}` as const })),
    },
    { name: 'incidents', kind: 'rows', label: 'record.case.incidents', line: incidentLine, most: mostTied },
  ],
  kept: { companies: keptParties, incidents: keptIncidents },
  text: [
    { name: 'title', kind: 'line', label: 'desk.field.title', max: 300, required: true },
    { name: 'court', kind: 'line', label: 'record.case.court', max: 300 },
    {
      name: 'parties',
      kind: 'line',
      label: 'record.case.parties',
      hint: 'desk.cases.parties.hint',
      max: 400,
    },
    {
      name: 'outcome',
      kind: 'text',
      label: 'record.case.outcome',
      hint: 'desk.cases.outcome.hint',
      max: 8_000,
      required: true,
    },
  ],
  check: checkCase,
  publicPath: ({ slug }) => `/record/cases/${slug}`,
  slugPrefix: 'case',
  growing: true,
  binnable: true,
  parts: [
    { path: 'companies', label: 'record.case.companies' },
    { path: 'incidents', label: 'record.case.incidents' },
    { path: 'steps', label: 'record.case.steps' },
    { path: 'redress', label: 'record.case.redress' },
    { path: 'sources', label: 'desk.sources' },
    { path: 'answers', label: 'desk.menu.responses' },
  ],
};

/** The steps of cases, each with its own sources and its own review. */
export const stageEditable: Editable = {
  kind: 'stage',
  menu: 'cases',
  path: '/desk/stages',
  words: { one: 'desk.kind.stage', many: 'desk.stages', create: 'desk.stages.create' },
  edit: 'record.edit',
  publish: 'record.publish',
  claim: true,
  table: 'stage',
  partOf: ['case_id'],
  textTable: 'stage_text',
  own: [
    { name: 'case_id', kind: 'thing', of: 'case', label: 'desk.kind.case', required: true },
    { name: 'date', kind: 'date', label: 'desk.field.date', hint: 'desk.field.date.hint' },
    {
      name: 'kind',
      kind: 'choice',
      label: 'desk.stages.kind',
      required: true,
      options: stageKinds.map((value) => ({ value, label: `record.stage.${value}` as const })),
    },
    { ...standingField, hint: 'desk.cases.standing.hint' },
    {
      name: 'position',
      kind: 'number',
      label: 'desk.stages.position',
      hint: 'desk.stages.position.hint',
      least: 1,
      most: 999,
    },
  ],
  text: [
    {
      name: 'what',
      kind: 'text',
      label: 'desk.stages.what',
      hint: 'desk.cases.persons.hint',
      max: 2_000,
      required: true,
    },
  ],
  check: checkStage,
  publicPath: () => null,
  slugPrefix: 'step',
  growing: true,
  binnable: true,
  parts: [
    { path: 'sources', label: 'desk.sources' },
    { path: 'answers', label: 'desk.menu.responses' },
  ],
};

/** What those who were harmed obtained; 'nothing' only as of a day on which a source says so. */
export const redressEditable: Editable = {
  kind: 'redress',
  menu: 'cases',
  path: '/desk/redress',
  words: { one: 'desk.kind.redress', many: 'record.case.redress', create: 'desk.redress.create' },
  edit: 'record.edit',
  publish: 'record.publish',
  claim: true,
  table: 'redress',
  partOf: ['case_id', 'incident_id'],
  textTable: 'redress_text',
  own: [
    { name: 'case_id', kind: 'thing', of: 'case', label: 'desk.kind.case', hint: 'desk.redress.of.hint' },
    { name: 'incident_id', kind: 'thing', of: 'incident', label: 'desk.kind.incident' },
    {
      name: 'kind',
      kind: 'choice',
      label: 'desk.redress.kind',
      hint: 'desk.redress.kind.hint',
      required: true,
      options: redressKinds.map((value) => ({ value, label: `record.redress.kind.${value}` as const })),
    },
    { name: 'date', kind: 'date', label: 'desk.field.date', hint: 'desk.field.date.hint' },
    {
      name: 'amount',
      kind: 'decimal',
      label: 'desk.redress.amount',
      hint: 'desk.redress.amount.hint',
      least: 0,
      most: 1_000_000_000_000,
    },
    {
      name: 'currency',
      kind: 'line',
      label: 'desk.redress.currency',
      hint: 'desk.redress.currency.hint',
      max: 3,
      nullable: true,
      dir: 'ltr',
    },
    standingField,
  ],
  text: [
    {
      name: 'what',
      kind: 'text',
      label: 'desk.redress.what',
      hint: 'desk.cases.persons.hint',
      max: 2_000,
      required: true,
    },
  ],
  check: checkRedress,
  publicPath: () => null,
  slugPrefix: 'redress',
  growing: true,
  binnable: true,
  parts: [
    { path: 'sources', label: 'desk.sources' },
    { path: 'answers', label: 'desk.menu.responses' },
  ],
};

/**
 * What is wrong with the fields of a case taken together: decided before it was filed, decided though it is pending, or a
 * conviction, a pardon or an acquittal of a case that is not a criminal one.
 */
export function checkCase(own: Values): Wrong[] {
  const wrong: Wrong[] = [];
  // Both were parsed as dates.
  const [filed, decided] = [own.filed, own.decided] as [PartialDate | null, PartialDate | null];
  if (filed && decided && possibleRange(decided).to <= possibleRange(filed).from)
    wrong.push({ field: 'decided', key: 'desk.cases.error.order' });
  if (decided && own.status === 'pending') wrong.push({ field: 'status', key: 'desk.cases.error.pending' });
  const penal = own.status === 'convicted' || own.status === 'pardoned' || own.status === 'acquitted';
  if (penal && own.kind !== 'criminal') wrong.push({ field: 'status', key: 'desk.cases.error.penal' });
  return wrong;
}

/** A step without a day says at which place it stands: nothing else tells. */
export function checkStage(own: Values): Wrong[] {
  return own.date || own.position ? [] : [{ field: 'position', key: 'desk.stages.error.position' }];
}

/** Redress is of a case or an incident; a sum has a currency; nothing has a day and no sum. */
export function checkRedress(own: Values): Wrong[] {
  const wrong: Wrong[] = [];
  const [amount, currency] = [own.amount || null, own.currency || null];
  if (!own.case_id && !own.incident_id) wrong.push({ field: 'case_id', key: 'desk.redress.error.of' });
  if (typeof currency === 'string' && !/^[A-Z]{3}$/.test(currency))
    wrong.push({ field: 'currency', key: 'desk.redress.error.currency' });
  else if ((amount === null) !== (currency === null))
    wrong.push({ field: amount === null ? 'amount' : 'currency', key: 'desk.redress.error.sum' });
  if (own.kind === 'nothing' && amount !== null)
    wrong.push({ field: 'amount', key: 'desk.redress.error.nothing_sum' });
  if (own.kind === 'nothing' && !own.date)
    wrong.push({ field: 'date', key: 'desk.redress.error.nothing_day' });
  return wrong;
}

import type { ThingKind } from '../../../foundation/history/tables.ts';
import { courtCase, redress, stage } from './cases.ts';
import { company, companyName, ownership, response, succession } from './companies.ts';
import { buyer, contract } from './contracts.ts';
import type { RecordKind } from './field.ts';
import { incident, victim } from './incidents.ts';
import { law, treatyStep } from './laws.ts';
import { source } from './sources.ts';

/** Every kind of the record, each after those that it names: the order in which they can be written. */
export const recordKinds: readonly RecordKind[] = [
  source,
  company,
  companyName,
  succession,
  ownership,
  buyer,
  contract,
  incident,
  victim,
  courtCase,
  stage,
  redress,
  law,
  treatyStep,
  response,
];

/** What is a thing of its own among the addresses, with the kinds that are told as parts of it: name of the part, and the column that ties it. */
export interface Told {
  kind: RecordKind;
  parts: readonly { name: string; kind: RecordKind; by: readonly string[] }[];
}

const answers = { name: 'responses', kind: response, by: ['about'] };

/** The kinds that have addresses, as `/api/v1/{plural}`. */
export const toldKinds: readonly Told[] = [
  {
    kind: company,
    parts: [
      { name: 'names', kind: companyName, by: ['company_id'] },
      { name: 'successions', kind: succession, by: ['from_company', 'to_company'] },
      { name: 'ownerships', kind: ownership, by: ['company_id', 'owner_company'] },
      answers,
    ],
  },
  {
    kind: incident,
    parts: [
      { name: 'victims', kind: victim, by: ['incident_id'] },
      { name: 'redress', kind: redress, by: ['incident_id'] },
      answers,
    ],
  },
  { kind: contract, parts: [answers] },
  {
    kind: courtCase,
    parts: [
      { name: 'stages', kind: stage, by: ['case_id'] },
      { name: 'redress', kind: redress, by: ['case_id'] },
      answers,
    ],
  },
  { kind: law, parts: [answers] },
  { kind: treatyStep, parts: [answers] },
  { kind: source, parts: [] },
  { kind: buyer, parts: [] },
];

/** @returns the kind by its name. @throws for what is no kind of the record: a mistake of ours. */
export function recordKind(kind: ThingKind): RecordKind {
  const found = recordKinds.find((one) => one.kind === kind);
  if (!found) throw new RangeError(`${kind} is no kind of the record`);
  return found;
}

import { campaignEditable, pointEditable } from './campaigns/desk-fields.ts';
import type { Editable } from './desk/editing/model.ts';
import { initiativeEditable } from './initiative/desk-fields.ts';
import { itemEditable } from './library/desk-fields.ts';
import { newsEditable } from './news/desk-fields.ts';
import { organisationEditable } from './organisations/desk-fields.ts';
import { caseEditable, redressEditable, stageEditable } from './record/cases/desk-fields.ts';
import {
  companyEditable,
  nameEditable,
  ownershipEditable,
  successionEditable,
} from './record/companies/desk-fields.ts';
import { buyerEditable, contractEditable } from './record/contracts/desk-fields.ts';
import { incidentEditable, victimEditable } from './record/incidents/desk-fields.ts';
import { lawEditable } from './record/laws/desk-fields.ts';
import { responseEditable } from './record/responses/desk-fields.ts';
import { treatyStepEditable } from './record/treaty/desk-fields.ts';

/** Every kind of thing that the desk edits. */
export const editables: readonly Editable[] = [
  newsEditable,
  campaignEditable,
  pointEditable,
  itemEditable,
  organisationEditable,
  initiativeEditable,
  caseEditable,
  stageEditable,
  redressEditable,
  incidentEditable,
  victimEditable,
  responseEditable,
  contractEditable,
  buyerEditable,
  lawEditable,
  treatyStepEditable,
  companyEditable,
  nameEditable,
  successionEditable,
  ownershipEditable,
];

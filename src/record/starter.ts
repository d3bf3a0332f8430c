import type { StarterContext } from '../foundation/starter/loader.ts';
import { caseFile } from './cases/starter.ts';
import { companyFile, successionFile } from './companies/starter.ts';
import { contractFile } from './contracts/starter.ts';
import { bringFile } from './entries/starter-store.ts';
import { incidentFile } from './incidents/starter.ts';
import { lawFile } from './laws/starter.ts';
import { sourceFile } from './sources/starter.ts';
import { treatyFile } from './treaty/starter.ts';

/** Brings in the sources that are not there yet: each part of the starter data rests on some. */
export function loadSources(context: StarterContext): Promise<void> {
  return bringFile(context, sourceFile);
}

/** Brings in the record, each file after those whose things it names. The sources are to be there. */
export async function loadRecord(context: StarterContext): Promise<void> {
  for (const file of [companyFile, successionFile, incidentFile, caseFile, contractFile, lawFile, treatyFile])
    await bringFile(context, file);
}

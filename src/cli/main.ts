import { Command } from 'commander';
import { OperatorError } from '../foundation/errors.ts';
import { addBackupCommands } from './backup.ts';
import { addCampaignCommands } from './campaign.ts';
import { addDataCommands } from './data.ts';
import { addRecordCommands } from './record.ts';
import { addSignatureCommands } from './signatures.ts';
import { addStaffCommands } from './staff.ts';

const program = new Command('tadamun')
  .description(
    'Commands of the campaign platform. The server may run meanwhile, unless a command says otherwise.',
  )
  .showHelpAfterError()
  .exitOverride();

addSignatureCommands(program);
addCampaignCommands(program);
addDataCommands(program);
addRecordCommands(program);
addBackupCommands(program);
addStaffCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** One sentence for what the operator can mend; commander has said its own already. */
function explain(error: unknown): number {
  if (error instanceof OperatorError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  if (error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number')
    return error.exitCode;
  process.stderr.write(
    `The command failed and changed nothing: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  return 1;
}

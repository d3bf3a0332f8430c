import type { Command } from 'commander';
import { fromLines, fromTables, readDataset } from '../record/imports/dataset/dataset.ts';
import { say, withContext } from './context.ts';

/** The record as a dataset: read into a database that has none. */
export function addRecordCommands(program: Command): void {
  program
    .command('record')
    .description('the record of companies')
    .command('read <folder>')
    .description(
      'reads a dataset of the record (its archive, unpacked) into a database that holds no record yet',
    )
    .option('--csv', 'reads its tables in place of its JSON Lines')
    .action((folder: string, { csv }: { csv?: true }) =>
      withContext(
        async ({ db }) => {
          const things = await readDataset(db, csv ? fromTables(folder) : fromLines(folder));
          say(`${things} entries came in.`);
        },
        { statementTimeout: 0 },
      ),
    );
}

import type { Command } from 'commander';
import { OperatorError } from '../foundation/errors.ts';
import { loadStarterPart, starterParts } from '../starter.ts';
import { say, withContext } from './context.ts';

/** The starter data, part by part. */
export function addDataCommands(program: Command): void {
  program
    .command('starter')
    .description('the data that comes with the software')
    .command('load <part>')
    .description(
      `loads a part (${starterParts.join(', ')}) where it is missing; what is there stays as it is`,
    )
    .action((part: string) =>
      withContext(async ({ url }) => {
        const known = starterParts.find((one) => one === part);
        if (!known) throw new OperatorError('no-part', `A part is one of ${starterParts.join(', ')}.`);
        const things = await loadStarterPart(url, known);
        say(
          things === null
            ? `${part} is loaded already, in this version.`
            : `${part}: ${things} things came in.`,
        );
      }),
    );
}

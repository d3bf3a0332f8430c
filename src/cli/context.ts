import { readOrMakeKeys } from '../foundation/crypto/key-file.ts';
import type { KeyRing } from '../foundation/crypto/keys.ts';
import { type Db, openDatabase } from '../foundation/database/database.ts';
import { withDatabase } from '../foundation/database/embedded/with-database.ts';
import { type Id, parseId } from '../foundation/database/id.ts';
import { migrate } from '../foundation/database/migrate.ts';
import { OperatorError } from '../foundation/errors.ts';
import { readSettings, type Settings } from '../settings.ts';

/** What a command works with. */
export interface CommandContext {
  db: Db;
  url: string;
  keys: KeyRing;
  settings: Settings;
}

/**
 * Runs a command over the database: that of the running server, or one started for the while, migrated first.
 * @param options.statementTimeout as of `openDatabase`; 0 for a command whose last statement checks all that it wrote.
 */
export async function withContext(
  work: (context: CommandContext) => Promise<void>,
  options: { statementTimeout?: number } = {},
): Promise<void> {
  const settings = readSettings(process.env, process.cwd());
  await withDatabase(settings, async (url) => {
    await migrate(url);
    const keys = await readOrMakeKeys(settings.secretKeyFile);
    const { db, close } = openDatabase(url, { max: 2, name: 'tadamun cli', ...options });
    try {
      await work({ db, url, keys, settings });
    } finally {
      await close();
    }
  });
}

/** Says something to the operator; standard output, so that it can be piped. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** @throws OperatorError when the text is no id as the lists print it. */
export function idOf(text: string): Id {
  const id = parseId(text.trim().toLowerCase());
  if (id === null)
    throw new OperatorError('not-an-id', `${text} is not an id: copy the whole id that the list prints.`);
  return id;
}

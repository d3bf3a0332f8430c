import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';
import { errorCode, OperatorError } from '../foundation/errors.ts';

/** Where a passphrase comes from. */
export interface PassphraseSource {
  /** TADAMUN_BACKUP_PASSPHRASE; it wins, so that a nightly backup needs nobody. */
  readonly given: string | undefined;
  readonly input: Readable & { isTTY?: boolean };
  readonly output: Writable;
}

/**
 * The passphrase of a backup: the given one, else asked for in the terminal, where it does not show.
 * @param twice asks again, to catch a slip that would lock the backup for ever
 * @throws OperatorError where there is neither, or where the two differ
 */
export async function askPassphrase(source: PassphraseSource, twice: boolean): Promise<string> {
  if (source.given !== undefined && source.given !== '') return source.given;
  if (!source.input.isTTY) {
    throw new OperatorError(
      'passphrase-needed',
      'A passphrase is needed; give it in TADAMUN_BACKUP_PASSPHRASE, or run the command in a terminal.',
    );
  }
  const ask = unseenLines(source);
  try {
    const passphrase = await ask('Passphrase of the backup: ');
    if (twice && (await ask('Once more: ')) !== passphrase) {
      throw new OperatorError('passphrase-differs', 'The two passphrases differ; run the command again.');
    }
    return passphrase;
  } finally {
    ask.close();
  }
}

/**
 * The private age keys in a file as age-keygen writes it.
 * @throws OperatorError `identity-unreadable`, `identity-ill-formed`
 */
export async function readIdentities(file: string): Promise<string[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new OperatorError(
      'identity-unreadable',
      `The key file ${file} cannot be read (${errorCode(error)}).`,
    );
  }
  const identities = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identities.length > 0) return identities;
  throw new OperatorError(
    'identity-ill-formed',
    `The file ${file} holds no age key; its line begins with AGE-SECRET-KEY-.`,
  );
}

function unseenLines({
  input,
  output,
}: PassphraseSource): ((question: string) => Promise<string>) & { close(): void } {
  // What is typed is echoed here, and goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  const ask = (question: string) =>
    new Promise<string>((answered, failed) => {
      output.write(question);
      lines.once('close', () => failed(new OperatorError('cancelled', 'Cancelled; nothing was done.')));
      lines.question('', (line) => {
        output.write('\n');
        answered(line);
      });
    });
  return Object.assign(ask, { close: () => lines.close() });
}

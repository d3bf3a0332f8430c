import type { Command } from 'commander';
import { rebuildCount } from '../declarations/count/store.ts';
import { approve, reject } from '../declarations/moderation/decide.ts';
import type { Decider, Outcome } from '../declarations/moderation/model.ts';
import type { Signature } from '../declarations/signing/model.ts';
import { eraseByAddress, exportPerson } from '../declarations/signing/person.ts';
import { listQueue } from '../declarations/signing/queue-store.ts';
import { openContact, openEmail } from '../declarations/signing/sign.ts';
import { OperatorError } from '../foundation/errors.ts';
import { readKeptMails } from '../foundation/mail/outbox.ts';
import { outboxState, retryFailed } from '../foundation/mail/outbox-store.ts';
import { type CommandContext, idOf, say, withContext } from './context.ts';

const states = ['pending', 'confirmed', 'listed', 'suspect', 'rejected', 'withdrawn'] as const;

/** Whoever types an id has looked twice: the mail about it leaves at once. */
const operator: Decider = { actor: 'operator', mailAfterS: 0 };

/** Moderating from the command line, as the desk does it: the queue, decisions, mails, a person's data. */
export function addSignatureCommands(program: Command): void {
  const signatures = program.command('signatures').description('signatures that await a decision');
  signatures
    .command('list')
    .description('what awaits a moderator, oldest first')
    .option('--state <state>', `only one state: ${states.join(', ')}`)
    .option('--limit <n>', 'at most so many', '100')
    .option('--contacts', 'with contact and address, decrypted')
    .action(async (options: { state?: string; limit: string; contacts?: boolean }) => {
      const state = states.find((one) => one === options.state);
      if (options.state && !state)
        throw new OperatorError('bad-state', `A state is one of ${states.join(', ')}.`);
      await withContext(async (context) => {
        const rows = await listQueue(
          context.db,
          state ? [state] : ['confirmed', 'suspect'],
          Number(options.limit) || 100,
        );
        if (rows.length === 0) say('Nothing awaits a decision.');
        for (const row of rows) say(describe(context, row, options.contacts ?? false));
      });
    });
  signatures
    .command('approve <id...>')
    .description('list signatures: they count and are shown; the signatory gets a mail')
    .action((ids: string[]) =>
      withContext(async ({ db, keys }) => {
        for (const id of ids) report(id, 'listed', await approve(db, keys, idOf(id), operator));
      }),
    );
  signatures
    .command('reject <id>')
    .description('turn a signature away')
    .requiredOption('--reason <text>', 'what the signatory is told')
    .action((id: string, options: { reason: string }) =>
      withContext(async ({ db, keys }) => {
        report(id, 'rejected', await reject(db, keys, idOf(id), operator, options.reason));
      }),
    );

  program
    .command('outbox')
    .description('mails that wait or failed; without SMTP_URL the mails themselves, decrypted')
    .option('--limit <n>', 'at most so many', '20')
    .option('--retry', 'give the mails that were given up another try')
    .action((options: { limit: string; retry?: boolean }) =>
      withContext(async ({ db, keys, settings }) => {
        if (options.retry) say(`${await retryFailed(db)} mails are tried again.`);
        const state = await outboxState(db);
        say(
          `${state.waiting} waiting, ${state.failed} given up${state.reason ? `; the newest failure: ${state.reason}` : ''}`,
        );
        if (settings.smtpUrl === null) say('SMTP_URL is not set: mails are kept here, encrypted, 14 days.');
        for (const kept of await readKeptMails(db, keys, Number(options.limit) || 20)) {
          say(`\n--- ${kept.madeAt.toISOString()} ${kept.kind}`);
          say(
            kept.mail
              ? `To: ${kept.mail.to}\nSubject: ${kept.mail.subject}\n\n${kept.mail.text}`
              : '(sealed with a key that is gone)',
          );
        }
      }),
    );

  const person = program.command('person').description("answers a request for one's data");
  person
    .command('export <email>')
    .description('all that is kept about an address, as JSON')
    .action((email: string) =>
      withContext(async ({ db, keys }) => {
        say(JSON.stringify(known(await exportPerson(db, keys, email), email), null, 2));
      }),
    );
  person
    .command('erase <email>')
    .description("erases a person's signatures, and the contacts behind organisations' ones")
    .action((email: string) =>
      withContext(async ({ db, keys }) => {
        const { signatures: erased, contacts } = known(await eraseByAddress(db, keys, email), email);
        say(
          `Erased: ${erased} signatures of a person, ${contacts} contacts of organisations. Backups made before keep them until they are deleted.`,
        );
      }),
    );

  program
    .command('count')
    .command('rebuild')
    .description('counts all signatures again from nothing')
    .action(() =>
      withContext(async ({ db }) => {
        await rebuildCount(db);
        say('Counted again.');
      }),
    );
}

function describe(
  { keys }: CommandContext,
  row: Signature & { campaignSlug: string },
  contacts: boolean,
): string {
  const arabic = row.organisationNameAr ? ` / ${row.organisationNameAr}` : '';
  const who = row.organisationName ? `${row.organisationName}${arabic}` : `a person (${row.publicity})`;
  const notes = row.flags.length > 0 ? ` [${row.flags.join(', ')}]` : '';
  const line = `${row.id}  ${row.createdAt.toISOString().slice(0, 16)}  ${row.state}  ${who}  ${row.country}  ${row.website ?? '-'}${notes}`;
  if (!contacts) return line;
  const contact = openContact(keys, row);
  return `${line}\n    ${contact ? `${contact.name}${contact.role ? `, ${contact.role}` : ''}` : 'contact erased'} <${openEmail(keys, row) ?? 'address erased'}>`;
}

function report(id: string, done: string, decision: Outcome): void {
  if (decision.outcome === 'done') say(`${id}: ${done}.`);
  else if (decision.outcome === 'nameless') {
    throw new OperatorError(
      'nameless',
      `The name behind ${id} was erased after its time, so it cannot be listed.`,
    );
  } else if (decision.outcome === 'sealed') {
    throw new OperatorError('sealed', `The name behind ${id} is sealed: one of its two readers lists it.`);
  } else if (decision.outcome === 'not-found')
    throw new OperatorError('no-signature', `There is no signature ${id}.`);
  else
    throw new OperatorError(
      'not-possible',
      `The signature ${id} is ${decision.state}, so it cannot be ${done}.`,
    );
}

function known<T>(answer: T | null, email: string): T {
  if (answer === null) throw new OperatorError('not-an-address', `${email} is not a mail address.`);
  return answer;
}

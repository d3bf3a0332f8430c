import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyRing } from '../../foundation/crypto/keys.ts';
import { open, seal } from '../../foundation/crypto/seal.ts';
import type { Db } from '../../foundation/database/database.ts';
import { type Id, newId } from '../../foundation/database/id.ts';
import type { Log } from '../../foundation/log.ts';
import { type Mail, MailError, type Mailer } from '../../foundation/mail/mailer.ts';
import { renderMail } from './mail.ts';
import { type MailKind, type Signature, terms } from './model.ts';
import {
  claimMails,
  dropMail,
  keepMail,
  listKeptMails,
  postponeMail,
  readMailFacts,
  storeTokens,
} from './outbox-store.ts';
import { keptMailPlace } from './places.ts';
import { openEmail } from './sign.ts';

export interface OutboxDeps {
  db: Db;
  keys: KeyRing;
  /** Null without SMTP_URL: mails are then kept, sealed, for the operator to read. */
  mailer: Mailer | null;
  origin: string;
  log: Log;
  /** The process is to end: no further batch is begun. */
  stop?: AbortSignal;
}

/** Mails taken at a time; several processes share the outbox without meeting. */
const batch = 20;
/**
 * The least time a batch takes: 50 mails a second. Relays take no more, and in a flood of signatures the processor is
 * theirs first: measured on two cores, mailing without a pause halved the rate of signing.
 */
const batchMs = 400;
const inFlight = 4;
/** After this many tries a mail stays as failed, for the operator to see, until its signature is erased. */
const mostAttempts = 12;

/**
 * Sends what is due. Each mail is leased, its tokens stored, then handed over, then dropped: a crash in between sends it
 * once more, never less; both links then work.
 * @returns how many mails went out or were kept.
 */
export async function deliverDue(deps: OutboxDeps): Promise<number> {
  let done = 0;
  while (!deps.stop?.aborted) {
    const begun = performance.now();
    const claimed = await claimMails(deps.db, batch);
    if (claimed.length === 0) return done;
    const queue = [...claimed];
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) done += await deliver(deps, next);
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    if (claimed.length < batch) return done;
    await sleep(Math.max(0, batchMs - (performance.now() - begun)));
  }
  return done;
}

interface Due {
  id: Id;
  kind: MailKind;
  signatureId: Id;
  attempts: number;
}

async function deliver(deps: OutboxDeps, due: Due): Promise<0 | 1> {
  const { db, keys, mailer, origin, log } = deps;
  const facts = await readMailFacts(db, due.signatureId);
  if (!facts || facts.signature.emailSealed === null || isMoot(due.kind, facts.signature)) {
    await dropMail(db, due.id);
    return 0;
  }
  const to = openEmail(keys, facts.signature);
  if (to === null) {
    // The wrong key file, most likely: the mail waits for the right one.
    await postponeMail(db, due.id, 'the address does not open with this secret key file', false);
    log.error({ kind: due.kind }, 'an address does not open with this secret key file: is it the right one?');
    return 0;
  }
  const { mail, tokens } = await renderMail({ ...facts, kind: due.kind, to, origin });
  await storeTokens(db, due.signatureId, tokens, terms.confirmDays);
  if (mailer === null) {
    await keepMail(db, due.id, sealMail(keys, due, mail));
    log.info({ kind: due.kind }, 'a mail was kept in the outbox: there is no SMTP_URL');
    return 1;
  }
  try {
    await mailer.send(mail);
    await dropMail(db, due.id);
    return 1;
  } catch (error) {
    const failure = error instanceof MailError ? error : new MailError('the mail could not be made', false);
    const gaveUp = failure.permanent || due.attempts + 1 >= mostAttempts;
    await postponeMail(db, due.id, failure.message, gaveUp);
    log.warn(
      { kind: due.kind, attempts: due.attempts + 1, reason: failure.message, gaveUp },
      'a mail did not go out',
    );
    return 0;
  }
}

/** A mail that has lost its reason: nobody confirms what is confirmed, nobody is told of a list they have left. */
function isMoot(kind: MailKind, signature: Signature): boolean {
  if (signature.state === 'withdrawn') return true;
  return kind === 'confirm'
    ? signature.state !== 'pending'
    : kind === 'listed' && signature.state !== 'listed';
}

function sealMail(keys: KeyRing, due: Due, mail: Mail) {
  const id = newId();
  return {
    id,
    kind: due.kind,
    signatureId: due.signatureId,
    sealed: seal(keys, 'outbox', JSON.stringify(mail), keptMailPlace(id)),
  };
}

export interface KeptMail {
  id: Id;
  kind: MailKind;
  madeAt: Date;
  /** Null where it cannot be opened: its key is gone. */
  mail: Mail | null;
}

/** @returns the kept mails in clear, newest first, for the one who runs the server. */
export async function readKeptMails(db: Db, keys: KeyRing, limit: number): Promise<KeptMail[]> {
  const rows = await listKeptMails(db, limit);
  return rows.map(({ id, kind, sealed, madeAt }) => {
    const opened = open(keys, 'outbox', sealed, keptMailPlace(id));
    const mail: Mail | null = opened.ok ? JSON.parse(opened.text) : null;
    return { id, kind, madeAt, mail };
  });
}

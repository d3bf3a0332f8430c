import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyRing } from '../crypto/keys.ts';
import { open, seal } from '../crypto/seal.ts';
import type { Db } from '../database/database.ts';
import { type Id, newId } from '../database/id.ts';
import type { Log } from '../log.ts';
import { type Mail, MailError, type Mailer } from './mailer.ts';
import { claimMails, type Due, dropMail, keepMail, listKeptMails, postponeMail } from './outbox-store.ts';
import type { MailSubject } from './tables.ts';

/** What making a mail needs besides the id of what it is about. */
export interface MailMaterial {
  db: Db;
  keys: KeyRing;
  /** Of PUBLIC_URL. */
  origin: string;
}

/**
 * `moot`: the mail has lost its reason, or there is nobody to send it to; `unopened`: the address does not open with this
 * secret key file.
 */
export type Made = Mail | 'moot' | 'unopened';

/** How mails of one kind are made. */
export interface MailMaker {
  /** The column of the outbox that says what such a mail is about. */
  subject: MailSubject;
  /**
   * Renders the mail now. Tokens of its links are made here, their hashes stored before it returns: a link that arrives
   * works. Called again when the mail did not go out.
   */
  make(subjectId: Id, material: MailMaterial): Promise<Made>;
}

/** Every kind of mail that the product sends; src/jobs.ts puts them together. */
export type MailKinds = Readonly<Record<string, MailMaker>>;

export interface OutboxDeps extends MailMaterial {
  kinds: MailKinds;
  /** Null without SMTP_URL: mails are then kept, sealed, for the operator to read. */
  mailer: Mailer | null;
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
/** After this many tries a mail stays as failed, for the operator to see, until what it is about is erased. */
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
      for (let next = queue.shift(); next; next = queue.shift()) {
        // Not `done += await …`: that reads the sum before the others have added theirs.
        const sent = await deliver(deps, next);
        done += sent;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    if (claimed.length < batch) return done;
    await sleep(Math.max(0, batchMs - (performance.now() - begun)));
  }
  return done;
}

async function deliver(deps: OutboxDeps, due: Due): Promise<0 | 1> {
  const { db, keys, mailer, log } = deps;
  const maker = Object.hasOwn(deps.kinds, due.kind) ? deps.kinds[due.kind] : undefined;
  const subjectId = maker && due.about[maker.subject];
  if (!maker || !subjectId) {
    // Of a newer version, or of one that knew more kinds: kept, for the operator to see.
    await postponeMail(db, due.id, 'this version knows no such mail', true);
    log.error({ kind: due.kind }, 'this version knows no such mail');
    return 0;
  }
  const made = await maker.make(subjectId, deps);
  if (made === 'moot') {
    await dropMail(db, due.id);
    return 0;
  }
  if (made === 'unopened') {
    // The wrong key file, most likely: the mail waits for the right one.
    await postponeMail(db, due.id, 'the address does not open with this secret key file', false);
    log.error({ kind: due.kind }, 'an address does not open with this secret key file: is it the right one?');
    return 0;
  }
  if (mailer === null) {
    await keepMail(db, due.id, sealMail(keys, due.kind, maker.subject, subjectId, made));
    log.info({ kind: due.kind }, 'a mail was kept in the outbox: there is no SMTP_URL');
    return 1;
  }
  try {
    await mailer.send(made);
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

/** What binds a kept mail to its row: a ciphertext moved elsewhere does not open. */
export const keptMailPlace = (keptMailId: string) => `kept-mail:${keptMailId}`;

function sealMail(keys: KeyRing, kind: string, subject: MailSubject, subjectId: Id, mail: Mail) {
  const id = newId();
  return {
    id,
    kind,
    subject,
    subjectId,
    sealed: seal(keys, 'outbox', JSON.stringify(mail), keptMailPlace(id)),
  };
}

export interface KeptMail {
  id: Id;
  kind: string;
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

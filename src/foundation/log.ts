import { randomBytes } from 'node:crypto';
import { type DestinationStream, type Logger, pino } from 'pino';

/** A structured log: one JSON object a line. */
export type Log = Logger;

/** Fields that are never written, at the top of an entry or one level down. Tokens and addresses have no other place. */
const secretFields = [
  'email',
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'contact_name',
  'ip',
  'remoteAddress',
  'databaseUrl',
  'smtpUrl',
];

/**
 * Makes the log of a process. What it writes holds no personal data: secret fields are left out, errors lose what the
 * database says about values, and every line is searched for mail addresses and passwords once more before it is written.
 *
 * @param level pino's level names
 * @param process `supervisor`, `web`, `jobs` or `cli`: on every line
 * @param destination standard output unless told
 */
export function createLog(level: string, process: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretFields.flatMap((name) => [name, `*.${name}`]), remove: true },
    serializers: { err: describeError, error: describeError },
    hooks: { streamWrite: scrub },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An id for one request, for the log and for the visitor who reports an error: 12 characters, no meaning. */
export function newRequestId(): string {
  return randomBytes(9).toString('base64url');
}

/**
 * What is logged of an error: its type, code, message and where it happened. The fields of a database error
 * that quote values (detail, where, parameters) are not among them.
 */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? { code: String(error.code) } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: error.name, ...code, message: error.message, stack: error.stack, ...cause };
}

/** A mail address in JSON text; the escape sequence that may stand before it is kept, so that the line stays JSON. */
const address = /(\\u[0-9a-f]{4}|\\.)?[^\s"'\\<>(),:;@/?=&]{1,64}(?:@|%40)[^\s"'\\<>(),:;@/?=&]{1,255}/gi;
/** The user and password of an address such as postgres://user:password@host. */
const credentials = /(:\/\/)[^\s"\\/@]{0,255}@/g;
/**
 * A token as ours are made: 128 random bits or more in base64url, as a segment or a value of an address. Asking for
 * capitals and digits spares slugs and ids, which have none or only small letters.
 */
const token =
  /([/=])(?=[\w-]{0,200}[A-Z])(?=[\w-]{0,200}[a-z])(?=[\w-]{0,200}\d)[\w-]{22,200}(?=[/?&#\s"\\]|$)/g;

/** Takes mail addresses, credentials and tokens out of a line of the log. */
export function scrub(line: string): string {
  return line.replace(credentials, '$1').replace(address, '$1[address]').replace(token, '$1[token]');
}

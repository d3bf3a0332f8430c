import { errorCode } from '../errors.ts';

/** Words of the client (pg, pg-pool), which gives these errors no code. */
const said =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error|connection timeout/i;
/** Of Node's sockets and name look-ups. */
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);

/** Whether the server ended a statement because it took longer than `statement_timeout` (SQLSTATE 57014). */
export function isStatementTimeout(error: unknown): boolean {
  return errorCode(error) === '57014';
}

/**
 * Whether an error says that the database cannot answer now, rather than that a question was wrong: it is not there,
 * starts or stops, has no connection left, or took too long. PostgreSQL's classes 08 (connection), 53 (resources) and
 * 57P (operator intervention), its statement timeout, and what the client and the sockets say of a lost connection.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Where a host has several addresses, each says why it was not reached.
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true;
  const code = errorCode(error);
  if (/^(08|53)\w{3}$|^57P\w{2}$|^57014$/.test(code)) return true;
  if (network.has(code)) return 'syscall' in error;
  return said.test(error.message);
}

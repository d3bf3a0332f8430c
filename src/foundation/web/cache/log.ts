import type { Log } from '../../log.ts';

/** What the web floor needs of the log. An error goes into the field `error`, which is written without values. */
export type WebLog = Pick<Log, 'warn' | 'error'>;

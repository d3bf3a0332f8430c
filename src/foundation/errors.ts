/**
 * An error for the one who runs the server. Its message is one plain English sentence that says what is wrong and
 * what to do, and holds no secret: the supervisor and the command line print exactly it, and exit with 1.
 */
export class OperatorError extends Error {
  /** Stable, for tests and scripts: `port-taken`, `data-in-use`, … */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OperatorError';
    this.code = code;
  }
}

/** The `code` of a system or database error (`ENOENT`, `28P01`), or '' where there is none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

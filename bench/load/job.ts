/** What a load process is told to do. It keeps `connections` busy, each with one request at a time. */
export type Job = {
  readonly port: number;
  readonly connections: number;
  /** No request begins later. */
  readonly seconds: number;
} & (
  | {
      readonly kind: 'get';
      /** Asked for in turn. */
      readonly paths: readonly string[];
      /** Ends the job when as many were answered. */
      readonly count?: number;
    }
  | {
      readonly kind: 'sign';
      readonly path: string;
      /** Signers and their networks are numbered from here: no two rounds share one. */
      readonly first: number;
    }
);

export interface JobResult {
  readonly answered: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** How often each status came. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Connections that broke. */
  readonly broken: number;
  /** Milliseconds, of the answers. */
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** A page as it goes over the line; every floor sends exactly this. */
export interface Sent {
  readonly path: string;
  /** Names and values in turn, without those that each server writes by itself (Date, Connection, Keep-Alive). */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** A server that sends one page, to be measured beside ours. */
export interface Floor {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

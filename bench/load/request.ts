import { Agent, get } from 'node:http';

export interface Answer {
  readonly status: number;
  /** Names as sent, with their values, in order. */
  readonly rawHeaders: readonly string[];
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As sent: compressed where it was. */
  readonly body: Buffer;
}

const agent = new Agent({ keepAlive: true });

/** One GET of a server on this machine. */
export function request(port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((done, failed) => {
    get({ host: '127.0.0.1', port, path, headers, agent, timeout: 20_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', failed);
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          rawHeaders: response.rawHeaders,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    }).on('error', failed);
  });
}

import { createConnection, createServer, type Socket } from 'node:net';

/** Stands between a web process and PostgreSQL, and counts what it is asked. */
export interface QueryCounter {
  /** Statements that the web process has sent so far; begin and commit are statements. */
  readonly asked: () => number;
  stop(): Promise<void>;
}

/**
 * Listens on a port and passes everything on to a unix socket of PostgreSQL. Counts the messages Query and Execute
 * (PostgreSQL's protocol 3.0, "Message Formats") of connections whose application is `tadamun web`: its pool, not
 * the connection that hears of changes.
 */
export async function countQueries(port: number, socketPath: string): Promise<QueryCounter> {
  let asked = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = createConnection(socketPath);
    const read = messageReader(() => {
      asked += 1;
    });
    client.on('data', (chunk: Buffer) => {
      read(chunk);
      upstream.write(chunk);
    });
    upstream.pipe(client);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  return {
    asked: () => asked,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Takes a client's stream apart: a start-up message of length and body, then messages of type, length and body. */
function messageReader(onStatement: () => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let started = false;
  let counts = false;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const typeBytes = started ? 1 : 0;
      if (pending.length < typeBytes + 4) return;
      const length = typeBytes + pending.readInt32BE(typeBytes);
      if (pending.length < length) return;
      const message = pending.subarray(0, length);
      pending = pending.subarray(length);
      if (!started) counts = message.includes('tadamun web');
      else if (counts && (message[0] === 0x51 || message[0] === 0x45)) onStatement(); // 'Q', 'E'
      started = true;
    }
  };
}

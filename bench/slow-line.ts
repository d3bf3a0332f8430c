import { createConnection, createServer, type Socket } from 'node:net';

const partBytes = 1_400;

export interface SlowLine {
  stop(): Promise<void>;
}

/**
 * A line in front of a server: all connections share `bytesPerSecond` in either direction, every byte travels for half
 * a round trip, and a connection is usable one round trip after it was asked for (TCP, RFC 9293, section 3.5). Loss and
 * slow start are left out, as is TLS.
 */
export async function openSlowLine(options: {
  port: number;
  to: number;
  bytesPerSecond: number;
  roundTripMs: number;
}): Promise<SlowLine> {
  const { bytesPerSecond, roundTripMs } = options;
  const open = new Set<Socket>();
  const down = direction(bytesPerSecond, roundTripMs / 2);
  const up = direction(bytesPerSecond, roundTripMs / 2);
  const server = createServer((client) => {
    const usableAt = performance.now() + roundTripMs;
    const upstream = createConnection({ host: '127.0.0.1', port: options.to, noDelay: true });
    client.on('data', (chunk: Buffer) => up(chunk, usableAt, upstream));
    upstream.on('data', (chunk: Buffer) => down(chunk, usableAt, client));
    client.on('close', () => upstream.destroy());
    upstream.on('end', () => down(null, usableAt, client));
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(options.port, '127.0.0.1', done);
  });
  return {
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** One direction of the line: sends parts one after the other, whosever they are; null ends the connection. */
function direction(bytesPerSecond: number, travelMs: number) {
  let freeAt = 0;
  return (chunk: Buffer | null, notBefore: number, target: Socket): void => {
    for (const part of chunk === null ? [null] : partsOf(chunk)) {
      const now = performance.now();
      freeAt = Math.max(freeAt, now, notBefore) + ((part?.length ?? 0) / bytesPerSecond) * 1_000;
      setTimeout(
        () => {
          if (target.destroyed) return;
          if (part === null) target.end();
          else target.write(part);
        },
        freeAt + travelMs - now,
      );
    }
  };
}

function partsOf(chunk: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < chunk.length; at += partBytes) parts.push(chunk.subarray(at, at + partBytes));
  return parts;
}

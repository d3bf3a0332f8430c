import { connect, type Socket } from 'node:net';
import { median, percentile } from '../statistics.ts';
import type { Job, JobResult } from './job.ts';

// A process of its own, started by run.ts: it writes HTTP/1.1 to bare sockets, because on two cores what the client
// costs is taken from the server.

/** Below the limit that the product sets per network and hour. */
const postsPerNetwork = 1_000;

interface Source {
  /** The next request as it goes over the line; null when there is nothing left to ask. */
  next(): string | null;
  /** Whether the connection has been used enough, and the next request comes from another network. */
  readonly spent: boolean;
  readonly localAddress: string | undefined;
}

const timesMs: number[] = [];
const statuses: Record<string, number> = {};
let broken = 0;

process.once('message', async (job: Job) => {
  const begun = performance.now();
  const deadline = begun + job.seconds * 1_000;
  const sources = job.kind === 'get' ? readers(job) : signers(job);
  await Promise.all(Array.from({ length: job.connections }, () => keepBusy(job.port, sources, deadline)));
  const result: JobResult = {
    answered: timesMs.length,
    seconds: (performance.now() - begun) / 1_000,
    statuses,
    broken,
    medianMs: median(timesMs),
    p95Ms: percentile(timesMs, 95),
  };
  process.send?.(result, () => process.exit(0));
});

/** Connects, asks and reads until the time is over; from a new network whenever the last is spent. */
async function keepBusy(port: number, sources: () => Source, deadline: number): Promise<void> {
  while (performance.now() < deadline) {
    const source = sources();
    if (!(await useConnection(port, source, deadline))) return;
  }
}

/** Resolves with whether to go on, over another connection. */
function useConnection(port: number, source: Source, deadline: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress: source.localAddress, noDelay: true });
    let over = false;
    let sentAt = 0;
    const end = (goOn: boolean) => {
      if (over) return;
      over = true;
      socket.destroy();
      done(goOn);
    };
    const ask = () => {
      if (source.spent) return end(true);
      const text = performance.now() < deadline ? source.next() : null;
      if (text === null) return end(false);
      sentAt = performance.now();
      socket.write(text);
    };
    socket.on('connect', ask);
    readAnswers(socket, (status) => {
      timesMs.push(performance.now() - sentAt);
      statuses[status] = (statuses[status] ?? 0) + 1;
      ask();
    });
    const fail = () => {
      if (!over) broken += 1;
      end(false);
    };
    socket.on('error', fail);
    socket.on('close', fail);
  });
}

/** Calls back with the status of each answer once it is there to its last byte. */
function readAnswers(socket: Socket, answered: (status: string) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  let missing = 0;
  let status = '';
  socket.on('data', (chunk: Buffer) => {
    if (missing > 0) {
      missing -= chunk.length;
      if (missing <= 0) answered(status);
      return;
    }
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const headEnd = pending.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = pending.toString('latin1', 0, headEnd);
    status = head.slice(9, 12);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined && /\r\ntransfer-encoding: chunked/i.test(head)) {
      if (pending.subarray(-5).toString('latin1') !== '0\r\n\r\n') return;
    } else {
      missing = headEnd + 4 + Number(length ?? 0) - pending.length;
    }
    pending = Buffer.alloc(0);
    if (missing <= 0) answered(status);
  });
}

function readers(job: Extract<Job, { kind: 'get' }>): () => Source {
  const requests = job.paths.map(
    (path) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n`,
  );
  let asked = 0;
  const source: Source = {
    spent: false,
    localAddress: undefined,
    next() {
      if (asked >= (job.count ?? Number.POSITIVE_INFINITY)) return null;
      return requests[asked++ % requests.length] ?? null;
    },
  };
  return () => source;
}

function signers(job: Extract<Job, { kind: 'sign' }>): () => Source {
  let signer = job.first;
  // Distinct for all rounds, for a round takes more signers than networks.
  let network = Math.floor(job.first / 100);
  return () => {
    let left = postsPerNetwork;
    network += 1;
    return {
      get spent() {
        return left <= 0;
      },
      localAddress: `127.${20 + ((network >> 16) & 63)}.${(network >> 8) & 255}.${network & 255}`,
      next() {
        left -= 1;
        signer += 1;
        const body = `kind=person&country=IQ&contact_name=%D9%86%D9%88%D8%B1+${name(signer)}&email=signer.${signer}%40example.org&publicity=name&consent=yes&elapsed=61000`;
        return `POST ${job.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      },
    };
  };
}

/** A name of letters for a number: no two signers are called the same. */
function name(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)] ?? '').join('');
}

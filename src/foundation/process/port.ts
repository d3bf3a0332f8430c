import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, OperatorError } from '../errors.ts';

/**
 * Checks that a port can be listened on, by listening for a moment.
 *
 * @param patienceMs how long a port that is taken may need to become free: more than 0 where a server has
 *   just been killed, whose web process needs a moment to notice
 * @throws OperatorError `port-taken` or `port-unusable`
 */
export async function checkPort(host: string, port: number, patienceMs = 0): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const error = await tryListen(host, port);
    if (error === null) return;
    if (errorCode(error) !== 'EADDRINUSE' || performance.now() >= until) throw portError(host, port, error);
    await sleep(50);
  }
}

/** The sentence for an error of `listen`. */
export function portError(host: string, port: number, error: unknown): OperatorError {
  const code = errorCode(error);
  const other = port < 65535 ? port + 1 : port - 1;
  switch (code) {
    case 'EADDRINUSE':
      return new OperatorError(
        'port-taken',
        `Port ${port} on ${host} is taken by another program; stop that program, or choose another port, for example PORT=${other}.`,
        { cause: error },
      );
    case 'EACCES':
      return new OperatorError(
        'port-unusable',
        `This user may not listen on port ${port}; choose a port above 1023, for example PORT=8080, and put a reverse proxy before it.`,
        { cause: error },
      );
    default:
      return new OperatorError(
        'port-unusable',
        `This machine cannot listen on HOST=${host} (${code || 'unknown error'}); write an address that it has, for example HOST=127.0.0.1.`,
        { cause: error },
      );
  }
}

function tryListen(host: string, port: number): Promise<Error | null> {
  return new Promise((done) => {
    const server = net.createServer();
    server.once('error', (error) => done(error));
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(null)));
  });
}

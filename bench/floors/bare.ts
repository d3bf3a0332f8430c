import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Floor, Sent } from './floor.ts';

/** A bare `node:http` server in a process of its own, on the Node that the product runs on. */
export function startBare(port: number, page: Sent): Promise<Floor> {
  return startFloor('./bare-server.ts', port, {
    headers: [...page.headers],
    body: page.body.toString('base64'),
  });
}

/** Starts a module of this folder as a server in a process of its own. @param order what it is told, beside its port. */
export async function startFloor(module: string, port: number, order: object): Promise<Floor> {
  const child = fork(fileURLToPath(import.meta.resolve(module)), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A session of its own, as the product has: some kernels share out processors by sessions.
    detached: true,
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await new Promise<void>((done, failed) => {
    child.once('message', () => done());
    child.once('exit', () => failed(new Error(`${module} did not start`)));
    child.send({ port, ...order });
  });
  return {
    port,
    pid: child.pid ?? -1,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

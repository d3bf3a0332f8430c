import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Floor, Sent } from './floor.ts';

/** A bare `node:http` server in a process of its own, on the Node that the product runs on. */
export async function startBare(port: number, page: Sent): Promise<Floor> {
  const child = fork(fileURLToPath(import.meta.resolve('./bare-server.ts')), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A session of its own, as the product has: some kernels share out processors by sessions.
    detached: true,
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await new Promise<void>((done, failed) => {
    child.once('message', () => done());
    child.once('exit', () => failed(new Error('the bare server did not start')));
    child.send({ port, headers: [...page.headers], body: page.body.toString('base64') });
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

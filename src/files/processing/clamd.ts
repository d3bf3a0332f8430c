import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** What a virus scanner says of a file. `unreachable`: nothing, so nobody knows. */
export type Verdict = 'clean' | 'virus' | 'too_large' | 'unreachable';

/**
 * Has a file scanned by clamd (its INSTREAM command: pieces with their length in front, an empty one at the end).
 * @param url `tcp://host:port` or `unix:/path`.
 * @param patienceMs of silence, after which it counts as unreachable.
 */
export async function scan(url: string, path: string, patienceMs = 120_000): Promise<Verdict> {
  const socket = open(url);
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('silent')));
  try {
    const answered = answerOf(socket);
    // Awaited below; a scanner that hangs up in the middle has often said why.
    answered.catch(() => undefined);
    await send(socket, path).catch(() => undefined);
    return verdictOf(await answered);
  } catch {
    return 'unreachable';
  } finally {
    socket.destroy();
  }
}

function open(url: string): Socket {
  if (url.startsWith('unix:')) return connect(url.slice('unix:'.length));
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
}

async function send(socket: Socket, path: string): Promise<void> {
  const write = (bytes: Buffer) =>
    new Promise<void>((done, failed) => socket.write(bytes, (error) => (error ? failed(error) : done())));
  const length = Buffer.alloc(4);
  await write(Buffer.from('zINSTREAM\0'));
  for await (const chunk of createReadStream(path)) {
    length.writeUInt32BE(chunk.length);
    await write(Buffer.concat([length, chunk]));
  }
  await write(Buffer.alloc(4));
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      said += chunk;
      if (said.includes('\0') || said.length > 4096) resolve(said);
    });
    socket.on('end', () => resolve(said));
    socket.on('error', (error) => (said === '' ? reject(error) : resolve(said)));
    socket.on('close', () => reject(new Error('closed')));
  });
}

function verdictOf(said: string): Verdict {
  const line = said.replace(/[\0\n].*$/s, '');
  if (/^stream: OK$/.test(line)) return 'clean';
  if (/^stream: .* FOUND$/.test(line)) return 'virus';
  if (/size limit exceeded/i.test(line)) return 'too_large';
  return 'unreachable';
}

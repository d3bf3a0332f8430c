import { type FileHandle, open } from 'node:fs/promises';
import { Refused } from './model.ts';

/** Of a whole office document; more parts than this no letter has. */
const largestDirectory = 4 * 1024 * 1024;
const endMark = Buffer.from('PK\x05\x06', 'latin1');

/**
 * Reads the directory at the end of an office document (a ZIP, APPNOTE 6.3.10 section 4.3), and unpacks nothing of it.
 * @throws Refused `broken` when the end is missing or does not fit; `macros` when it brings a program.
 */
export async function checkOffice(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const directory = await readDirectory(handle, size);
    const names = directory.toString('latin1');
    if (/vbaProject\.bin|Basic\/[^/]+\/[^/]+\.xml|\bScripts\//i.test(names)) throw new Refused('macros');
    if (!/content\.xml|\[Content_Types\]\.xml/.test(names)) throw new Refused('broken');
  } finally {
    await handle.close();
  }
}

async function readDirectory(handle: FileHandle, size: number): Promise<Buffer> {
  const tail = await read(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const at = tail.lastIndexOf(endMark);
  if (at < 0 || tail.length - at < 22) throw new Refused('broken');
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  const end = size - tail.length + at;
  if (length === 0 || length > largestDirectory || start + length !== end) throw new Refused('broken');
  return read(handle, start, length);
}

async function read(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

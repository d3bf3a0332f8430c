import { statfs } from 'node:fs/promises';
import type { Disk } from './health-model.ts';

/** @returns the room on the disk of a folder; null where that cannot be asked. */
export async function diskOf(folder: string): Promise<Disk | null> {
  const found = await statfs(folder).catch(() => null);
  return found && { freeBytes: found.bavail * found.bsize, allBytes: found.blocks * found.bsize };
}

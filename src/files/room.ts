import { statfs } from 'node:fs/promises';

/** What stays free on the disk, whatever comes in: the database needs it. */
const spared = 500 * 1024 * 1024;

/** Whether the disk takes this many bytes twice: as they come in, and as they are kept. */
export async function hasRoomFor(dataDir: string, bytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(dataDir);
  return bavail * bsize > 2 * bytes + spared;
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Id } from '../foundation/database/id.ts';

/** The folder of what is on its way in. Closed to others; not part of a backup. */
export function uploadsFolder(dataDir: string): string {
  return join(dataDir, 'uploads');
}

/** Where the bytes of an upload lie. Its id is ours; no name that anybody chose becomes a path. */
export function uploadPath(dataDir: string, id: Id): string {
  return join(uploadsFolder(dataDir), id);
}

/** Makes the folder, closed to others. */
export async function openUploadsFolder(dataDir: string): Promise<void> {
  await mkdir(uploadsFolder(dataDir), { recursive: true, mode: 0o700 });
}

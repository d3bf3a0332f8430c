import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Absolute path of the project: the nearest folder above this module with a package.json, built or not. */
export const root = findRoot(import.meta.dirname);

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json above ${start}`);
  }
}

import { accessSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
import { errorCode, OperatorError } from '../errors.ts';

/**
 * Makes the data folder if it is absent, closed to others, and checks that this process may use it.
 * As root it can be passed through (0711), because PostgreSQL then runs as a user of its own inside it.
 *
 * @throws OperatorError `data-unusable`
 */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    readdirSync(folder);
  } catch (error) {
    throw new OperatorError('data-unusable', `The data folder ${folder} ${reason(errorCode(error))}.`, {
      cause: error,
    });
  }
}

function reason(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read and written by this user; change its owner, or choose another folder with DATA_DIR';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'is not a folder; choose another with DATA_DIR';
    case 'EROFS':
      return 'lies on a file system that cannot be written to; choose another folder with DATA_DIR';
    case 'ENOSPC':
      return 'cannot be made because the disk is full; make room, or choose another folder with DATA_DIR';
    default:
      return `cannot be used (${code || 'unknown error'}); choose another folder with DATA_DIR`;
  }
}

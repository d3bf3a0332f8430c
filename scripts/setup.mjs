// Installs and builds what is missing or out of date. Plain JavaScript, node builtins only: it runs on any
// Node from 20.19 on, before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './progress.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const LOCKFILE = join(root, 'package-lock.json');
const INSTALL_MARK = join(root, 'node_modules', '.tadamun-install');
const BUILD_MARK = join(root, 'dist', '.tadamun-build');
const BUILT_FROM = [
  'src',
  'messages',
  'package-lock.json',
  'package.json',
  'vite.config.ts',
  'vite.desk.config.ts',
  'vite.server.config.ts',
  'tsconfig.json',
  'scripts/progress.mjs',
];
const BUILT_FILES = ['dist/server/main.js', 'dist/server/cli.js'];
const OLDEST_NODE = [20, 19];
const OLDEST_RUNTIME = 24;

/** A failure whose message is one sentence for the one who runs the server. */
export class SetupError extends Error {}

/** Throws a SetupError on a Node that cannot even install the project. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST_NODE;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return;
  throw new SetupError(
    `Tadamun needs Node ${oldMajor}.${oldMinor} or later to install itself and this is Node ${version}: please install a current Node from https://nodejs.org.`,
  );
}

/**
 * Makes node_modules fit package-lock.json. With `dev`, the tools for tests are installed too; a start is
 * content with either.
 *
 * @param {{ dev?: boolean, out?: NodeJS.WriteStream, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<boolean>} whether anything was installed
 */
export async function ensureInstalled({ dev = false, out = process.stdout, env = process.env } = {}) {
  const lock = hash([LOCKFILE]);
  const mark = readMark(INSTALL_MARK);
  if (mark?.lock === lock && (mark.dev || !dev)) return false;
  const omitDev = !dev && (env.NODE_ENV === 'production' || isYes(env.TADAMUN_OMIT_DEV));
  if (installedByHand(!dev)) {
    writeMark(INSTALL_MARK, { lock, dev: installedByHand(false) });
    return false;
  }
  await step(
    'Installing',
    async () => {
      rmSync(INSTALL_MARK, { force: true });
      await install(env, omitDev ? '--omit=dev' : '--include=dev');
      writeMark(INSTALL_MARK, { lock, dev: !omitDev });
    },
    { out },
  );
  return true;
}

/**
 * The Node that the product runs on: the one pinned as a package for this platform, else the present one
 * if it is new enough.
 *
 * @returns {string} absolute path of the executable
 */
export function runtime() {
  const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (resolve(process.execPath) === pinned) return pinned;
  // A pinned binary may be present and yet not run, on a system without glibc for instance.
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_RUNTIME) return process.execPath;
  throw new SetupError(
    `There is no pinned Node for ${process.platform}-${process.arch} and this is Node ${process.versions.node}: please install Node ${OLDEST_RUNTIME} or later from https://nodejs.org.`,
  );
}

/**
 * Builds dist/client and dist/server when anything they are made from has changed, by content.
 *
 * @param {string} node see runtime()
 * @param {{ out?: NodeJS.WriteStream, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<boolean>} whether anything was built
 */
export async function ensureBuilt(node, { out = process.stdout, env = process.env } = {}) {
  const sources = hash(BUILT_FROM.map((name) => join(root, name)));
  if (readMark(BUILD_MARK)?.sources === sources && isBuilt()) return false;
  await step(
    'Building',
    async () => {
      rmSync(BUILD_MARK, { force: true });
      const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
      const buildEnv = { ...env, NODE_ENV: 'production' };
      await runQuietly(node, [vite, 'build'], { env: buildEnv, what: 'vite build' });
      await runQuietly(node, [vite, 'build', '--config', 'vite.desk.config.ts'], {
        env: buildEnv,
        what: 'vite build of the desk',
      });
      await runQuietly(node, [vite, 'build', '--ssr', '--config', 'vite.server.config.ts'], {
        env: buildEnv,
        what: 'vite build --ssr',
      });
      writeMark(BUILD_MARK, { sources });
    },
    { out },
  );
  return true;
}

/** Whether there is a build at all, fresh or not. */
export function isBuilt() {
  return BUILT_FILES.every((name) => existsSync(join(root, name)));
}

/**
 * Becomes `node args…`: in place of this process where the present Node can do that, else as a child that gets the
 * terminal, the signals, and whose exit code becomes ours.
 *
 * @param {string} node
 * @param {string[]} args
 */
export function become(node, args) {
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    process.execve(node, [node, ...args], process.env);
  }
  const child = spawn(node, args, { stdio: 'inherit' });
  // A Ctrl-C reaches the child twice (from the terminal and from here); the server takes both for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(error));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** Prints what went wrong and ends with exit code 1. */
export function fail(error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : (error?.stack ?? error)}\n`);
  process.exit(1);
}

/**
 * `npm ci`; where that refuses a lockfile which does not list the packages of every foreign platform (npm writes such
 * ones where a registry lacks them), `npm install`, which installs the same versions with the same integrity.
 */
async function install(env, ...options) {
  const run = (...args) => {
    const [command, all] = npmCommand(env, [...args, '--no-audit', '--no-fund', ...options]);
    return runQuietly(command, all, { env: withoutLocalNode(env), what: `npm ${args[0]}` });
  };
  try {
    await run('ci');
  } catch (error) {
    if (!/are in sync/.test(error.cause)) throw error;
    await run('install', '--no-save');
  }
}

/** Whether node_modules already fits package-lock.json, though this script did not install it. */
function installedByHand(omitDev) {
  const present = readMark(join(root, 'node_modules', '.package-lock.json'))?.packages;
  const wanted = readMark(LOCKFILE)?.packages;
  if (!present || !wanted) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    if (present[path]) return present[path].version === entry.version;
    return Boolean(entry.optional || entry.devOptional || (omitDev && entry.dev));
  });
}

/** npm itself, and the Node to run it on: never the pinned one, which npm is about to replace. */
function npmCommand(env, args) {
  const path = withoutLocalNode(env).PATH ?? '';
  const node = path
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find((file) => existsSync(file));
  if (env.npm_execpath && /npm-cli\.c?js$/.test(env.npm_execpath))
    return [node ?? process.execPath, [env.npm_execpath, ...args]];
  return ['npm', args];
}

function withoutLocalNode(env) {
  const folders = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder));
  return { ...env, PATH: folders.join(delimiter) };
}

/** Runs a command without showing its output, except the last lines when it fails. */
function runQuietly(command, args, { env, what }) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM'];
    for (const signal of signals) process.on(signal, forward);
    child.on('error', (error) => {
      failed(
        new SetupError(`${what} could not be run (${error.message}): is npm installed and on the PATH?`),
      );
    });
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      if (code === 0) return done();
      // npm repeats its whole manual of the command below an error.
      const [said = ''] = output.split(/^npm error\s*\nnpm error (?:Clean install|Install|Usage)/m);
      const lines = said.trimEnd().split('\n').slice(-25).join('\n');
      const why = signal ?? `exit code ${code}`;
      failed(
        new SetupError(`${lines}\n${what} failed with ${why}: the lines above say why.`, { cause: output }),
      );
    });
  });
}

/** SHA-256 over the names and contents of files and folders; one that is absent counts as such. */
function hash(paths) {
  const sum = createHash('sha256');
  const add = (path, entry) => {
    if (entry.isDirectory()) {
      const entries = readdirSync(path, { withFileTypes: true });
      entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const inner of entries) if (!/\.test\.tsx?$/.test(inner.name)) add(join(path, inner.name), inner);
    } else if (entry.isFile()) {
      const content = readFileSync(path);
      sum.update(`${path.slice(root.length)}\0${content.length}\0`).update(content);
    }
  };
  for (const path of paths) {
    const entry = readdirSync(dirname(path), { withFileTypes: true }).find(
      (found) => join(dirname(path), found.name) === path,
    );
    if (entry) add(path, entry);
  }
  return sum.digest('hex');
}

function readMark(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function writeMark(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content)}\n`);
}

function isYes(value) {
  return value !== undefined && !['', '0', 'false', 'no'].includes(value.toLowerCase());
}

// `npm test`: installs and builds what is missing, then checks everything, one line for each check.
//
//   npm test                             everything
//   npm test -- --only types,lint        only these checks: types, lint, floors, dead, tests
//   npm test -- src/news -t feed         only these tests; what is not ours goes to vitest as it is
//   npm test -- --verbose                with the output of each check, not only of those that fail
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { step } from './progress.mjs';
import { checkNode, ensureBuilt, ensureInstalled, root, runtime, SetupError } from './setup.mjs';

const results = join(root, 'test-results');
const report = join(results, 'vitest.json');
const bin = (...parts) => join(root, 'node_modules', ...parts);

const { only, verbose, rest } = readArguments(process.argv.slice(2));

/** In the order of their speed. Each counts as one, except the tests, which count one by one. */
const checks = [
  { name: 'types', title: 'Types', args: [bin('typescript', 'bin', 'tsc'), '-p', '.'] },
  {
    name: 'lint',
    title: 'Lint and format',
    args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '.', '--colors=off', '--max-diagnostics=40'],
  },
  {
    name: 'floors',
    title: 'Floors',
    args: [
      bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      'src',
      '--config',
      '.dependency-cruiser.cjs',
    ],
  },
  { name: 'dead', title: 'Dead code', args: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
  {
    name: 'tests',
    title: 'Tests',
    args: [
      bin('vitest', 'vitest.mjs'),
      'run',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...rest,
    ],
    count: countTests,
  },
];

let minutesHeard = 0;

/** Standard output; in a log, where nothing is rewritten in place, a check in progress is heard of once a minute. */
const out = {
  isTTY: process.stdout.isTTY,
  write: (text) => {
    const seconds = /\((\d+) s\)\n$/.exec(text)?.[1];
    const minutes = Math.floor(Number(seconds ?? 0) / 60);
    // What tells the seconds comes a little later each time: not each minute has one that tells its first.
    if (seconds === undefined || minutes > minutesHeard) process.stdout.write(text);
    minutesHeard = minutes;
  },
};

let passed = 0;
let failed = 0;
try {
  for (const name of only ?? []) {
    if (!checks.some((check) => check.name === name)) {
      throw new SetupError(
        `There is no check named ${name}: choose from ${checks.map((check) => check.name).join(', ')}.`,
      );
    }
  }
  checkNode();
  await ensureInstalled({ dev: true });
  const node = runtime();
  mkdirSync(results, { recursive: true });
  for (const check of checks) {
    if (only && !only.includes(check.name)) continue;
    // The browser tests run the built server.
    if (check.name === 'tests') await ensureBuilt(node);
    await runCheck(node, check);
  }
} catch (error) {
  failed += 1;
  process.stderr.write(`${error instanceof SetupError ? error.message : (error?.stack ?? error)}\n`);
}
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed\n`);

/** Runs one check to its end and adds to the sums; what it said is shown when it failed. */
async function runCheck(node, check) {
  const outcome = await step(
    check.title,
    async () => {
      rmSync(report, { force: true });
      const { code, output } = await run(node, check.args);
      const counted = check.count?.() ?? { passed: 0, failed: 0 };
      // A check that ended badly, whatever it counted, has failed.
      if (code !== 0 && counted.failed === 0) counted.failed = 1;
      if (code === 0 && !check.count) counted.passed = 1;
      return { ...counted, output };
    },
    { out, detail: (done) => describe(check, done) },
  );
  passed += outcome.passed;
  failed += outcome.failed;
  if (outcome.failed > 0 || verbose) process.stdout.write(`${outcome.output.trimEnd()}\n`);
}

function describe(check, done) {
  if (check.count) return `${done.passed} passed, ${done.failed} failed`;
  return done.failed > 0 ? 'FAILED' : '';
}

/** The sums of vitest's report. A file that could not even be loaded has no tests: it counts as one that failed. */
function countTests() {
  let found;
  try {
    found = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const broken = found.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  );
  return { passed: found.numPassedTests, failed: found.numFailedTests + broken.length };
}

/** Runs a tool on the pinned Node, without a terminal and without colours. Resolves with all that it said. */
function run(node, args) {
  const path = [bin('.bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path, NODE_ENV: 'test', NO_COLOR: '1', FORCE_COLOR: undefined };
  return new Promise((done, refused) => {
    const child = spawn(node, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const stop = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
    child.on('error', refused);
    child.on('close', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM']) process.off(name, stop);
      if (signal) output += `\nended by ${signal}\n`;
      done({ code: code ?? 1, output });
    });
  });
}

function readArguments(given) {
  const own = { only: undefined, verbose: false, rest: [] };
  for (let at = 0; at < given.length; at++) {
    if (given[at] === '--verbose') own.verbose = true;
    else if (given[at] === '--only') own.only = (given[++at] ?? '').split(',');
    else own.rest.push(given[at]);
  }
  if (own.rest.length > 0) own.only ??= ['tests'];
  return own;
}

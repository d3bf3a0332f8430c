import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { root } from '../src/foundation/paths.ts';
import { launchChromium } from '../tests/browser/chromium.ts';
import { type Line, notMeasured, tableOf } from './line.ts';
import { lookAtMachine, type Machine } from './machine.ts';
import { beginRun, type Run } from './run.ts';
import { measureAfresh } from './sections/afresh.ts';
import { measureCached } from './sections/cached.ts';
import { measureHandover } from './sections/handover.ts';
import { measureMemory } from './sections/memory.ts';
import { measureNames } from './sections/names.ts';
import { measureRecord } from './sections/record.ts';
import { measureSigning } from './sections/signing.ts';
import { measureSlowLine } from './sections/slow-line.ts';
import { measureStart } from './sections/start.ts';
import { measureWeights } from './sections/weights.ts';

// `npm run bench`: measures the built product against the promises of the design (docs/bench.md). A promise that is not
// kept is a line of the table, not a failure: the exit code is 1 only when something could not be measured that should.

const scratch = 'bench_scratch';
const sections = [
  'start',
  'memory',
  'cached',
  'afresh',
  'browser',
  'handover',
  'names',
  'record',
  'signing',
] as const;
type Section = (typeof sections)[number];

const quick = process.argv.includes('--quick');
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice(7)
  .split(',');
const wanted = (section: Section) => only === undefined || only.includes(section);
const stray = only?.find((name) => !sections.some((section) => section === name));
if (stray !== undefined) {
  process.stderr.write(`There is no section ${stray}; choose from ${sections.join(', ')}.\n`);
  process.exit(1);
}

const begun = performance.now();
const { run, end } = beginRun(quick);
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, async () => {
    if (ending) return;
    ending = true;
    await end();
    process.exit(1);
  });
}
try {
  const machine = await lookAtMachine();
  const lines = await measure(run);
  if (!ending) report(machine, lines);
} catch (error) {
  if (!ending) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
}
if (!ending) {
  ending = true;
  await end();
  process.exit(process.exitCode ?? 0);
}

async function measure(run: Run): Promise<Line[]> {
  const { lines, product } = await measureStart(run);
  await makeDatabase(product.databaseUrl);
  const measured = wanted('start') ? [...lines] : [];
  // In this order: memory on a fresh process; signing last, for it fills the database and ends with a kill.
  if (wanted('memory')) measured.push(...(await measureMemory(run, product)));
  if (wanted('cached')) measured.push(...(await measureCached(run, product)));
  if (wanted('afresh') || wanted('signing')) measured.push(...(await measureAfresh(run, product, scratch)));
  if (wanted('browser')) measured.push(...(await measureBrowser(run, product.port)));
  if (wanted('handover')) measured.push(...(await measureHandover(run, product)));
  if (wanted('names')) measured.push(...(await measureNames(run, product)));
  if (wanted('record')) measured.push(...(await measureRecord(run, product)));
  if (wanted('signing')) measured.push(...(await measureSigning(run, product, scratch)));
  return measured;
}

async function measureBrowser(run: Run, port: number): Promise<Line[]> {
  const browser = await launchChromium({ handleSIGINT: false, handleSIGTERM: false }).catch(
    (error: unknown) => String(error).split('\n', 1)[0] ?? '',
  );
  if (typeof browser === 'string') {
    return [notMeasured('weights and slow line', '', `Chromium did not start: ${browser}`)];
  }
  run.atEnd(() => browser.close());
  const lines = [
    ...(await measureWeights(run, port, browser)),
    ...(await measureSlowLine(run, port, browser)),
  ];
  await browser.close();
  return lines;
}

/** For pgbench, and for the product that is overheard, which migrates and fills it. */
async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${scratch}`).finally(() => client.end());
}

function report(machine: Machine, lines: readonly Line[]): void {
  const seconds = Math.round((performance.now() - begun) / 1_000);
  const busy =
    machine.busyBefore === null ? '' : `, processors ${Math.round(machine.busyBefore * 100)} % busy at rest`;
  const load = `load average before ${machine.loadBefore.join(' ')}${busy}`;
  const others = machine.otherLoad ? ': OTHERS WERE AT WORK, these figures are not the machine’s' : '';
  const where = `${machine.date}  Node ${machine.node}  ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB`;
  const short = lines.filter(({ kept }) => kept === false).length;
  const missing = lines.filter(({ measured }) => measured === null).length;
  const sum = `${lines.length} lines, ${short} short of the promise, ${missing} not measured, ${seconds} s${quick ? ', quick' : ''}`;
  process.stdout.write(`\n${where}\n${load}${others}\n\n${tableOf(lines)}\n\n${sum}\n`);
  const results = {
    ...machine,
    loadAfter: loadavg().map((value) => Number(value.toFixed(2))),
    quick,
    seconds,
    lines,
  };
  writeFileSync(join(root, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
}

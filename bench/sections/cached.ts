import { setTimeout as sleep } from 'node:timers/promises';
import { startBare } from '../floors/bare.ts';
import type { Sent } from '../floors/floor.ts';
import { startNginx } from '../floors/nginx.ts';
import { type Line, notMeasured } from '../line.ts';
import { request } from '../load/request.ts';
import { pageClient, pageConnections, pageRate } from '../load/run.ts';
import { campaign } from '../pages.ts';
import { cpuSecondsOf } from '../processes.ts';
import type { Product } from '../product.ts';
import type { Run } from '../run.ts';
import { many, median } from '../statistics.ts';

const overBare = 0.8;
const overNginx = 0.5;
/** Each server writes these by itself. */
const perServer = new Set(['date', 'connection', 'keep-alive']);
/** The cache gives a page its smallest compression once it has been left alone for 2 s. */
const settleMs = 3_500;

/** The Arabic campaign page from the cache, beside servers that send the same bytes; in turns, so that what disturbs one disturbs all. */
export async function measureCached(run: Run, product: Product): Promise<Line[]> {
  run.say('Page from the cache');
  const page = await cachedPage(product.port, `/ar${campaign}`);
  const bare = await startBare(await run.port(), page);
  run.atEnd(bare.stop);
  const nginx = await startNginx(await run.port(), run.folder, page);
  if (nginx) run.atEnd(nginx.stop);
  const web = { port: product.port, pid: product.child('web').pid };
  const servers = [web, bare, ...(nginx ? [nginx] : [])].map(({ port, pid }) => ({
    port,
    pid,
    rates: [] as number[],
    requests: 0,
    cpuSeconds: 0,
  }));

  for (const { port } of servers) await pageRate(port, page.path, 1);
  const [rounds, seconds] = run.quick ? [3, 1] : [6, 4];
  for (let round = 0; round < rounds; round++) {
    for (const server of servers) {
      const before = cpuSecondsOf([server.pid]);
      const rate = await pageRate(server.port, page.path, seconds);
      server.rates.push(rate);
      server.requests += rate * seconds;
      server.cpuSeconds += cpuSecondsOf([server.pid]) - before;
    }
  }
  await bare.stop();
  await nginx?.stop();

  const [ours = [], bares = [], nginxes] = servers.map(({ rates }) => rates);
  const [ourCpu = Number.NaN, bareCpu = Number.NaN] = servers.map(
    ({ cpuSeconds, requests }) => (cpuSeconds / requests) * 1e6,
  );
  const cpuRatio = bareCpu / ourCpu;
  const figures = {
    cpuMicroseconds: ourCpu,
    bareCpuMicroseconds: bareCpu,
    cpuRatio,
    client: pageClient,
    connections: pageConnections,
    rounds,
    seconds,
    bytes: page.body.length,
  };
  const line = (name: string, floors: readonly number[], least: number, note: string): Line => {
    const ratio = median(ours) / median(floors);
    return {
      what: `page from the cache, beside ${name}`,
      promise: `≥ ${least.toFixed(1)} ×`,
      measured: `${many(median(ours))}/s`,
      floor: `${many(median(floors))}/s`,
      ratio,
      kept: ratio >= least,
      note,
      figures: { ...figures, perSecond: ours.map(Math.round), floorPerSecond: floors.map(Math.round) },
    };
  };
  return [
    line(
      'bare node:http',
      bares,
      overBare,
      `${many(page.body.length)} bytes of brotli, ${page.headers.length / 2} headers, ${pageConnections} connections, ${pageClient}, median of ${rounds} × ${seconds} s each; CPU ${ourCpu.toFixed(1)} µs a request beside ${bareCpu.toFixed(1)}: ${cpuRatio.toFixed(2)}`,
    ),
    nginxes
      ? line('nginx', nginxes, overNginx, 'one worker, for we have one web process; the same bytes as a file')
      : notMeasured('page from the cache, beside nginx', `≥ ${overNginx} ×`, 'nginx is not installed'),
  ];
}

/** The page in its smallest compression, with the headers it has. */
export async function cachedPage(port: number, path: string): Promise<Sent> {
  const ask = () => request(port, path, { 'accept-encoding': 'br' });
  await ask();
  await ask();
  await sleep(settleMs);
  const { rawHeaders, body, status, headers } = await ask();
  if (status !== 200 || headers['content-encoding'] !== 'br') throw new Error(`${path} is no page in brotli`);
  const kept: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!perServer.has(name.toLowerCase())) kept.push(name, rawHeaders[at + 1] ?? '');
  }
  return { path, headers: kept, body };
}

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from '../load/request.ts';
import type { Floor, Sent } from './floor.ts';

/** Debian keeps it where only root looks by default. */
const candidates = ['nginx', '/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'];
const own = new Set(['content-length', 'content-type', 'etag', 'last-modified', 'accept-ranges']);

/**
 * nginx with one worker, as we have one web process, sending the page's compressed bytes as a file by sendfile.
 * Null where it is not installed.
 */
export async function startNginx(port: number, folder: string, page: Sent): Promise<Floor | null> {
  const program = candidates.find((name) => spawnSync(name, ['-v']).error === undefined);
  if (program === undefined) return null;
  const place = join(folder, 'nginx');
  mkdirSync(place);
  chmodSync(place, 0o755);
  writeFileSync(join(place, 'page'), page.body, { mode: 0o644 });
  writeFileSync(join(place, 'nginx.conf'), configuration(port, place, page));
  const child = spawn(
    program,
    ['-p', place, '-c', join(place, 'nginx.conf'), '-e', join(place, 'error.log')],
    {
      stdio: 'ignore',
      detached: true,
    },
  );
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  for (let tries = 0; tries < 100; tries++) {
    const answer = await request(port, page.path).catch(() => null);
    if (answer?.status === 200 && answer.body.equals(page.body)) return { port, pid: child.pid ?? -1, stop };
    await sleep(30);
  }
  await stop();
  throw new Error('nginx does not send the page');
}

function configuration(port: number, place: string, page: Sent): string {
  const headers: string[] = [];
  for (let at = 0; at < page.headers.length; at += 2) {
    const name = page.headers[at] ?? '';
    const value = (page.headers[at + 1] ?? '').replace(/[\\"]/g, '\\$&');
    if (!own.has(name.toLowerCase())) headers.push(`add_header ${name} "${value}";`);
  }
  return `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${place}/pid;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  client_body_temp_path ${place}/1;
  proxy_temp_path ${place}/2;
  fastcgi_temp_path ${place}/3;
  uwsgi_temp_path ${place}/4;
  scgi_temp_path ${place}/5;
  server {
    listen 127.0.0.1:${port};
    location = ${page.path} {
      alias ${place}/page;
      types {}
      default_type "text/html; charset=utf-8";
      ${headers.join('\n      ')}
    }
  }
}
`;
}

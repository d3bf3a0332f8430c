import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const clients = 32;

/**
 * `transaction`: begin, the two inserts, commit, which is what the promise is measured by.
 * `statement`: both inserts in one statement, as the product sends them; the least that a client can do.
 */
export type Way = 'transaction' | 'statement';

/** PostgreSQL's own load tool, storing signatures with their outbox rows. */
export interface Pgbench {
  /** Transactions a second over 32 connections; `round` keeps the ids of several runs apart. */
  rate(way: Way, seconds: number, round: number): Promise<number>;
}

/**
 * @param url of a database with the product's tables and campaign, on a unix socket
 * @returns null where pgbench is not installed
 */
export async function preparePgbench(url: string, folder: string): Promise<Pgbench | null> {
  const program = findProgram();
  if (program === null) return null;
  const scripts = await writeScripts(url, folder);
  const [, user = '', host = '', port = '', database = ''] =
    /^postgres:\/\/([^@]+)@([^:]+):(\d+)\/(.+)$/.exec(url) ?? [];
  const place = ['-h', decodeURIComponent(host), '-p', port, '-U', user];
  return {
    async rate(way, seconds, round) {
      const work = ['-n', '-M', 'prepared', '-f', scripts[way], '-D', `i=${round * 10_000_000}`];
      const load = ['-c', String(clients), '-j', '1', '-T', String(seconds)];
      const { stdout } = await run(program, [...place, ...work, ...load, decodeURIComponent(database)]);
      const rate = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
      if (!Number.isFinite(rate) || !/number of failed transactions: 0 /.test(stdout)) {
        throw new Error(`pgbench said:\n${stdout}`);
      }
      return rate;
    },
  };
}

function findProgram(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const candidates = [...versions.map((version) => join(debian, version, 'bin', 'pgbench')), 'pgbench'];
  return candidates.find((program) => spawnSync(program, ['--version']).status === 0) ?? null;
}

async function writeScripts(url: string, folder: string): Promise<Record<Way, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client
    .query(
      "select version_id, encode(sha256, 'hex') as sha256 from declaration_wording where state = 'published' limit 1",
    )
    .finally(() => client.end());
  const wording = rows[0];
  if (!wording) throw new Error('the campaign has no wording to sign');

  // Ids that grow with time, as UUIDv7 do; hashes that do not. The sealed texts are as long as the product's.
  const id = (kind: number) =>
    `(lpad(to_hex(:i::bigint), 12, '0') || '7${kind}008' || lpad(to_hex(:client_id::bigint), 15, '0'))::uuid`;
  const hash = 'sha256(int8send(:i::bigint * 64 + :client_id::bigint))';
  const sealed = (bytes: number) => `'\\x${'a7'.repeat(bytes)}'::bytea`;
  const signature = `insert into signature (id, version_id, wording_sha256, lang, kind, country, publicity, updates,
    email_sealed, contact_sealed, email_hash, canonical_hash, flags)
  values (${id(0)}, '${wording.version_id}', '\\x${wording.sha256}', 'ar', 'person', 'IQ', 'name', false,
    ${sealed(56)}, ${sealed(78)}, ${hash}, ${hash}, '{}')`;
  const once = 'on conflict (version_id, kind, canonical_hash) where state <> $$withdrawn$$ do nothing';
  const texts: Record<Way, string> = {
    transaction: `begin;
${oneLine(`${signature} ${once}`)};
${oneLine(`insert into outbox (id, kind, signature_id) values (${id(1)}, 'confirm', ${id(0)})`)};
commit;`,
    statement: oneLine(
      `with signed as (${signature} ${once} returning id)
       insert into outbox (id, kind, signature_id) select ${id(1)}, 'confirm', id from signed;`,
    ),
  };
  const paths = { transaction: join(folder, 'transaction.sql'), statement: join(folder, 'statement.sql') };
  for (const way of ['transaction', 'statement'] as const) {
    writeFileSync(paths[way], `\\set i :i + 1\n${texts[way]}\n`);
  }
  return paths;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

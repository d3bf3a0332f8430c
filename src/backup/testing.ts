import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { listBlobs, openBlob } from '../foundation/files/blobs.ts';

/** A folder of the running test's own. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backup-'));
  // As root, a database server runs as another user, who passes through.
  await chmod(folder, 0o711);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A database without anything in it, on the tests' server or another. */
export async function emptyDatabase(server = inject('databaseServer')): Promise<string> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await query(server, `create database ${name} template template0 encoding 'UTF8'`);
  onTestFinished(async () => {
    await query(server, `drop database if exists ${name} with (force)`).catch(() => undefined);
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function query(
  url: string,
  sql: string,
  values?: unknown[],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Every table with the number and a hash of its rows, generated columns included; without the numbers of the
 * transactions that wrote them, which belong to the cluster.
 */
export async function contentsOf(url: string): Promise<Map<string, { rows: number; md5: string }>> {
  const tables = await query(
    url,
    `select c.relname as name, string_agg(format('%I', a.attname), ', ' order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       and a.atttypid <> 'xid8'::regtype
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%'
     group by c.relname order by c.relname`,
  );
  const contents = new Map<string, { rows: number; md5: string }>();
  for (const { name, columns } of tables) {
    const [row] = await query(
      url,
      `select count(*)::int as rows, md5(coalesce(string_agg(line, E'\\n' order by line collate "C"), '')) as md5
       from (select row(${columns})::text as line from "${name}") as lines`,
    );
    contents.set(String(name), { rows: Number(row?.rows), md5: String(row?.md5) });
  }
  return contents;
}

/** Every stored file by its hash, as text. */
export async function filesOf(dataDir: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { sha256 } of listBlobs(dataDir)) {
    const blob = await openBlob(dataDir, sha256);
    if (blob) files.set(sha256, await text(blob.stream));
  }
  return files;
}

/** Signatures of organisations, confirmed, every second one listed; each with its token in one transaction. */
export async function signUp(url: string, count: number): Promise<void> {
  await query(
    url,
    `do $do$ declare s uuid; begin
       for i in 1..${count} loop
         s = gen_random_uuid();
         insert into signature (id, version_id, wording_sha256, lang, kind, organisation_name, country, publicity, updates,
             email_sealed, contact_sealed, email_hash, canonical_hash)
           select s, version_id, sha256, lang, 'organisation', E'منظمة\\t' || i || E' \\\\. "x"\\n', 'IQ', 'name', true,
             sha256(s::text::bytea), '\\x00ff', sha256(s::text::bytea), sha256(s::text::bytea)
           from declaration_wording where state = 'published' limit 1;
         insert into signature_token (hash, signature_id, purpose) values (sha256(s::text::bytea), s, 'withdraw');
         insert into signature_event (id, signature_id, becomes, actor) values (gen_random_uuid(), s, 'confirmed', 'signatory');
         if i % 2 = 0 then
           insert into signature_event (id, signature_id, becomes, actor, public_name, search_key)
             values (gen_random_uuid(), s, 'listed', 'moderator', 'Organisation ' || i, 'organisation');
         end if;
       end loop;
     end $do$`,
  );
}

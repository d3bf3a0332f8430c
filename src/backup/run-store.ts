import { type Generated, sql } from 'kysely';
import type { Db } from '../foundation/database/database.ts';
import { type Id, newId } from '../foundation/database/id.ts';
import type { Closure } from './envelope.ts';
import type { Outcome, PastRun } from './schedule-model.ts';

interface BackupRunTable {
  id: Id;
  kind: 'backup' | 'test';
  asked_by: string;
  asked_at: Generated<Date>;
  then_test: Generated<boolean>;
  begun_at: Date | null;
  ended_at: Date | null;
  outcome: Outcome | null;
  reason: string | null;
  name: string | null;
  bytes: number | null;
  sha256: Buffer | null;
  rows: number | null;
  files: number | null;
  lost: number | null;
  closure: Closure | null;
  removed_at: Date | null;
}

declare module '../foundation/database/tables.ts' {
  interface Tables {
    backup_run: BackupRunTable;
  }
}

/** A run as the desk shows it. */
export interface BackupRun {
  id: Id;
  kind: 'backup' | 'test';
  askedBy: string;
  askedAt: Date;
  begunAt: Date | null;
  endedAt: Date | null;
  outcome: Outcome | null;
  reason: string | null;
  name: string | null;
  bytes: number | null;
  /** Hex. */
  sha256: string | null;
  rows: number | null;
  files: number | null;
  lost: number | null;
  closure: Closure | null;
  removedAt: Date | null;
}

const columns = sql`id, kind, asked_by as "askedBy", asked_at as "askedAt", begun_at as "begunAt", ended_at as "endedAt",
  outcome, reason, name, bytes, encode(sha256, 'hex') as sha256, rows, files, lost, closure, removed_at as "removedAt"`;

/** Asks the jobs process for a backup or a restore for a test; nothing where the same is asked for already. */
export async function askRun(
  db: Db,
  run: { kind: 'backup' | 'test'; askedBy: string; name?: string | null; thenTest?: boolean },
): Promise<void> {
  await sql`
    insert into backup_run (id, kind, asked_by, name, then_test)
    select ${newId()}, ${run.kind}, ${run.askedBy}, ${run.name ?? null}, ${run.thenTest ?? false}
    where not exists (select from backup_run where kind = ${run.kind} and outcome is null)`.execute(db);
}

/** @returns the run (of a kind) that was asked for first and not begun, begun by this call; null when none waits. */
export async function beginNextRun(
  db: Db,
  now: Date,
  kind: 'backup' | 'test' | null = null,
): Promise<{
  id: Id;
  kind: 'backup' | 'test';
  askedBy: string;
  name: string | null;
  thenTest: boolean;
} | null> {
  const { rows } = await sql<{
    id: Id;
    kind: 'backup' | 'test';
    askedBy: string;
    name: string | null;
    thenTest: boolean;
  }>`
    update backup_run set begun_at = ${now} where id = (select id from backup_run where begun_at is null and outcome is null
        and (${kind}::text is null or kind = ${kind}) order by asked_at limit 1 for update skip locked)
    returning id, kind, asked_by as "askedBy", name, then_test as "thenTest"`.execute(db);
  return rows[0] ?? null;
}

/** What a backup that succeeded is. */
export interface Made {
  name: string;
  bytes: number;
  sha256: string;
  rows: number;
  files: number;
  lost: number;
  closure: Closure;
}

/** Notes what a backup that was made is. */
export async function endBackup(db: Db, id: Id, now: Date, made: Made): Promise<void> {
  await sql`update backup_run set outcome = 'done', ended_at = greatest(begun_at, ${now}), name = ${made.name}, bytes = ${made.bytes},
    sha256 = decode(${made.sha256}, 'hex'), rows = ${made.rows}, files = ${made.files}, lost = ${made.lost}, closure = ${made.closure}
    where id = ${id}`.execute(db);
}

/** Notes what a restored backup was found to hold. */
export async function endTest(
  db: Db,
  id: Id,
  now: Date,
  tested: { name: string; rows: number; files: number },
): Promise<void> {
  await sql`update backup_run set outcome = 'done', ended_at = greatest(begun_at, ${now}), name = ${tested.name},
    rows = ${tested.rows}, files = ${tested.files} where id = ${id}`.execute(db);
}

/** @param reason a code that the desk has words for. */
export async function failRun(db: Db, id: Id, now: Date, reason: string): Promise<void> {
  await sql`update backup_run set outcome = 'failed', reason = ${reason}, ended_at = greatest(begun_at, ${now}) where id = ${id}`.execute(
    db,
  );
}

/** What a stopped process had begun, and what a restored database says is still running, is not. */
export async function interruptRuns(db: Db, now: Date): Promise<number> {
  const { numAffectedRows } =
    await sql`update backup_run set outcome = 'interrupted', ended_at = greatest(begun_at, ${now})
    where begun_at is not null and outcome is null`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** @returns the runs of the last days, newest first. */
export async function listRuns(db: Db, limit = 200): Promise<BackupRun[]> {
  const { rows } = await sql<BackupRun>`
    select ${columns} from backup_run order by asked_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** @returns the backups whose file should be there, newest first. */
export async function listKept(db: Db): Promise<BackupRun[]> {
  const { rows } = await sql<BackupRun>`
    select ${columns} from backup_run where kind = 'backup' and outcome = 'done' and removed_at is null
    order by name desc`.execute(db);
  return rows;
}

/** Notes that the file of a backup is gone. */
export async function noteRemoved(db: Db, name: string, now: Date): Promise<void> {
  await sql`update backup_run set removed_at = ${now} where kind = 'backup' and name = ${name} and removed_at is null`.execute(
    db,
  );
}

/** What the schedule needs to know: its own runs of the last two days, and when a restore last succeeded. */
export async function readPast(db: Db): Promise<{ backups: PastRun[]; lastGoodTest: Date | null }> {
  const { rows } = await sql<PastRun>`
    select coalesce(begun_at, asked_at) as at, outcome from backup_run
    where kind = 'backup' and (asked_by = 'system' or outcome = 'done') and asked_at > now() - interval '2 days'
      and outcome is distinct from 'interrupted'
    order by asked_at desc limit 100`.execute(db);
  const test = await sql<{ at: Date | null }>`
    select max(begun_at) as at from backup_run where kind = 'test' and outcome = 'done'`.execute(db);
  return { backups: rows, lastGoodTest: test.rows[0]?.at ?? null };
}

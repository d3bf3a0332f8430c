import { rm } from 'node:fs/promises';
import type { Db } from '../foundation/database/database.ts';
import { type Repeated, repeat } from '../foundation/jobs/repeat.ts';
import type { Log } from '../foundation/log.ts';
import type { Refusal } from './model.ts';
import { uploadPath } from './places.ts';
import { scan } from './processing/clamd.ts';
import { lookInto } from './processing/look.ts';
import type { Worker } from './processing/run.ts';
import { tidyFiles } from './tidy.ts';
import {
  finishUpload,
  isUploadWaiting,
  keepLease,
  refuseUpload,
  releaseUpload,
  type TakenUpload,
  takeUpload,
  uploadChecked,
} from './upload-store.ts';

export interface FilesWork {
  db: Db;
  dataDir: string;
  /** Of the virus scanner; null: there is none. */
  clamdUrl: string | null;
  worker: Worker;
  log: Log;
  stop: AbortSignal;
}

/** A file over which the worker dies so often is let be. */
const mostTries = 3;
const tidyEveryMs = 3_600_000;
const limits = { ms: 300_000, mb: 1024 };
/** Seconds until a file is scanned that no scanner answered for. */
const scannerPause = 30;

/**
 * Looks into what was uploaded, one file at a time, and once an hour tidies up. Both in one round, so that no stored
 * bytes are taken for loose while they are on their way to their row.
 */
export function keepFiles(work: FilesWork): Repeated {
  let tidied = 0;
  return repeat('files', 1_000, work.log, async () => {
    await lookIntoAll(work);
    if (Date.now() - tidied < tidyEveryMs) return;
    const gone = await tidyFiles(work.db, work.dataDir, new Date());
    tidied = Date.now();
    work.log.debug(gone, 'files were tidied');
  });
}

/** Looks into everything that waits now. */
export async function lookIntoAll(work: FilesWork): Promise<void> {
  while (!work.stop.aborted && (await isUploadWaiting(work.db))) {
    const upload = await takeUpload(work.db);
    if (upload === null) return;
    const at = setInterval(() => keepLease(work.db, upload.id).catch(() => undefined), 30_000);
    try {
      await lookIntoOne(work, upload);
    } finally {
      clearInterval(at);
    }
  }
}

async function lookIntoOne(work: FilesWork, upload: TakenUpload): Promise<void> {
  const { db, dataDir, log, stop } = work;
  const path = uploadPath(dataDir, upload.id);
  const refuse = async (reason: Refusal) => {
    await refuseUpload(db, upload.id, reason);
    await rm(path, { force: true });
    log.info({ upload: upload.id, reason }, 'an uploaded file was refused');
  };
  if (upload.tries > mostTries) return refuse('fatal');
  if (upload.state === 'received') {
    const verdict = work.clamdUrl === null ? 'clean' : await scan(work.clamdUrl, path);
    if (verdict === 'virus') return refuse('virus');
    if (verdict === 'too_large') return refuse('scan_limit');
    if (verdict === 'unreachable') {
      log.warn({ upload: upload.id }, 'the virus scanner does not answer: uploads wait for it');
      const wait = { waitSeconds: scannerPause, held: true, counts: false };
      return releaseUpload(db, upload.id, wait);
    }
    await uploadChecked(db, upload.id);
  }
  const outcome = await lookInto({ ...upload, path, dataDir }, work.worker, limits, stop);
  if (outcome === 'died') {
    log.warn({ upload: upload.id, tries: upload.tries }, 'the process that looks into files died over one');
    const wait = { waitSeconds: stop.aborted ? 0 : 2 ** upload.tries, held: false, counts: !stop.aborted };
    return releaseUpload(db, upload.id, wait);
  }
  if ('refused' in outcome) return refuse(outcome.refused);
  await db.transaction().execute((tx) => finishUpload(tx, upload, outcome.made));
  await rm(path, { force: true });
}

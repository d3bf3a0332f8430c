import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { putBlob } from '../../foundation/files/blobs.ts';
import type { WorkLimits } from '../../foundation/process/confined.ts';
import type { Refusal } from '../model.ts';
import type { Made, MadeVariant } from './model.ts';
import type { Worker } from './run.ts';

export interface Looking {
  /** Where the bytes lie that came in. Absolute. */
  path: string;
  name: string;
  discreet: boolean;
  dataDir: string;
}

/**
 * Has a file looked into by the worker, and puts what it made into the store.
 * @returns what became of the file; `died` when the worker did not come to an end with it.
 */
export async function lookInto(
  { path, name, discreet, dataDir }: Looking,
  worker: Worker,
  limits: WorkLimits,
  stop: AbortSignal,
): Promise<{ made: Made } | { refused: Refusal } | 'died'> {
  const out = `${path}.out`;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { mode: 0o700 });
  try {
    const answer = await worker({ path, name, discreet, out }, limits, stop);
    if (answer === 'died' || 'refused' in answer) return answer;
    const put = (file: string) => putBlob(dataDir, createReadStream(file));
    const variants: MadeVariant[] = [];
    for (const { file, ...form } of answer.picture?.variants ?? [])
      variants.push({ ...form, ...(await put(join(out, file))) });
    const kept = await put(answer.kept === null ? path : join(out, answer.kept));
    const { mediaType } = answer;
    return {
      made: {
        ...kept,
        mediaType,
        name: answer.name,
        discreet: answer.kept !== null,
        picture: answer.picture && { ...answer.picture, variants },
      },
    };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

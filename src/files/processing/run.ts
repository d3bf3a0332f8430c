import { join } from 'node:path';
import { root } from '../../foundation/paths.ts';
import { type Confined, confined } from '../../foundation/process/confined.ts';
import { type Answer, answerShape, type Work } from './model.ts';

/** Who looks into files. */
export type Worker = Confined<Work, Answer>;

/** As built. */
export const builtWorker = join(root, 'dist', 'server', 'files-worker.js');

/** Looks into files in a process of its own. @param entry the script of the worker. */
export function runIn(entry: string): Worker {
  return confined(entry, answerShape);
}

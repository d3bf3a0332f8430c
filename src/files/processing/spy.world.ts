import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Stands in for a worker that a file has taken over: it tries what it must not be able to do, and tells.
const tried = (attempt: () => void) => {
  try {
    attempt();
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  }
};
process.on('disconnect', () => process.exit(1));
process.once('message', (work: { name: string; discreet: boolean }) => {
  const name = [
    tried(() => readFileSync(join(work.name, 'secret.key'))),
    tried(() => writeFileSync(join(work.name, 'files', 'planted'), '')),
    ...Object.keys(process.env).filter((one) => !one.startsWith('NODE_')),
  ].join(' ');
  const kept = work.discreet ? '../secret.key' : null;
  process.send?.({ mediaType: 'text/plain', name, kept, picture: null }, undefined, undefined, () =>
    process.exit(0),
  );
});

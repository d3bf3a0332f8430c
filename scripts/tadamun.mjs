// `npm run tadamun -- COMMAND`: the command line, on the same Node and the same build as the server.
// It installs and builds only where nothing is there: a running server's build is never changed under it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { become, checkNode, ensureBuilt, ensureInstalled, fail, isBuilt, root, runtime } from './setup.mjs';

try {
  checkNode();
  // Standard output belongs to the command: it may be an export.
  const out = process.stderr;
  if (!isBuilt() || !existsSync(join(root, 'node_modules'))) {
    await ensureInstalled({ out });
    await ensureBuilt(runtime(), { out });
  }
  // Exports and backups stream: a small young heap keeps them small.
  become(runtime(), [
    '--max-semi-space-size=2',
    join(root, 'dist', 'server', 'cli.js'),
    ...process.argv.slice(2),
  ]);
} catch (error) {
  fail(error);
}

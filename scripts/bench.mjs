// `npm run bench`: installs and builds what is missing, then measures the built product against the promises of the
// design; docs/bench.md says how to read the table. `npm run bench -- --quick` takes a minute, for a first look.
import { join } from 'node:path';
import { become, checkNode, ensureBuilt, ensureInstalled, fail, root, runtime } from './setup.mjs';

try {
  checkNode();
  await ensureInstalled({ dev: true });
  const node = runtime();
  await ensureBuilt(node);
  become(node, [join(root, 'bench', 'main.ts'), ...process.argv.slice(2)]);
} catch (error) {
  fail(error);
}

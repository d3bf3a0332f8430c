// `npm start`: installs and builds what is missing, then becomes the server; with --install-only or
// --build-only it ends before that, for images.
import { join } from 'node:path';
import { become, checkNode, ensureBuilt, ensureInstalled, fail, root, runtime } from './setup.mjs';

try {
  checkNode();
  await ensureInstalled();
  if (process.argv.includes('--install-only')) process.exit(0);
  const node = runtime();
  await ensureBuilt(node);
  if (process.argv.includes('--build-only')) process.exit(0);
  become(node, [join(root, 'dist', 'server', 'main.js')]);
} catch (error) {
  fail(error);
}

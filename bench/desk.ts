import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../src/foundation/paths.ts';
import type { Product } from './product.ts';

/** Invites a researcher on the command line, comes in by the link, with a password. @returns the cookie of the session. */
export async function signInToDesk(product: Product): Promise<string> {
  const { port, dataDir, databaseUrl } = product;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'dist', 'server', 'cli.js'), 'staff', 'invite', 'bench@example.org', '--role', 'researcher'],
    {
      env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: databaseUrl },
    },
  );
  const link = new URL(stdout.trim());
  const response = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: link.origin },
    body: new URLSearchParams({
      name: 'Sample Member',
      lang: 'en',
      way: 'password',
      password: 'four sample words together',
    }),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (cookies.length === 0) throw new Error(`nobody could sign in to the desk: ${response.status}`);
  return cookies.join('; ');
}

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Shortest password, in characters. There is no other rule: length is what counts (NIST SP 800-63B). */
export const shortestPassword = 12;
export const longestPassword = 200;

/** OWASP's second choice for scrypt: 32 MB and three rounds. About a quarter of a second of one core. */
const cost = { log2: 15, blockSize: 8, rounds: 3 } as const;
const hashBytes = 32;
/** At most so many at once: the pool of threads is the web process's own, and each takes 32 MB. */
const atOnce = 2;

/** @returns the hash of a password as it is stored: `scrypt:log2:blockSize:rounds:salt:hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost.log2, cost.blockSize, cost.rounds, hashBytes);
  return `scrypt:${cost.log2}:${cost.blockSize}:${cost.rounds}:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

/** Whether the password is the one of the stored hash. False for what is no hash of ours. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  const parts = /^scrypt:(\d{2}):(\d{1,2}):(\d{1,2}):([\w-]+):([\w-]+)$/.exec(stored);
  if (parts === null) return false;
  const [, log2, blockSize, rounds, salt = '', hash = ''] = parts;
  const wanted = Buffer.from(hash, 'base64url');
  const got = await derive(
    password,
    Buffer.from(salt, 'base64url'),
    Number(log2),
    Number(blockSize),
    Number(rounds),
    wanted.length,
  );
  return timingSafeEqual(got, wanted);
}

let running = 0;
const waiting: (() => void)[] = [];

/** Two keyboards write one letter as different code points: NFKC makes them one password. */
async function derive(
  password: string,
  salt: Buffer,
  log2: number,
  r: number,
  p: number,
  bytes: number,
): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((next) => waiting.push(next));
  running += 1;
  try {
    return await new Promise((resolve, reject) => {
      const options = { N: 2 ** log2, r, p, maxmem: 256 * 2 ** log2 * r };
      scrypt(password.normalize('NFKC'), salt, bytes, options, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

// Plain JavaScript for any Node from 20.19 on: `npm start` runs it before anything is installed.

const QUIET_MS = 2000;
const TTY_EVERY_MS = 500;
const LINE_EVERY_MS = 5000;

/**
 * Runs one step of the start and prints one line for it: "Installing…  12.3 s".
 * A step that takes more than two seconds shows the seconds while it runs: rewritten in place on a terminal,
 * a line every five seconds elsewhere. A step that fails prints nothing of its own: the error speaks.
 *
 * @template T
 * @param {string} name what is being done, without an ellipsis
 * @param {() => Promise<T>} work
 * @param {{ out?: NodeJS.WriteStream, detail?: (result: T) => string }} [options]
 *   detail: a few words about the result, printed before the time
 * @returns {Promise<T>}
 */
export async function step(name, work, { out = process.stdout, detail = () => '' } = {}) {
  const tty = Boolean(out.isTTY);
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1000;
  const clear = tty ? '\r\x1b[K' : '';
  if (tty) out.write(`${name}…`);
  const show = () => {
    if (elapsed() * 1000 < QUIET_MS) return;
    out.write(
      tty ? `${clear}${name}…  ${elapsed().toFixed(0)} s` : `${name}…  (${elapsed().toFixed(0)} s)\n`,
    );
  };
  const timer = setInterval(show, tty ? TTY_EVERY_MS : LINE_EVERY_MS);
  try {
    const result = await work();
    const words = detail(result);
    out.write(`${clear}${name}…${words ? ` ${words},` : ''}  ${elapsed().toFixed(1)} s\n`);
    return result;
  } catch (error) {
    out.write(clear);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

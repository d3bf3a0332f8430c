import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { askPassphrase, readIdentities } from './ask.ts';
import { makeFolder } from './testing.ts';

/** Somebody who types one line after another, each when it is asked for. */
function terminal(typed: string, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const said = new PassThrough();
  const lines = typed.split('\n');
  const output = new Writable({
    write(chunk, _encoding, done) {
      said.write(chunk);
      if (String(chunk).endsWith(': ')) setImmediate(() => input.write(`${lines.shift()}\n`));
      done();
    },
    final(done) {
      said.end(done);
    },
  });
  return { input, output, said };
}

test('what is typed comes back, and does not show', async () => {
  const { input, output, said } = terminal('five words of an old song');
  expect(await askPassphrase({ given: undefined, input, output }, false)).toBe('five words of an old song');
  output.end();
  expect(await text(said)).toBe('Passphrase of the backup: \n');
});

test('a slip is caught when it is asked for twice', async () => {
  const same = terminal('كلمة السر الطويلة\nكلمة السر الطويلة');
  expect(await askPassphrase({ given: '', ...same }, true)).toBe('كلمة السر الطويلة');
  const slip = terminal('five words of an old song\nfive words of an old sing');
  await expect(askPassphrase({ given: undefined, ...slip }, true)).rejects.toMatchObject({
    code: 'passphrase-differs',
  });
});

test('the environment wins; without it and without a terminal it is refused, and Ctrl-C ends it', async () => {
  expect(await askPassphrase({ given: 'from the environment', ...terminal('', false) }, true)).toBe(
    'from the environment',
  );
  const nobody = askPassphrase({ given: undefined, ...terminal('typed', false) }, false);
  await expect(nobody).rejects.toMatchObject({ code: 'passphrase-needed' });
  const stopped = askPassphrase({ given: undefined, ...terminal('half\u0003') }, false);
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
});

test('keys are read as age-keygen writes them', async () => {
  const file = join(await makeFolder(), 'key.txt');
  await writeFile(
    file,
    '# created: today\r\n# public key: age1xyz\r\nAGE-SECRET-KEY-1ABC\r\nAGE-SECRET-KEY-1DEF\n',
  );
  expect(await readIdentities(file)).toEqual(['AGE-SECRET-KEY-1ABC', 'AGE-SECRET-KEY-1DEF']);
  await writeFile(file, 'age1xyz\n');
  await expect(readIdentities(file)).rejects.toMatchObject({ code: 'identity-ill-formed' });
  await expect(readIdentities(`${file}.absent`)).rejects.toMatchObject({ code: 'identity-unreadable' });
});

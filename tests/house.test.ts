import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../src/foundation/paths.ts';

// The rules of the house that no tool knows. Each test names the lines that break its rule.

/** Files of the project, tracked or about to be, with their text. */
const files = projectFiles().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const source = files.filter(({ path }) => /^src\/.*\.tsx?$/.test(path));
const product = source.filter(({ path }) => !/\.(test|world)\.tsx?$/.test(path));
const styles = files.filter(({ path }) => /^src\/ui\/styles\/.*\.css$/.test(path));

describe('SQL', () => {
  const doors =
    /(^|\/)(store|[a-z-]+-store|tables|starter)\.ts$|^src\/foundation\/(database|history|jobs|starter)\/|^src\/backup\//;
  const elsewhere: Record<string, string> = {
    'src/foundation/web/changes.ts':
      'LISTEN is not a statement about data: it is how the page cache hears of changes',
    'src/foundation/web/health.ts': '/readyz asks whether the database answers, whatever the answer',
  };
  const statement =
    /\bsql(<[^>]*>)?`|\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(|\b(pool|client|connection)\.query\(/;

  test('stands only in stores and where the foundation keeps the database', () => {
    const outside = product.filter(({ path }) => !doors.test(path) && !(path in elsewhere));
    expect(linesWith(outside, statement)).toEqual([]);
  });

  test('the starter files of the record write nothing themselves: one writer takes what they say', () => {
    const files = product.filter(({ path }) => /^src\/record\/.*starter\.ts$/.test(path));
    expect(files.length).toBeGreaterThan(6);
    expect(linesWith(files, statement)).toEqual([]);
  });

  test('each exception is still one', () => {
    for (const path of Object.keys(elsewhere)) {
      expect(source.find((file) => file.path === path)?.text ?? '', path).toMatch(statement);
    }
  });
});

describe('styles', () => {
  test('know the start and the end of a line, not left and right', () => {
    const physical =
      /(^|[\s;{])((margin|padding|border|scroll-margin|scroll-padding)-(left|right)(-\w+)?|border-(top|bottom)-(left|right)-radius|left|right)\s*:|(text-align|float|clear)\s*:\s*(left|right)\b/;
    expect(linesWith(withoutComments(styles), physical)).toEqual([]);
  });

  test('take their colours from the tokens', () => {
    const colour =
      /#[0-9a-f]{3,8}\b|\b(rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(|:\s*([^;]*\s)?(black|white|red|gr[ae]y|silver|blue|green|yellow|orange|brown|gold|maroon|navy)\b/i;
    const outside = styles.filter(({ path }) => !/\/(tokens|print)\.css$/.test(path));
    expect(linesWith(withoutComments(outside), colour)).toEqual([]);
  });

  test('stand in style sheets: the policy of the pages forbids them in an element', () => {
    // A mail has no style sheet.
    const pages = product.filter(
      ({ path }) => path.endsWith('.tsx') && path !== 'src/foundation/mail/layout.tsx',
    );
    expect(linesWith(pages, /\sstyle=/)).toEqual([]);
  });
});

describe('types', () => {
  test('no any, and nothing that silences the compiler', () => {
    const silenced = new RegExp(
      `[:<|&,(]\\s*any\\b(?!\\s+[a-z])|\\bas any\\b|\\bany\\[\\]|@ts-(${'ignore|nocheck|expect-error'})`,
    );
    expect(
      linesWith(withoutComments(files.filter(({ path }) => /\.(tsx?|mts)$/.test(path))), silenced),
    ).toEqual([]);
    expect(linesWith(source, new RegExp(`@ts-(${'ignore|nocheck|expect-error'})`))).toEqual([]);
  });
});

test('migrations are numbered without gaps', () => {
  const names = readdirSync(join(root, 'migrations')).sort();
  for (const [index, name] of names.entries()) {
    expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}_[a-z0-9_]+\\.sql$`));
  }
});

test('no test is left out or left alone', () => {
  const tests = files.filter(({ path }) => /\.test\.tsx?$/.test(path) && path !== 'tests/house.test.ts');
  expect(
    linesWith(tests, /\b(test|it|describe)\.(only|skip|todo|fails)\b|\b(fit|xit|xtest|xdescribe)\(/),
  ).toEqual([]);
});

test('no file names a place on the machine of its author', () => {
  const places = new RegExp(
    `(^|[\\s"'\`(=:])/(${['home', 'Users', 'work'].join('|')})/[A-Za-z]\\w*|[A-Z]:\\\\Users`,
  );
  expect(
    linesWith(
      files.filter(({ path }) => !path.startsWith('starter/')),
      places,
    ),
  ).toEqual([]);
});

test('packages come from where everyone gets them', () => {
  const lock = files.filter(({ path }) => /(^|\/)(package-lock\.json|\.npmrc)$/.test(path));
  expect(linesWith(lock, /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)|^\s*registry\s*=/)).toEqual([]);
  const hosts = /https?:\/\/(?!registry\.npmjs\.org)[\w.-]*(registry|artifact|nexus|mirror)[\w.-]*(:\d+)?\//;
  const own = files.filter(({ path }) => !path.startsWith('starter/') && path !== 'tests/house.test.ts');
  expect(linesWith(own, hosts)).toEqual([]);
});

/** Text files that git knows or would take in. */
function projectFiles(): string[] {
  const args = ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout, status, stderr } = spawnSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`git ls-files: ${stderr}`);
  // What is deleted and not yet committed is listed too. No folder is walked: a server at work in ./data changes it meanwhile.
  return stdout
    .split('\0')
    .filter((path) => path !== '' && !/\.(woff2|png|jpe?g|ico|gz|br)$/.test(path))
    .filter((path) => existsSync(join(root, path)));
}

/** `path:line: text` of each line that the pattern matches. */
function linesWith(among: readonly { path: string; text: string }[], pattern: RegExp): string[] {
  return among.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  );
}

/** The same files with comments blanked, lines kept. */
function withoutComments(among: readonly { path: string; text: string }[]) {
  return among.map(({ path, text }) => ({
    path,
    text: text
      .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
      .replace(/(^|\s)\/\/.*$/gm, (comment) => ' '.repeat(comment.length)),
  }));
}

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../src/foundation/paths.ts';

// A rule that sees nothing passes. So the house is copied, each rule is broken once in the copy, and each must be heard.
const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
let copy: string;
let found: ICruiseResult;

/** For each rule the files that break it: path below the project, and what stands in it. */
const plants: Record<string, Record<string, string>> = {
  'foundation-knows-no-slice': {
    'src/foundation/planted/a.ts': "import '../../news/store.ts';",
    'src/foundation/planted/b.ts': "import type {} from '../../ui/respond.tsx';",
  },
  'ui-knows-only-foundation': { 'src/ui/planted.tsx': "import '../news/model.ts';" },
  'browser-scripts-stand-alone': { 'src/ui/browser/planted.ts': "import '../../foundation/paths.ts';" },
  'shared-rules-stand-alone': { 'src/foundation/text/shared/planted.ts': "import '../plain.ts';" },
  'slice-uses-doors-of-slices': {
    'src/news/planted.ts': "export { librarySite } from '../library/site.tsx';",
    'src/library/planted.ts':
      "import type { newsSite } from '../news/site.tsx'; export type A = typeof newsSite;",
    'src/campaigns/sections/planted.tsx': "await import('../../declarations/page.tsx');",
    'src/newslice/planted.ts': "import '../news/starter.ts';",
  },
  'desk-stands-on-staff-and-files': {
    'src/desk/planted.ts': "import '../news/store.ts';",
    'src/desk/planted-page.tsx': "import '../library/site.tsx';",
  },
  'only-desk-doors-use-the-desk': { 'src/news/planted-site.tsx': "import '../desk/page.tsx';" },
  'slice-knows-no-roof': { 'src/organisations/planted.ts': "import '../app.ts';" },
  'backup-knows-no-slice': { 'src/backup/planted.ts': "import '../declarations/store.ts';" },
  'cli-draws-no-pages': { 'src/cli/planted.ts': "import '../news/site.tsx';" },
  'only-the-roof-knows-many': { 'src/planted.ts': "import './news/model.ts';" },
  'no-circle': {
    'src/news/circle-store.ts': "import '../library/circle-store.ts';",
    'src/library/circle-store.ts': "import type {} from '../news/circle-store.ts';",
  },
  'product-needs-no-test-tools': { 'src/news/tools.ts': "import 'fast-check';" },
  'product-knows-no-tests': { 'src/news/tests.ts': "import '../../tests/site.ts';" },
  'everything-resolves': { 'src/news/nowhere.ts': "import './absent.ts';" },
};

/** What the rules allow, so that a rule that forbids too much is found as well. */
const allowed: Record<string, string> = {
  'src/foundation/planted/c.ts': "import '../../settings.ts';",
  'src/ui/planted-well.tsx': "import '../foundation/paths.ts';",
  'src/news/planted-well.ts':
    "import '../library/store.ts'; import '../record/companies/model.ts'; import '../ui/respond.tsx';",
  'src/news/planted-desk.tsx': "import '../desk/page.tsx'; import '../staff/model.ts';",
  'src/desk/planted-well.tsx':
    "import '../staff/store.ts'; import '../files/store.ts'; import '../staff/audit/store.ts'; import '../ui/respond.tsx';",
  'src/record/companies/planted-well.ts': "import '../report/page.tsx';",
  'src/cli/planted-well.ts': "import '../declarations/signing/decide.ts';",
};

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'tadamun-floors-'));
  for (const name of ['src', 'tests', 'messages', 'scripts', 'package.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const files of [...Object.values(plants), allowed]) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(copy, dirname(path)), { recursive: true });
      writeFileSync(join(copy, path), `${text}\n`);
    }
  }
  const { forbidden, options } = config;
  const { output } = await cruise(['src'], {
    ...options,
    baseDir: copy,
    ruleSet: { forbidden },
    validate: true,
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text');
  found = output;
});

afterAll(() => {
  if (copy) rmSync(copy, { recursive: true, force: true });
});

test('the whole house is seen', () => {
  expect(found.summary.totalCruised).toBeGreaterThan(200);
  expect(found.summary.totalDependenciesCruised ?? 0).toBeGreaterThan(500);
});

test('each rule is broken once here', () => {
  expect(Object.keys(plants).sort()).toEqual(
    config.forbidden.map((rule: { name: string }) => rule.name).sort(),
  );
});

describe('a forbidden import is heard', () => {
  for (const [rule, files] of Object.entries(plants)) {
    test(rule, () => {
      const heard = found.summary.violations.filter((one) => one.rule.name === rule).map((one) => one.from);
      if (rule === 'no-circle') expect(heard.some((path) => path in files)).toBe(true);
      else expect(heard).toEqual(expect.arrayContaining(Object.keys(files)));
    });
  }
});

test('what the rules allow is not heard', () => {
  const heard = found.summary.violations.filter((one) => one.from in allowed);
  expect(heard.map((one) => `${one.rule.name}: ${one.from} → ${one.to}`)).toEqual([]);
});

// The floors of the house. Who stands on a floor may lean on the floors below it, never on those above or beside.
//
// The parser is swc: dependency-cruiser cannot read TypeScript 7 yet, would see no module at all, and pass.
// tests/floors.test.ts counts what it sees, and plants a forbidden import for each rule.

/** Folders of src that are no slice. */
const floors = 'foundation|ui|desk|cli|backup';
/** The doors of a slice that another slice may use: what it knows and its SQL, never its pages. */
const doors = '/(model|store|tables|[a-z]+-store|[a-z]+-model)\\.ts$';
const tests = '\\.(test|world)\\.tsx?$|/testing\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'foundation-knows-no-slice',
      comment: 'src/foundation is the lowest floor: it knows the settings and nothing of campaigns or pages.',
      severity: 'error',
      from: { path: '^src/foundation/' },
      to: { path: '^src/', pathNot: '^src/(foundation/|settings\\.ts$)' },
    },
    {
      name: 'ui-knows-only-foundation',
      comment: 'src/ui draws what it is given: it knows no slice.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/', pathNot: '^src/(foundation/|ui/)' },
    },
    {
      name: 'browser-scripts-stand-alone',
      comment:
        'What is sent to browsers imports nothing of the server, and of libraries those that are made for it.',
      severity: 'error',
      from: { path: '^src/ui/browser/', pathNot: tests },
      to: {
        pathNot: [
          '^src/ui/(browser|styles|fonts)/',
          '^src/foundation/text/shared/',
          '(^|/)node_modules/(@tiptap|prosemirror-markdown|markdown-it|tus-js-client|@simplewebauthn/browser)/',
        ],
      },
    },
    {
      name: 'shared-rules-stand-alone',
      comment:
        'Rules of texts that the server and its browser scripts must share import nothing of the server.',
      severity: 'error',
      from: { path: '^src/foundation/text/shared/', pathNot: tests },
      to: { pathNot: ['^src/foundation/text/shared/', '(^|/)node_modules/markdown-it'] },
    },
    {
      name: 'slice-uses-doors-of-slices',
      comment:
        "A slice imports another slice's model.ts, store.ts, …-store.ts or tables.ts, never its pages or jobs.",
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: `^src/(${floors})/|${tests}` },
      to: { path: '^src/[^/]+/', pathNot: [`^src/(foundation|ui|desk)/`, '^src/$1/', doors] },
    },
    {
      name: 'desk-stands-on-staff-and-files',
      comment:
        'src/desk is the frame of the staff side: it knows who the staff are and what they may, which files a text names (model, stores), and no other slice.',
      severity: 'error',
      from: { path: '^src/desk/', pathNot: tests },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(foundation|ui|desk)/',
          '^src/settings\\.ts$',
          '^src/(staff|files)/[a-z/-]*(model|store|tables)\\.ts$',
        ],
      },
    },
    {
      name: 'only-desk-doors-use-the-desk',
      comment:
        'Public pages, machine formats and rules know nothing of the staff side: only desk.tsx and …-desk.tsx use its frame.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: [`^src/(desk|staff)/|${tests}`, 'desk[a-z-]*\\.tsx?$'] },
      to: { path: '^src/desk/' },
    },
    {
      name: 'slice-knows-no-roof',
      comment:
        'Only app, desk-app, editables, starter, web, jobs and main know several slices; no slice knows them.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(cli|backup)/|${tests}` },
      to: { path: '^src/[^/]+\\.tsx?$', pathNot: '^src/settings\\.ts$' },
    },
    {
      name: 'backup-knows-no-slice',
      comment: 'A backup is of tables and files, whatever they mean.',
      severity: 'error',
      from: { path: '^src/backup/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(foundation/|backup/|settings\\.ts$)' },
    },
    {
      name: 'cli-draws-no-pages',
      comment: 'The command line uses rules and stores, never pages.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/(ui/|app\\.ts$|web\\.ts$|.+\\.tsx$)', pathNot: '^src/foundation/' },
    },
    {
      name: 'only-the-roof-knows-many',
      comment:
        'Besides app, desk-app, editables, starter, web, jobs and main, a file at the top of src knows no slice.',
      severity: 'error',
      from: {
        path: '^src/[^/]+\\.tsx?$',
        pathNot: `^src/(app|desk-app|editables|starter|web|jobs|main)\\.ts$|${tests}`,
      },
      to: { path: '^src/[^/]+/', pathNot: '^src/foundation/' },
    },
    {
      name: 'no-circle',
      comment: 'What imports each other is one thing: put it into one file, or move what both need below.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'product-needs-no-test-tools',
      comment: 'What is installed for tests only is absent on a server.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-knows-no-tests',
      comment: 'Tests import the product, never the other way round.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: `^(tests|bench)/|${tests}` },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|woff2|svg)$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};

import { defineConfig } from 'vite';

/** The server: supervisor with its children, and the command line. Libraries stay in node_modules. */
export default defineConfig({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx', development: false } },
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: 'src/main.ts',
        cli: 'src/cli/main.ts',
        'files-worker': 'src/files/processing/worker.ts',
        'table-worker': 'src/record/imports/table/worker.ts',
      },
    },
  },
});

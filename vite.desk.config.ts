import { defineConfig } from 'vite';
import { compressed, outDir } from './vite.config.ts';

/**
 * What the browsers of the staff get besides: a style sheet, a script, and the parts that it loads when a page needs
 * them. A build of its own, so that no piece of the public script is moved into a file that visitors would wait for.
 */
export default defineConfig({
  publicDir: false,
  base: '/',
  plugins: [compressed()],
  css: { transformer: 'lightningcss' },
  build: {
    outDir,
    emptyOutDir: false,
    manifest: '.vite/desk-manifest.json',
    assetsInlineLimit: 0,
    cssMinify: 'lightningcss',
    cssTarget: 'chrome111',
    modulePreload: false,
    // The editor of texts, loaded by forms that have one: its size is asserted by tests/browser/desk-editor.test.ts.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: { desk: 'src/ui/styles/desk.css', 'desk-main': 'src/ui/browser/desk/main.ts' },
    },
  },
});

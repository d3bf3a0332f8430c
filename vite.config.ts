import { defineConfig } from 'vite';

/** What browsers get: one style sheet, one small script, the fonts. */
export default defineConfig({
  publicDir: false,
  base: '/',
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    cssMinify: 'lightningcss',
    modulePreload: false,
    rolldownOptions: { input: { look: 'src/ui/styles/look.css', main: 'src/ui/browser/main.ts' } },
  },
});

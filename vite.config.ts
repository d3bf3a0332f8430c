import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

export const outDir = 'dist/client';

/** Style sheet and script once as brotli and gzip beside themselves: no request waits for compression. Fonts are compressed as they are. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    async closeBundle() {
      const folder = join(outDir, 'assets');
      for (const name of (await readdir(folder)).filter((file) => /\.(css|js)$/.test(file))) {
        const bytes = await readFile(join(folder, name));
        await writeFile(join(folder, `${name}.br`), brotliCompressSync(bytes));
        await writeFile(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** What browsers get: one style sheet, one small script, the fonts, an icon. */
export default defineConfig({
  publicDir: 'src/ui/icons',
  base: '/',
  plugins: [compressed()],
  css: { transformer: 'lightningcss' },
  build: {
    outDir,
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    cssMinify: 'lightningcss',
    cssTarget: 'chrome111',
    modulePreload: false,
    rolldownOptions: { input: { look: 'src/ui/styles/look.css', main: 'src/ui/browser/main.ts' } },
  },
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const COMPRESSED = /\.(js|css|html|svg|json)$/;

/** `.br` and `.gz` beside each file, so that the server compresses nothing while somebody waits. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  generateBundle: {
    // After Vite has put its own marks right.
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (!COMPRESSED.test(file.fileName)) continue;
        const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        if (source.length < 1_024) continue;
        const brotli = brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotli });
        this.emitFile({
          type: 'asset',
          fileName: `${file.fileName}.gz`,
          source: gzipSync(source, { level: 9 }),
        });
      }
    },
  },
});

/** `sw.js`: the service worker, with the names of the files that this build consists of. */
const serviceWorker = (): Plugin => ({
  name: 'service-worker',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const built = Object.keys(bundle).filter((name) => /\.(js|css|svg|png)$/.test(name));
      const files = [
        '/',
        ...[...built, ...readdirSync(join(import.meta.dirname, 'public'))].map((name) => `/${name}`),
      ];
      const html = bundle['index.html'];
      const build = createHash('sha256')
        .update(JSON.stringify([files, html?.type === 'asset' && html.source]))
        .digest('hex');
      const source = readFileSync(join(import.meta.dirname, 'src/service-worker.js'), 'utf8');
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: `const __FILES__ = ${JSON.stringify(files)}, __BUILD__ = '${build}';\n${source}`,
      });
    },
  },
});

export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  plugins: [serviceWorker(), compressed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Old desks and the browsers that are built from old Chromium.
    target: ['chrome87', 'safari14'],
    // A name without a dot before it: servers refuse to serve such folders.
    manifest: 'assets.json',
    rolldownOptions: {
      // Of no meaning in a bundle, and there are hundreds of it.
      onwarn: (warning, tell) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') tell(warning);
      },
    },
  },
  server: { proxy: { '/api': process.env.QUNYING_API ?? 'http://127.0.0.1:3000' } },
});

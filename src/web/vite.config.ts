import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const { version } = JSON.parse(manifest) as { version: string };

const ATRIUM = 'http://127.0.0.1:8080';

/** The page. Addresses are relative to <base href>, which the server sets, so one build serves any path. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  define: { 'import.meta.env.ATRIUM_VERSION': JSON.stringify(version) },
  worker: { format: 'es' },
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../../build/web',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // where light-dark() came in; older targets would have every colour written twice
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // The server admits a session only from its own origin, which the development server stands in for.
  server: {
    proxy: { '/api': { target: ATRIUM, headers: { origin: ATRIUM } }, '/plot-frame': { target: ATRIUM } },
  },
});

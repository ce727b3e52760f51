/** Builds the document in which plots are drawn (src/web/plot-frame) into build/web/plot-frame/. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Writes a script under a name that changes with it, and its compressed forms beside it; gives the name. */
function writeScript(folder, name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 8);
  const path = `${name}-${hash}.js`;
  writeFileSync(join(folder, path), bytes);
  // the highest quality would take a quarter of a minute for Plotly
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  writeFileSync(join(folder, `${path}.br`), brotliCompressSync(bytes, quality));
  writeFileSync(join(folder, `${path}.gz`), gzipSync(bytes, { level: 9 }));
  return path;
}

/** The frame's own script in one piece that needs no module: a sandboxed document may load none of our origin's. */
async function bundleFrame(root) {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({ input: join(root, 'src/web/plot-frame/frame.ts'), logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  return Buffer.from(output[0].code);
}

/** Builds the frame; Vite must have emptied build/web before. */
export async function buildPlotFrame(root) {
  const folder = join(root, 'build/web/plot-frame');
  mkdirSync(folder, { recursive: true });
  const library = readFileSync(join(root, 'node_modules/plotly.js-strict-dist-min/plotly-strict.min.js'));
  const plotly = writeScript(folder, 'plotly', library);
  const frame = writeScript(folder, 'frame', await bundleFrame(root));
  const html = readFileSync(join(root, 'src/web/plot-frame/index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), html.replace('__PLOTLY__', plotly).replace('__FRAME__', frame));
}

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { root } from '../determinism/golden-run.js';

const imports = {
  'lepton-rl': '/dist/src/index.js',
  zod: '/node_modules/zod/index.js',
  yaml: '/node_modules/yaml/browser/index.js',
  '@noble/hashes/': '/node_modules/@noble/hashes/',
  hyparquet: '/node_modules/hyparquet/src/index.js',
  // Plain scripts, which leave these behind.
  seedrandom: 'data:text/javascript,export default Math.seedrandom',
  papaparse: 'data:text/javascript,export default globalThis.Papa',
};

const page = `<!doctype html>
<link rel="icon" href="data:,">
<script src="/node_modules/seedrandom/seedrandom.js"></script>
<script src="/node_modules/papaparse/papaparse.js"></script>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">
  import * as lepton from 'lepton-rl';
  globalThis.lepton = lepton;
</script>`;

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** A page at `/` that has the package as `globalThis.lepton`, as a site without a bundler would serve it. */
export async function servePage(): Promise<{ readonly address: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const content = path === '/' ? Promise.resolve(page) : readFile(join(root, path));
    content.then(
      (bytes) =>
        response
          .writeHead(200, { 'content-type': types[extname(path) || '.html'] ?? 'text/plain' })
          .end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

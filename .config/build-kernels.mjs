/**
 * Compiles the AssemblyScript kernels into src/engines/wasm/kernels.generated.ts, unless that file already holds what these very
 * sources give. Run it directly, or call `buildKernels()`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = join(root, 'src/engines/wasm/assembly');
const target = join(root, 'src/engines/wasm/kernels.generated.ts');
const options = [
  '--runtime', 'stub', '--noAssert', '-O3', '--converge', '--importMemory', '--noExportMemory', '--enable', 'simd',
]; // prettier-ignore

/** Brings kernels.generated.ts up to date. Returns whether there was anything to do; throws what the compiler says is wrong. */
export async function buildKernels() {
  const line = `// sources ${hashOfSources()}`;
  if (existsSync(target) && readFileSync(target, 'utf8').startsWith(line)) return false;
  const bytes = Buffer.from(await compile()).toString('base64');
  writeFileSync(target, `${line}\nexport const kernelBytes: string =\n  '${bytes}';\n`);
  return true;
}

function sourceFiles() {
  return readdirSync(sources)
    .filter((name) => name.endsWith('.ts'))
    .sort();
}

function hashOfSources() {
  const hash = createHash('sha256').update(options.join(' '));
  hash.update(readFileSync(join(root, 'node_modules/assemblyscript/package.json')));
  for (const name of sourceFiles()) hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest('hex');
}

async function compile() {
  // loaded here, because it takes a second that an up-to-date build need not spend
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...options], {
    readFile: (name) => (existsSync(join(sources, name)) ? readFileSync(join(sources, name), 'utf8') : null),
    writeFile: (_name, contents) => void (binary = contents),
    listFiles: () => [],
  });
  if (error) throw new Error(`the kernels do not compile: ${error.message}\n${stderr.toString()}`);
  return binary;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write((await buildKernels()) ? 'kernels built\n' : 'kernels up to date\n');
}

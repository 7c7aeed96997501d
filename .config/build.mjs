/**
 * Builds dist/: kernels, TypeScript, recipes, trained agents, the Python end of the bridge. Says nothing where all is well, and does nothing where dist/ is already what
 * these very sources give. Types are checked by `npm run check`, not here.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernels } from './build-kernels.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** What dist/ was built from; not in dist/ itself, which is packed. */
const stamp = join(root, 'node_modules', '.cache', 'lepton-rl', 'built-from');
const sourceFolders = ['src', 'environments', 'agents', 'experiments', 'benchmarks'];
const recipes = join('experiments', 'recipes');
const trained = join('experiments', 'trained');
const bridge = join('environments', 'python', 'bridge.py');
const executable = join(dist, 'src', 'cli', 'lepton.node.js');
const project = join('.config', 'tsconfig.build.json');
const compiler = join('node_modules', '@typescript', 'native', 'bin', 'tsc');

await buildKernels();
const sources = sourceFolders.flatMap((folder) => filesIn(join(root, folder)));
const fingerprint = hashOf([
  ...sources,
  ...['package-lock.json', project, join('.config', 'tsconfig.json'), join('.config', 'build.mjs')].map(
    (file) => join(root, file),
  ),
]);
if (!existsSync(executable) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint) {
  rmSync(stamp, { force: true });
  compile();
  mkdirSync(join(dist, recipes), { recursive: true });
  cpSync(join(root, recipes), join(dist, recipes), { recursive: true });
  cpSync(join(root, trained), join(dist, trained), { recursive: true });
  cpSync(join(root, bridge), join(dist, bridge));
  removeOrphans();
  chmodSync(executable, 0o755);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

function compile() {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(root, compiler), '-p', project, '--noCheck'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error ?? ''}\nthe build failed\n`);
  process.exit(1);
}

/** What is left in dist/ of sources that are gone: it could still be imported by mistake, and would be packed. */
function removeOrphans() {
  const wanted = new Set(sources.map((file) => relative(root, file)));
  for (const file of filesIn(dist)) {
    const path = relative(dist, file);
    const source = path.replace(/(\.d\.ts|\.js)$/, '.ts');
    if (!wanted.has(source) && !wanted.has(path)) rmSync(file);
  }
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
    )
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(relative(root, file).split(sep).join('/'))
      .update('\0')
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/**
 * Our updates and decisions beside PyTorch's on one thread, turn by turn in one sitting, so that the ratios mean something on a
 * machine whose speed drifts. Usage, from the root: npm run bench:pytorch [-- python3]
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createWasmEngine } from '../src/engines/wasm/engine.js';
import { callsIn, summarizeRounds, timeCalls } from './measure.js';
import { nameOf, prepareUpdate, updateShapes } from './updates.js';

const rounds = 15;
const seconds = 0.2;

const python = spawn(process.argv[2] ?? 'python3', ['benchmarks/pytorch.py'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
const nextAnswer = async (): Promise<Record<string, number>> =>
  JSON.parse((await answers.next()).value as string) as Record<string, number>;

async function askPython(
  kind: 'update' | 'decision',
  sizes: readonly number[],
  batch: number,
): Promise<number> {
  python.stdin.write(`${JSON.stringify({ kind, sizes, batch, seconds })}\n`);
  return (await nextAnswer())['secondsPerCall'];
}

async function compare(name: string, ours: () => void, theirs: () => Promise<number>): Promise<void> {
  await theirs();
  const calls = callsIn(ours, seconds);
  const turns: { readonly own: number; readonly other: number }[] = [];
  for (let round = 0; round < rounds; round++)
    turns.push({ own: timeCalls(ours, calls), other: await theirs() });
  const own = summarizeRounds(
    name,
    'ms',
    turns.map(({ own }) => own * 1e3),
  );
  const other = summarizeRounds(
    name,
    'ms',
    turns.map(({ other }) => other * 1e3),
  );
  const ratio = summarizeRounds(
    name,
    'ratio',
    turns.map(({ own, other }) => own / other),
  );
  const show = ({ median, minimum, maximum }: typeof own) =>
    `${median.toFixed(4)} [${minimum.toFixed(4)}, ${maximum.toFixed(4)}]`;
  console.log(`${name.padEnd(32)} ours ${show(own)} ms   PyTorch ${show(other)} ms   ratio ${show(ratio)}`);
}

console.log(`PyTorch: ${JSON.stringify(await nextAnswer())}; node ${process.version}`);
for (const shape of updateShapes) {
  const sizes = [shape.observation, ...shape.hidden, shape.actions];
  const { update, decide, dispose } = prepareUpdate(createWasmEngine(), shape);
  await compare(`update ${nameOf(shape)}`, update, () => askPython('update', sizes, shape.batch));
  if (shape === updateShapes[0])
    await compare('decision 4-120-84-2', decide, () => askPython('decision', sizes, 1));
  dispose();
}
python.stdin.end('\n');

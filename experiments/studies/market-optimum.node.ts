/**
 * Whether a DQN earns what can be earned in markets where that is known, and nothing where there is nothing to earn.
 *
 *     node dist/experiments/studies/market-optimum.node.js [--markets sine,triangle,ramp,gbm,costs] [--first-seed 1] [--seeds N] [--out FILE]
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { mean, sorted, standardDeviation } from '../../src/statistics/summary.js';
import { systemClock } from '../clock.js';
import { curveStudy, type CurveName } from './known-markets.js';
import { randomWalkStudy } from './random-walk.js';

const curves: readonly CurveName[] = ['sine', 'triangle', 'ramp'];

const { values } = parseArgs({
  options: {
    markets: { type: 'string', default: 'sine,triangle,ramp,gbm,costs' },
    'first-seed': { type: 'string', default: '1' },
    seeds: { type: 'string' },
    out: { type: 'string' },
  },
});
const wanted = values.markets.split(',');
const firstSeed = Number(values['first-seed']);
const seedsOf = (usual: number): readonly number[] =>
  Array.from({ length: Number(values.seeds ?? usual) }, (_, index) => firstSeed + index);

const results: Record<string, unknown> = {};
for (const name of curves.filter((curve) => wanted.includes(curve))) {
  const runs = await inTurn(name, seedsOf(10), (seed) => curveStudy(name, seed));
  results[name] = { medianShareOfProfit: median(runs.map(({ share }) => share)), runs };
}
for (const name of (['gbm', 'costs'] as const).filter((market) => wanted.includes(market))) {
  const runs = await inTurn(name, seedsOf(20), (seed) => randomWalkStudy(name === 'costs', seed));
  results[name] = { sharpe: interval(runs.map(({ sharpe }) => sharpe)), runs };
}
const { stdout: commit } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
const record = {
  command: `node dist/experiments/studies/market-optimum.node.js ${process.argv.slice(2).join(' ')}`.trim(),
  commit: commit.trim(),
  machine: `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}; Node ${process.versions.node}; ${process.platform} ${process.arch}`,
  date: new Date().toISOString().slice(0, 10),
  results,
};
const text = `${JSON.stringify(record, undefined, 2)}\n`;
if (values.out === undefined) process.stdout.write(text);
else writeFileSync(values.out, text);

/** One after the other; what each gave goes to stderr at once. */
async function inTurn<Result>(
  name: string,
  seeds: readonly number[],
  study: (seed: number) => Promise<Result>,
): Promise<readonly (Result & { readonly seed: number; readonly seconds: number })[]> {
  const all: (Result & { readonly seed: number; readonly seconds: number })[] = [];
  for (const seed of seeds) {
    const began = systemClock.seconds();
    const result = await study(seed);
    const seconds = Math.round(10 * (systemClock.seconds() - began)) / 10;
    all.push({ seed, ...result, seconds });
    process.stderr.write(`${name} ${JSON.stringify(all.at(-1))}\n`);
  }
  return all;
}

function median(values: readonly number[]): number {
  const inOrder = sorted(values);
  const middle = (inOrder.length - 1) / 2;
  return (inOrder[Math.floor(middle)] + inOrder[Math.ceil(middle)]) / 2;
}

/** 99 %, of the normal distribution. */
function interval(values: readonly number[]): {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
} {
  const center = mean(values);
  const half = (2.5758293035489 * standardDeviation(values, 1)) / Math.sqrt(values.length);
  return { mean: center, low: center - half, high: center + half };
}

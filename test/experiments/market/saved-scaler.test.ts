/** What a run keeps of its data: with it the folder alone decides. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { generateMarket } from '../../../environments/market/generators/index.js';
import type { MarketOptions } from '../../../environments/market/options.js';
import { resolveMarketOptions } from '../../../environments/market/world.js';
import { readConfiguration } from '../../../experiments/configuration.js';
import { leakCheck } from '../../../experiments/market/leak-check/index.js';
import { leakSubject } from '../../../experiments/market/leak-subject.node.js';
import type { MarketDecision } from '../../../experiments/market/decide.js';
import { decide } from '../../../experiments/market/decide.node.js';
import { loadMarketRun } from '../../../experiments/market/market-run.node.js';
import { withoutFiles } from '../../../experiments/market/market-on.js';
import { firstUnseen, hasLearnedFrom } from '../../../experiments/market/seen-bars.js';
import { stitchFolds, type WalkForwardRuns } from '../../../experiments/market/walk-forward.js';
import { walkForward } from '../../../experiments/market/walk-forward-folder.node.js';
import { trainFolds } from '../../../experiments/market/walk-forward.node.js';
import { environmentOf, loadRecipe } from '../../../experiments/recipe-file.node.js';
import { trainFolder } from '../../../experiments/run-folder.node.js';
import { evaluateFolder } from '../../../experiments/evaluate-folder.node.js';
import { loadMarketData } from '../../../src/data/load-market-data.node.js';
import { FileStorage } from '../../../src/runs/file-storage.node.js';

/** Trainings take their time where others use the machine. */
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'lepton-saved-scaler-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string): string => join(folder, name);
const prices = inFolder('prices.csv');
const run = inFolder('run');

const rows = rowsOf(500);
function rowsOf(bars: number, seed = 5): readonly string[] {
  const { times, assets } = generateMarket({ generator: { gjr: {} }, bars }, seed);
  const [{ open, high, low, close, volume }] = assets;
  return Array.from(times, (time, t) =>
    [new Date(time).toISOString().slice(0, 10), open[t], high[t], low[t], close[t], volume[t]].join(','),
  );
}
const write = (file: string, lines: readonly string[]): void =>
  writeFileSync(file, ['date,open,high,low,close,volume', ...lines, ''].join('\n'));

const recipeOn = async (file: string, ...more: readonly string[]) =>
  (
    await loadRecipe('market', [
      ...['steps=200', 'agent.learningStarts=100', 'agent.batchSize=8', 'evaluation.interval=200'],
      ...['environmentOptions.window=5', 'environmentOptions.episode.bars=50'],
      `environmentOptions.data=${JSON.stringify(file)}`,
      ...more,
    ])
  ).recipe;

/** What an agent sees and does; without the words of warnings, which a longer file changes. */
const decisionOn = async (file: string): Promise<Omit<MarketDecision, 'warnings'>> => {
  const { warnings: _words, ...decision } = await decide(run, { data: [file], now: 0 });
  return decision;
};

beforeAll(async () => {
  write(prices, rows);
  const recipe = await recipeOn(prices);
  await trainFolder({ folder: run, name: 'market', recipe, seed: 1, engine: 'wasm' });
});
/** Whatever a test does to it. */
const withoutPrices = async <Result>(act: () => Promise<Result>): Promise<Result> => {
  rmSync(prices);
  try {
    return await act();
  } finally {
    write(prices, rows);
  }
};

describe('the folder of a market run', () => {
  it('has the scaler to the bit that its training part gives, once', async () => {
    const { recipe } = readConfiguration(new FileStorage(run));
    const options: MarketOptions = recipe.environmentOptions;
    const { data } = await loadMarketData([prices]);
    const { scaler } = resolveMarketOptions({ ...withoutFiles(options), scaler: 'standard' }, { data });
    expect(options.scaler).toStrictEqual(scaler);
    expect(scaler).toMatchObject({ kind: 'standard', to: 500 - 200 - 15 });
    expect(recipe.evaluation.environmentOptions).not.toHaveProperty('scaler');
    expect(recipe.evaluation.finalEnvironmentOptions).not.toHaveProperty('scaler');
  });

  it('decides on fresh bars without the file of its training, bit for bit as with it', async () => {
    const fresh = inFolder('fresh.csv');
    write(fresh, rows.slice(440));
    const before = await decide(run, { data: [fresh], now: 0 });
    const alone = await withoutPrices(() => decide(run, { data: [fresh], now: 0 }));
    expect(alone).toStrictEqual(before);
    expect(before.values.every(({ value }) => Number.isFinite(value))).toBe(true);
  });

  it('decides on its own file that has grown, as on another one of the same bars', async () => {
    const grown = rowsOf(520);
    const other = inFolder('other.csv');
    write(other, grown);
    write(prices, grown);
    const decided = await decisionOn(prices);
    write(prices, rows);
    expect(decided).toStrictEqual(await decisionOn(other));
    expect(decided.time).toBe(Date.parse(grown[519].slice(0, 10)));
  });

  it('decides with as few bars as a window and its features need, and not with one fewer', async () => {
    // momentum:21 is the longest: known from bar 21 on, and a window has five bars.
    write(inFolder('short.csv'), rows.slice(-26));
    expect((await decisionOn(inFolder('short.csv'))).time).toBe(Date.parse(rows[499].slice(0, 10)));
    write(inFolder('shorter.csv'), rows.slice(-25));
    await expect(decisionOn(inFolder('shorter.csv'))).rejects.toThrow(
      'data is "25 bars", but must be enough for a window of 5 bars',
    );
  });

  it('knows without the file which bars its agent has seen', async () => {
    const copy = inFolder('copy.csv');
    write(copy, rows);
    const { learned, source } = await withoutPrices(() => loadMarketRun(run, { data: [copy] }));
    const testFrom = firstUnseen(learned, source.data);
    expect(testFrom).toBe(400);
    expect(hasLearnedFrom(learned, source.data, 300, 499)).toBe(true);
    expect(hasLearnedFrom(learned, source.data, testFrom, 499)).toBe(false);
  });

  it('passes the leak check on a copy, its scaler looked at; on later bars this is left out', async () => {
    const findings = async (file: string) => {
      const subject = await leakSubject(run, { data: [file], seed: 0 });
      return (await leakCheck(subject, { fast: true })).findings;
    };
    const about = { check: 'scaler-on-training' };
    expect(await findings(inFolder('copy.csv'))).toContainEqual(
      expect.objectContaining({ ...about, severity: 'passed' }),
    );
    const late = inFolder('late.csv');
    write(late, rows.slice(200));
    expect(await findings(late)).toContainEqual(expect.objectContaining({ ...about, severity: 'skipped' }));
  });

  it('is still refused where it plays on its own file and that has changed', async () => {
    write(prices, rows.slice(1));
    await expect(evaluateFolder(run)).rejects.toThrow('unchanged since');
    await expect(loadMarketRun(run)).rejects.toThrow('unchanged since');
    write(prices, rows);
    await expect(environmentOf(readConfiguration(new FileStorage(run)).recipe)).resolves.toBeDefined();
  });
});

describe('a folder of before', () => {
  it('has the scaler of its training file, and decides the same', async () => {
    const old = new FileStorage(inFolder('old'));
    const storage = new FileStorage(run);
    const config = new TextDecoder().decode(storage.read('config.yaml'));
    const scaler = /\n {4}scaler:\n(?: {6,}.*\n)+/;
    expect(config).toMatch(scaler);
    old.write('config.yaml', config.replace(scaler, '\n'));
    for (const path of ['run.json', 'checkpoints/best.safetensors'])
      old.write(path, storage.read(path) ?? new Uint8Array(0));
    const copy = inFolder('copy.csv');
    for (const file of [copy, inFolder('short.csv')])
      expect(await decide(inFolder('old'), { data: [file], now: 0 })).toStrictEqual(
        await decide(run, { data: [file], now: 0 }),
      );
  });
});

describe('an agent that is judged on another file', () => {
  it('is judged with the scaler of that one, and decides with that of its training', async () => {
    const other = inFolder('another.csv');
    write(other, rowsOf(450, 6));
    const recipe = await recipeOn(prices, `evaluation.finalEnvironmentOptions.data=${JSON.stringify(other)}`);
    const judged = inFolder('judged');
    const { evaluation } = await trainFolder({
      folder: judged,
      name: 'market',
      recipe,
      seed: 1,
      engine: 'wasm',
    });
    expect((await evaluateFolder(judged)).mean).toBe(evaluation?.mean);
    const { recipe: kept } = readConfiguration(new FileStorage(judged));
    const { scaler } = kept.evaluation.finalEnvironmentOptions as MarketOptions;
    expect(scaler).toHaveProperty('columns.another log-return');
    const own = await loadMarketRun(judged);
    expect(own.options.scaler).toStrictEqual(kept.environmentOptions['scaler']);
    expect(own.source.data.times).toHaveLength(450);
    own.policy.dispose();
    const copy = inFolder('copy.csv');
    expect(await decide(judged, { data: [copy], now: 0 })).toStrictEqual(
      await decide(run, { data: [copy], now: 0 }),
    );
  });
});

describe('a fold of a rolling walk forward', () => {
  it('used alone, on the whole file, decides as it did in the walk forward', async () => {
    const recipe = await recipeOn(prices);
    const request = { recipe, folds: 2, mode: 'rolling', seeds: [3] } as const;
    const walked = inFolder('walked');
    const result = await walkForward(walked, request);
    const plan = { ...request, name: 'walk-forward', engine: 'wasm', seeds: [3] };
    const runs = (await trainFolds(walked, plan)) as WalkForwardRuns;
    expect(result?.sheet).toStrictEqual(stitchFolds(runs).sheet);
    const [, second] = runs.folds;
    expect(second.train.from).toBeGreaterThan(0);
    const alone = join(walked, 'fold-2', 'seed-3');
    const { trader, source, policy, options } = await loadMarketRun(alone);
    expect(options.scaler).toMatchObject({ kind: 'standard' });
    const [from, to] = [second.test.from, source.data.times.length - 1];
    const { ledger } = trader.play({ data: source.data, account: {}, from, to, seed: 0 });
    policy.dispose();
    const [{ weights }] = runs.decided[1];
    const targets = ledger.flatMap((entry) =>
      entry.kind === 'order' ? [[entry.bar, entry.reason] as const] : [],
    );
    expect(targets.length).toBeGreaterThan(0);
    for (const [bar, reason] of targets)
      expect([bar, reason]).toEqual([bar, `target ${weights[bar - from][0]}`]);
    const { findings } = await leakCheck(await leakSubject(alone, { seed: 0 }), { fast: true });
    expect(findings.filter(({ severity }) => severity === 'leak')).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'scaler-on-training', severity: 'passed' }),
    );
    await expect(walkForward(walked, { ...request, folds: 3 })).rejects.toThrow('another walk forward');
  });
});

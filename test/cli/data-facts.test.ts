import { Command } from 'commander';
import { describe, expect, it } from '@jest/globals';
import { generateMarket } from '../../environments/market/generators/index.js';
import { addDataFacts } from '../../src/cli/commands/data-facts.node.js';
import type { MarketData } from '../../src/data/market-data.js';
import { recordingTerminal } from './recording-terminal.js';

/** Runs `data facts` with a market in the place of every file. */
async function run(argv: readonly string[], market?: MarketData): Promise<string> {
  const terminal = recordingTerminal();
  const program = new Command('lepton').exitOverride().configureOutput({ writeErr: () => undefined });
  addDataFacts(program.command('data').exitOverride(), { terminal, exitCode: 0 }, () => {
    if (market === undefined) throw new Error('no file was meant to be read');
    return market;
  });
  await program.parseAsync(['data', 'facts', ...argv], { from: 'user' });
  return terminal.out();
}

interface Printed {
  readonly source: string;
  readonly assets: readonly {
    readonly asset: string;
    readonly passed: boolean;
    readonly facts: readonly {
      readonly fact: string;
      readonly value: number | null;
      readonly passed?: boolean;
    }[];
  }[];
}

describe('lepton data facts', () => {
  it('shows what geometric Brownian motion lacks', async () => {
    const out = await run(['generator:gbm', '--bars', '3000']);
    expect(out).toMatch(/gbm: \d of 12 stylised facts, 2999 returns/);
    expect(out).toMatch(/excessKurtosis +-?0\.\d{3} {2}above 1.5 +failed/);
    expect(out).toMatch(/skewness +-?0\.\d{3} {2}below 0.2 +passed/);
  });

  it('--json prints one object, and another seed another market', async () => {
    const read = async (seed: string): Promise<Printed> =>
      JSON.parse(await run(['generator:gjr', '--seed', seed, '--as', 'stock', '--json'])) as Printed;
    const [first, second] = [await read('1'), await read('2')];
    expect(first.assets).toHaveLength(1);
    expect(first.assets[0].facts).toHaveLength(13);
    expect(first.assets[0].facts[0]).not.toEqual(second.assets[0].facts[0]);
    expect(first).toMatchObject({ source: 'generator:gjr', as: 'stock' });
  });

  it('reads a file, each asset of it, and warns where it is short', async () => {
    const market = generateMarket({ generator: { ornsteinUhlenbeckPairs: {} }, bars: 500 }, 1);
    const out = await run(['prices.csv'], market);
    expect(out).toMatch(/ {2}A: [^]*fewer than 2000 returns[^]* {2}B: /);
  });

  it('sees neither splits nor dividends nor halts as returns', async () => {
    const market = generateMarket({ generator: { gbm: {} }, bars: 600 }, 1);
    const [asset] = market.assets;
    const halved = (column: Float64Array): Float64Array =>
      column.map((value, t) => (t < 300 ? value : value / 2));
    // A split in two at bar 300, a halt on bar 100, and a dividend on bar 50 that the price gives back at once.
    const close = halved(asset.close).map((value, t) => (t < 50 ? value + 3 : value));
    close[100] = close[99];
    const real = {
      ...asset,
      close,
      splits: asset.splits.map((_, t) => (t === 300 ? 2 : 1)),
      dividends: asset.dividends.map((_, t) => (t === 50 ? 3 : 0)),
      tradable: asset.tradable.map((_, t) => (t === 100 ? 0 : 1)),
    };
    const printed = JSON.parse(await run(['x.csv', '--json'], { ...market, assets: [real] })) as Printed;
    const kurtosis = printed.assets[0].facts[0];
    expect(printed.assets[0]).toMatchObject({ returns: 598 });
    // One return of -50 % among 598 small ones would make it several hundred.
    expect(Math.abs(kurtosis.value ?? NaN)).toBeLessThan(1);
  });

  it('refuses a generator that does not exist, and says what was meant', async () => {
    await expect(run(['generator:gmb'])).rejects.toThrow(/generator is "gmb"[^]*did you mean gbm\?/);
    await expect(run(['generator:gbm', '--as', 'bond'])).rejects.toThrow('Allowed choices are index, stock');
  });
});

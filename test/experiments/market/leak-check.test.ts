import { describe, expect, it } from '@jest/globals';
import type { OwnFeature } from '../../../environments/market/features.js';
import { generateMarket } from '../../../environments/market/generators/index.js';
import type { MarketOptions } from '../../../environments/market/options.js';
import { resolveMarketOptions } from '../../../environments/market/world.js';
import { strategyPlan } from '../../../environments/market/strategies/index.js';
import { leakCheck, type LeakSubject } from '../../../experiments/market/leak-check/index.js';
import { strategyTrader } from '../../../experiments/market/trader.js';
import type { MarketData } from '../../../src/data/market-data.js';

const data = generateMarket({ generator: { gjr: {} }, bars: 1000 }, 4);
const traderOf = (name: string, parameters = {}) => strategyTrader(strategyPlan(name, parameters));

const options: MarketOptions = {
  window: 10,
  features: ['log-return', 'range', 'volatility:20', 'momentum:21', 'rsi:14', 'macd:12,26'],
};
const honest: LeakSubject = {
  name: 'honest',
  data,
  account: {},
  from: 300,
  to: 999,
  seed: 1,
  trader: traderOf('momentum', { bars: 60 }),
  world: { options },
};

/** The checks that found a leak. */
async function leaksIn(subject: LeakSubject): Promise<readonly string[]> {
  const { findings, passed } = await leakCheck(subject, { fast: true });
  const leaks = findings.filter(({ severity }) => severity === 'leak');
  expect(passed).toBe(leaks.length === 0);
  expect(leaks.every(({ remedy }) => remedy !== undefined)).toBe(true);
  return leaks.map(({ check }) => check);
}

const withFeature = (feature: OwnFeature): LeakSubject => ({
  ...honest,
  world: { options, features: ['log-return', feature] },
});

describe('the leak check', () => {
  it('finds nothing in honest features and strategies', async () => {
    expect(await leaksIn(honest)).toEqual([]);
    // The world is the same for all of them.
    const { world: _world, ...traded } = honest;
    for (const name of [
      'sma-cross',
      'mean-reversion',
      'random',
      'equal-weight',
      'train-sign',
      'buy-and-hold',
    ])
      expect([name, await leaksIn({ ...traded, trader: traderOf(name) })]).toEqual([name, []]);
  });

  it('lets an agent that sees the future learn to use it', async () => {
    const { findings } = await leakCheck(honest);
    expect(findings.find(({ check }) => check === 'oracle-feature')).toMatchObject({ severity: 'passed' });
  });

  it('flags the oracle', async () => {
    const found = await leaksIn({ ...honest, trader: traderOf('oracle') });
    expect(found).toEqual([
      'truncation-invariance',
      'future-perturbation',
      'too-good-decisions',
      'shuffled-returns',
    ]);
    const { findings } = await leakCheck({ ...honest, trader: traderOf('oracle') }, { fast: true });
    expect(findings.find(({ check }) => check === 'lag-decay')).toMatchObject({ severity: 'suspicious' });
  });

  it('flags a feature shifted by -1', async () => {
    const shifted: OwnFeature = {
      name: 'shifted volume',
      compute: ({ bars: { volume } }) => volume.map((_, t) => volume[Math.min(t + 1, volume.length - 1)]),
    };
    expect(await leaksIn(withFeature(shifted))).toEqual(['truncation-invariance', 'future-perturbation']);
  });

  it('flags a scaler fitted on everything, and one that says it was not', async () => {
    const { scaler } = resolveMarketOptions(options, { data });
    if (typeof scaler !== 'object') throw new Error('no scaler was fitted');
    const { scaler: everything } = resolveMarketOptions(
      { ...options, split: { validation: 0.001, test: 0.001 } },
      { data },
    );
    if (typeof everything !== 'object') throw new Error('no scaler was fitted');
    const check = (fitted: typeof scaler) =>
      leaksIn({ ...honest, world: { options: { ...options, scaler: fitted } } });
    expect(await check(scaler)).toEqual([]);
    expect(await check(everything)).toEqual(['scaler-on-training']);
    expect(await check({ ...everything, from: scaler.from, to: scaler.to })).toEqual(['scaler-on-training']);
  });

  it('flags fills on the bar that was seen', async () => {
    expect(await leaksIn({ ...honest, account: { fill: 'same-close' } })).toEqual(['fills-after-decisions']);
    expect(await leaksIn({ ...honest, account: { fill: 'next-close' } })).toEqual([]);
  });

  it('flags the label in the observation, computed or read from a column', async () => {
    const label = ({ open, close }: MarketData['assets'][number]): Float64Array =>
      close.map((_, t) => (t + 1 < close.length ? close[t + 1] / open[t + 1] - 1 : 0));
    const computed: OwnFeature = { name: 'label', compute: ({ bars }) => label(bars) };
    expect(await leaksIn(withFeature(computed))).toEqual([
      'truncation-invariance',
      'future-perturbation',
      'too-good-features',
    ]);
    const [asset] = data.assets;
    const withColumn = { ...data, assets: [{ ...asset, features: { label: label(asset) } }] };
    const world = { options: { ...options, features: ['log-return', 'column:label'] } };
    expect(await leaksIn({ ...honest, data: withColumn, world })).toEqual(['too-good-features']);
  });

  it('flags a longer bar labelled by its start', async () => {
    const week = 5;
    const weekly = (offset: number): OwnFeature => ({
      name: 'close of the week',
      compute: ({ bars: { close } }) =>
        close.map((_, t) => {
          const end = (Math.floor(t / week) + offset) * week - 1;
          return end < 0 ? NaN : close[Math.min(end, close.length - 1)];
        }),
    });
    expect(await leaksIn(withFeature(weekly(1)))).toEqual(['truncation-invariance', 'future-perturbation']);
    // Of the last complete week: labelled by its end.
    expect(await leaksIn(withFeature(weekly(0)))).toEqual([]);
  });

  it('flags a purge of zero, and one that is shorter than the window', async () => {
    for (const purge of [0, 9]) {
      const found = await leaksIn({ ...honest, world: { options: { ...options, purge } } });
      expect(found).toContain('disjoint-spans');
    }
    expect(await leaksIn({ ...honest, world: { options: { ...options, purge: 11 } } })).toEqual([]);
  });

  it('flags what remembers from run to run', async () => {
    let calls = 0;
    const trader = strategyTrader({
      name: 'forgetful',
      description: '',
      parameters: {},
      create: () => ({ decide: () => (calls++ % 3 === 0 ? 1 : 0) }),
    });
    expect(await leaksIn({ ...honest, to: 998, trader })).toContain('repeatable');
  });
});

import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { runAccount, type Decision } from '../../../environments/market/run-account.js';
import { accountSettings, type AccountOptions } from '../../../environments/market/settings.js';
import { NaiveAccount } from './naive-account.js';
import { accountOptions, randomMarket, randomStrategy, type RandomSetup } from './random-markets.js';

interface Setup extends RandomSetup {
  readonly hasShorts: boolean;
}

const setups: fc.Arbitrary<Setup> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  bars: fc.integer({ min: 2, max: 60 }),
  assets: fc.integer({ min: 1, max: 3 }),
  jump: fc.constantFrom(0.01, 0.05, 0.3),
  volume: fc.constantFrom(100, 1e4, 1e6),
  options: accountOptions,
  hasShorts: fc.boolean(),
});

const free: AccountOptions = {
  costs: { perValue: 0, slippage: 0 },
  shorts: { borrowRate: 0 },
  interest: { borrowed: 0 },
};

/** A purchase uses up the cash of which rounding leaves enough for 6e-15 shares, and these would have a stop-loss. */
const cashWithDust: Setup = {
  ...{ seed: 805832, bars: 54, assets: 3, jump: 0.05, volume: 100, hasShorts: false },
  options: {
    ...free,
    initialCapital: 1000,
    fill: 'next-close',
    brackets: { stopLoss: 0.024362037465165246 },
  },
};

/** A target that is met but for rounding cancels no stop, and no limit. */
const targetsWithDust: readonly Setup[] = [
  {
    ...{ seed: 454417, bars: 6, assets: 1, jump: 0.05, volume: 100, hasShorts: false },
    options: { ...free, initialCapital: 100_000, rebalance: 0 },
  },
  {
    ...{ seed: 3, bars: 24, assets: 1, jump: 0.05, volume: 100, hasShorts: false },
    options: {
      ...free,
      initialCapital: 1000,
      fill: 'same-close',
      rebalance: 0,
      brackets: { stopLoss: 0.005 },
    },
  },
];

describe('the simulator', () => {
  it('does what its description says, as a slow account that was written from it, whatever the settings', () => {
    let traded = 0;
    fc.assert(
      fc.property(setups, ({ seed, bars, assets, jump, volume, options, hasShorts }) => {
        const data = randomMarket(seed, bars, assets, { jump, volume });
        const account = { ...options, shorts: { ...options.shorts, allowed: hasShorts } };
        const settings = accountSettings(account);
        const strategy = randomStrategy(seed, assets, 1 / settings.margin.initial);
        const decisions: Decision[] = [];
        const { equity, positions } = runAccount(data, account, (view) => {
          decisions[view.bar] = withoutShorts(strategy(view), hasShorts);
          return decisions[view.bar];
        });
        const naive = new NaiveAccount(data, settings);
        const scale = Math.max(settings.initialCapital, ...equity.map(Math.abs));
        for (let bar = 0; bar < bars; bar++) {
          if (bar > 0) naive.play(bar);
          if (bar < bars - 1) naive.decide(bar, decisions[bar]);
          expect(Math.abs(naive.equity - equity[bar])).toBeLessThan(1e-8 * scale);
          naive.positions.forEach(({ shares }, asset) => {
            const held = positions[bar * assets + asset];
            expect(Math.abs(shares - held)).toBeLessThan(1e-8 * Math.max(1, Math.abs(held)));
            if (held !== 0) traded++;
          });
        }
      }),
      { ...runs(200), examples: [cashWithDust, ...targetsWithDust].map((setup) => [setup]) },
    );
    expect(traded).toBeGreaterThan(1000);
  });
});

function withoutShorts(decision: Decision, hasShorts: boolean): Decision {
  if (hasShorts || !Array.isArray(decision)) return decision;
  return decision.map((weight: number) => Math.max(0, weight));
}

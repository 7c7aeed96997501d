import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { makeActionBuffer, makeStepBuffers } from '../../../environments/buffers.js';
import { checkEnvironment } from '../../../environments/check/check-environment.js';
import { accountFeatureNames } from '../../../environments/market/account-features.js';
import { marketSpecification } from '../../../environments/market/market.js';
import { marketSettings } from '../../../environments/market/options.js';
import type { LedgerEntry } from '../../../environments/market/ledger.js';
import { rebuildEquity } from '../../../environments/market/rebuild-equity.js';
import { runAccount } from '../../../environments/market/run-account.js';
import { makeWorld, resolveMarketOptions } from '../../../environments/market/world.js';
import { makeEnvironment, makeVectorEnvironment } from '../../../environments/registry.js';
import type { MarketOptions } from '../../../environments/market/options.js';
import { barsOf, flatBars, marketOf, randomMarket } from './random-markets.js';

interface Observation {
  readonly window: Float32Array;
  readonly account: Float32Array;
}
const small = { generator: { gbm: {} }, bars: 200 } as const;
const bare: MarketOptions = { window: 1, features: ['close-location'], scaler: 'none' };

describe('the environment', () => {
  it.each<readonly [string, MarketOptions]>([
    [
      'random starts, a stop-loss and a volume cap',
      {
        data: small,
        episode: { start: 'random', bars: 30 },
        brackets: { stopLoss: 0.02 },
        costs: { volumeCap: 0.01 },
      },
    ],
    [
      'two assets, levels, margin',
      {
        data: { generator: { ornsteinUhlenbeckPairs: {} }, bars: 150 },
        levels: [-1, 0, 1],
        margin: { initial: 0.5, maintenance: 0.4 },
        reward: 'differentialSharpe',
      },
    ],
    ['the protocol tdqn', { data: small, protocol: 'tdqn', features: ['rsi'] }],
  ])(
    'keeps the contract with %s',
    (_name, options) => {
      expect(checkEnvironment('market', options)).toEqual([]);
    },
    20_000,
  );

  it('has the equity of the backtest with the same targets, bit for bit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom('next-open' as const, 'next-close' as const, 'same-close' as const),
        (seed, fill) => {
          const data = randomMarket(seed, 60, 2, { jump: 0.05, volume: 1e5 });
          const account = { fill, costs: { volumeCap: 0.2, impact: 1 }, brackets: { stopLoss: 0.05 } };
          const environment = makeEnvironment(marketSpecification('random', { data }), {
            ...account,
            window: 5,
            levels: [-1, 0, 1],
            features: ['range'],
          });
          const actions = Array.from({ length: 60 }, (_, t) => [(seed + t) % 3, (seed + t * t) % 3]);
          const seen = [environment.reset().info];
          let ended = false;
          for (const action of actions) {
            if (ended) break;
            const { info, terminated, truncated } = environment.step(action);
            ended = terminated || truncated;
            seen.push(info);
          }
          const weights = actions.map((action) => {
            const levels = action.map((index) => index - 1);
            const gross = Math.max(
              1,
              levels.reduce((sum, level) => sum + Math.abs(level), 0),
            );
            return levels.map((level) => level / gross);
          });
          const from = 4;
          const history = runAccount(data, account, ({ bar }) => weights[bar - from], { from });
          expect(seen).toHaveLength(history.equity.length);
          // Under same-close the backtest's curve has the costs of a bar's decision at that bar already; at the last bar nothing is decided.
          for (let index = fill === 'same-close' ? seen.length - 1 : 0; index < seen.length; index++) {
            expect(seen[index].equity).toBe(history.equity[index]);
            expect(seen[index].shares).toEqual([...history.positions.slice(2 * index, 2 * index + 2)]);
          }
        },
      ),
      runs(60),
    );
  });

  it('shows the window that ends at the bar of the decision, and the account', () => {
    const close = Float64Array.of(10, 11, 12, 6, 12, 9);
    const data = marketOf(barsOf('A', { close, features: { x: Float64Array.of(1, 2, 3, 4, 5, 6) } }));
    const options = {
      window: 2,
      features: ['column:x'],
      scaler: 'none',
      costs: { perValue: 0, slippage: 0 },
      shorts: { borrowRate: 0 },
    };
    const environment = makeEnvironment(marketSpecification('x', { data }), options);
    const see = ({ observation }: { observation: unknown }) => observation as Observation;
    expect([...see(environment.reset()).window]).toEqual([1, 2]);
    expect([...see(environment.step(0)).window]).toEqual([2, 3]); // -1, filled at 12
    const { window, account } = see(environment.step(0)); // at 6
    expect([...window]).toEqual([3, 4]);
    // 8333.3 shares short: cash 200 000, equity 150 000
    const named = Object.fromEntries(accountFeatureNames(['A']).map((name, index) => [name, account[index]]));
    expect(named['cash']).toBeCloseTo(4 / 3, 6);
    expect(named['drawdown']).toBe(0);
    expect(named['position of A']).toBeCloseTo(-1 / 3, 6);
    expect(named['target of A']).toBe(-1);
    expect(named['unrealised return of A']).toBeCloseTo(0.5, 6);
    expect(named['bars since the last fill of A']).toBeCloseTo(1 / 21, 6);
    expect(see(environment.step(0)).account[1]).toBeCloseTo(1 / 3, 6); // back at 12: 100 000 after a peak of 150 000
  });

  it('truncates where the part ends and terminates at a bankruptcy', () => {
    const environment = makeEnvironment(marketSpecification('end', { data: flatBars(10, 10, 10) }), bare);
    environment.reset();
    expect([environment.step(1), environment.step(1)].map(({ truncated }) => truncated)).toEqual([
      false,
      true,
    ]);
    const ruin = makeEnvironment(marketSpecification('ruin', { data: flatBars(10, 10, 25, 25) }), bare);
    ruin.reset();
    ruin.step(0);
    expect(ruin.step(0)).toMatchObject({
      terminated: true,
      truncated: false,
      reward: Math.fround(Math.log(0.001)),
    });
  });

  it('shows a bankrupt account as zeros, of assets that it never held too', () => {
    const close = Float64Array.of(10, 10, 25, 25);
    const data = marketOf(barsOf('A', { close }), barsOf('B', { close }));
    const ruin = makeEnvironment(marketSpecification('ruin', { data }), {
      ...bare,
      portfolios: { short: [-1, 0] },
    });
    ruin.reset();
    ruin.step(0);
    const { terminated, observation } = ruin.step(0);
    expect(terminated).toBe(true);
    expect([...(observation as Observation).account]).toEqual(Array.from({ length: 10 }, () => 0));
  });

  it('draws random starts from the seed, within the part', () => {
    const options: MarketOptions = {
      data: small,
      window: 5,
      part: 'test',
      episode: { start: 'random', bars: 10 },
    };
    const environment = makeEnvironment('market', options);
    const starts = Array.from({ length: 200 }, (_, seed) => Number(environment.reset({ seed }).info['bar']));
    const { first, last } = makeWorld(options);
    expect([Math.min(...starts), Math.max(...starts)]).toEqual([first, last - 10]);
    expect(environment.reset({ seed: 7 }).info['bar']).toBe(starts[7]);
    expect(environment.reset({ options: { bar: first + 3 } }).info['bar']).toBe(first + 3);
    expect(() => environment.reset({ options: { bar: 0 } })).toThrow('a bar from');
  });

  it('of several assets offers portfolios to a DQN', () => {
    const data = marketOf(...['A', 'B'].map((name) => barsOf(name, { close: Float64Array.of(10, 10, 10) })));
    const environment = makeEnvironment(marketSpecification('portfolios', { data }), {
      ...bare,
      costs: { perValue: 0, slippage: 0 },
    });
    expect(String(environment.actionSpace)).toBe('Discrete(4)'); // cash, A, B, equal
    environment.reset();
    expect(environment.step(3).info['shares']).toEqual([5000, 5000]);
    const named = { ...bare, portfolios: { hedge: [0.5, -0.5] } };
    expect(String(makeEnvironment(marketSpecification('hedge', { data }), named).actionSpace)).toBe(
      'Discrete(1)',
    );
  });

  it('says in its info that fills look ahead', () => {
    const environment = makeEnvironment('market', { data: small, fill: 'same-close' });
    expect(environment.reset().info).toHaveProperty('looksAhead', true);
    expect(makeEnvironment('market', { data: small }).reset().info).not.toHaveProperty('looksAhead');
  });

  it('tells the ledger to whoever asks, from which the equity is rebuilt', () => {
    const ledger: LedgerEntry[] = [];
    const data = randomMarket(5, 60, 1, { jump: 0.05, volume: 1e6 });
    const record = (entry: LedgerEntry) => ledger.push(entry);
    const environment = makeEnvironment(marketSpecification('told', { data, record }), bare);
    const infos = [environment.reset().info];
    for (let t = 0; t < 59; t++) infos.push(environment.step(t % 3).info);
    const equity = Float64Array.from(infos, (info) => Number(info['equity']));
    const history = { initialCapital: 100_000, firstBar: 0, equity, positions: equity, ledger };
    const rebuilt = rebuildEquity(data, history).equity;
    rebuilt.forEach((value, bar) => expect(Math.abs(value - equity[bar])).toBeLessThan(1e-4));
    expect(ledger.filter(({ kind }) => kind === 'fill').length).toBeGreaterThan(30);
  });

  it('takes a reward of a program', () => {
    const reward = ({ equityBefore }: { equityBefore: number }) => equityBefore;
    const environment = makeEnvironment(marketSpecification('own', { reward }), {
      data: small,
      rewardScale: 0.5,
    });
    environment.reset();
    expect(environment.step(1).reward).toBe(50_000);
  });

  it('goes on after a snapshot as if nothing had been, working orders included', () => {
    const options = { data: small, window: 5, costs: { volumeCap: 0.0001 } };
    const make = () => makeVectorEnvironment('market', { count: 4, options });
    const [first, second] = [make(), make()];
    const outs = [makeStepBuffers(first), makeStepBuffers(second)];
    const actions = makeActionBuffer(first.actionSpace, 4);
    first.reset([1, 2, 3, 4], outs[0]);
    for (let t = 0; t < 20; t++) {
      actions.forEach((_, row) => (actions[row] = (t + row) % 3));
      first.step(actions, outs[0]);
    }
    second.reset([9, 9, 9, 9], outs[1]);
    second.restore?.(first.snapshot?.() ?? new Uint8Array());
    for (let t = 0; t < 20; t++) {
      first.step(actions, outs[0]);
      second.step(actions, outs[1]);
      expect(outs[1]).toEqual(outs[0]);
    }
  });
});

describe('parts', () => {
  const at = (options: MarketOptions) => {
    const { first, last } = makeWorld({
      window: 10,
      features: ['range'],
      data: { ...small, bars: 1000 },
      ...options,
    });
    return [first, last];
  };
  it('are apart by the purge, so that no window reaches into the part before', () => {
    expect(at({})).toEqual([9, 999]);
    expect(at({ part: 'training' })).toEqual([9, 579]);
    expect(at({ part: 'validation', purge: 50 })).toEqual([600, 749]);
    expect(at({ part: 'test' })).toEqual([800, 999]);
    expect(() => at({ part: 'test', purge: 0 })).toThrow('at least window + nStep, 10');
  });

  it('may begin on a day', () => {
    const data = flatBars(...Array.from({ length: 100 }, () => 10)); // days from 1970-01-01 on
    const split = { validationFrom: '1970-02-01', testFrom: '1970-03-02' };
    const bars = (part: 'training' | 'validation' | 'test') => {
      const { first, last } = makeWorld({ ...bare, part, split, purge: 1 }, { data });
      return [first, last];
    };
    expect([bars('training'), bars('validation'), bars('test')]).toEqual([
      [0, 29],
      [31, 58],
      [60, 99],
    ]);
  });
});

describe('the scaler', () => {
  it('is fitted on the training part only, and comes out as plain data', () => {
    const prices = randomMarket(1, 300, 1, { jump: 0.05, volume: 1e6 });
    const [asset] = prices.assets;
    const later = marketOf({ ...asset, close: asset.close.map((close, t) => (t < 165 ? close : close * 3)) });
    const options: MarketOptions = { features: ['log-return', 'range'], window: 5, part: 'test' };
    const [first, second] = [prices, later].map((data) => resolveMarketOptions(options, { data }).scaler);
    expect(first).toEqual(second);
    const { table } = makeWorld({ ...options, scaler: first, part: 'all' }, { data: prices });
    const training = Array.from({ length: 164 }, (_, t) => table[2 * (t + 1)]);
    const mean = training.reduce((sum, x) => sum + x, 0) / 164;
    const squares = training.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / 164;
    expect(mean).toBeCloseTo(0, 5);
    expect(squares).toBeCloseTo(1, 1);
    const again = resolveMarketOptions({ ...options, scaler: first }, { data: prices });
    expect(again.scaler).toEqual(first);
  });
});

describe('options', () => {
  it.each<readonly [object, string]>([
    [{ windw: 3 }, 'did you mean "window"?'],
    [{ costs: { perValu: 3 } }, 'did you mean "perValue"?'],
    [{ fill: 'open' }, 'fill is "open"'],
    [{ reward: 'sharpe' }, 'reward is "sharpe"'],
    [{ positions: [0, 2] }, 'margin.initial below 1 allows more'],
    [{ positions: [0, -1], shorts: { allowed: false } }, 'shorts.allowed is false'],
    [{ positions: [1], levels: [1] }, 'absent where positions are given'],
    [{ window: 500 }, 'short enough for the part "all"'],
    [{ episode: { bars: 1000 } }, 'at most 169'],
    [{ scaler: { kind: 'standard', from: 0, to: 9, columns: {} } }, 'column is "gbm log-return"'],
    [{ margin: { initial: 0.2, maintenance: 0.3 } }, 'at most margin.initial'],
    [{ split: { validation: 0.5, test: 0.5 }, part: 'test' }, 'train'],
    [{ data: 'nowhere' }, '"nowhere"'],
    [{ features: ['rsi:x'] }, 'feature is "rsi:x"'],
  ])('%j is refused', (options, message) => {
    expect(() => makeEnvironment('market', { data: small, ...options })).toThrow(message);
  });

  it('have defaults of a cautious daily trader', () => {
    const { account, window } = marketSettings({});
    expect(account).toMatchObject({
      fill: 'next-open',
      costs: { perValue: 0.0005, slippage: 0.0005 },
      margin: { initial: 1 },
    });
    expect(window).toBe(30);
  });
});

/** Markets and settings for property tests: wild prices, splits, dividends, halts, thin volume. */
import { fc } from '../../fast-check.js';
import type { AccountOptions } from '../../../environments/market/settings.js';
import type { OrderRequest } from '../../../environments/market/run-account.js';
import type { Bars, MarketData } from '../../../src/data/market-data.js';
import { Pcg64 } from '../../../src/random/pcg64.js';

/** Bars of one asset from columns, with nothing special on any bar. */
export function barsOf(name: string, columns: Partial<Bars> & Pick<Bars, 'close'>): Bars {
  const { close } = columns;
  const filled = (value: number) => new Float64Array(close.length).fill(value);
  return {
    name,
    open: close,
    high: Float64Array.from(close, (price, t) => Math.max(price, columns.open?.[t] ?? price)),
    low: Float64Array.from(close, (price, t) => Math.min(price, columns.open?.[t] ?? price)),
    volume: filled(1e6),
    dividends: filled(0),
    splits: filled(1),
    features: {},
    tradable: new Uint8Array(close.length).fill(1),
    ...columns,
  };
}

const day = 86_400_000;

export function marketOf(...assets: readonly Bars[]): MarketData {
  const times = Float64Array.from(assets[0].close, (_, t) => t * day);
  return { times, assets, barsPerYear: 252 };
}

/** A market of one asset that opens and closes at these prices. */
export const flatBars = (...prices: readonly number[]): MarketData =>
  marketOf(barsOf('A', { close: Float64Array.from(prices) }));

export interface Wildness {
  /** Largest change of a price from one moment to the next, as a factor's logarithm. */
  readonly jump: number;
  readonly volume: number;
}

/** A market, and an account that trades in it, out of a few numbers. */
export interface RandomSetup {
  readonly seed: number;
  readonly bars: number;
  readonly assets: number;
  readonly jump: number;
  readonly volume: number;
  readonly options: AccountOptions;
}

export function randomMarket(
  seed: number,
  bars: number,
  assets: number,
  { jump, volume }: Wildness,
): MarketData {
  const random = new Pcg64(seed);
  const step = () => 1 + jump * (2 * random.random() - 1);
  const make = (index: number): Bars => {
    const columns = Array.from({ length: 7 }, () => new Float64Array(bars));
    const [open, high, low, close, volumes, dividends, splits] = columns;
    const tradable = new Uint8Array(bars);
    let price = 20 + 100 * random.random();
    for (let t = 0; t < bars; t++) {
      splits[t] = random.random() < 0.05 ? [0.1, 0.5, 2, 1.5][random.integers(0, 4)] : 1;
      dividends[t] = random.random() < 0.05 ? price * 0.02 * random.random() : 0;
      price /= splits[t];
      open[t] = price * step();
      close[t] = open[t] * step();
      high[t] = Math.max(open[t], close[t]) * (1 + jump * random.random() * 0.5);
      low[t] = Math.min(open[t], close[t]) * (1 - jump * random.random() * 0.5);
      volumes[t] = random.random() < 0.05 ? 0 : volume * random.random();
      tradable[t] = random.random() < 0.1 ? 0 : 1;
      price = close[t];
    }
    return {
      name: `asset ${index}`,
      open,
      high,
      low,
      close,
      volume: volumes,
      dividends,
      splits,
      tradable,
      features: {},
    };
  };
  return marketOf(...Array.from({ length: assets }, (_, index) => make(index)));
}

const share = (most: number) => fc.double({ min: 0, max: most, noNaN: true });
const sometimes = <Value>(value: fc.Arbitrary<Value>, otherwise: Value) =>
  fc.oneof(fc.constant(otherwise), value);

export const accountOptions: fc.Arbitrary<AccountOptions> = fc.record({
  initialCapital: fc.constantFrom(1000, 100_000, 1e7),
  fill: fc.constantFrom('next-open' as const, 'next-close' as const, 'same-close' as const),
  shares: fc.constantFrom('fractional' as const, 'integer' as const),
  costs: fc.record(
    {
      perShare: sometimes(share(0.1), 0),
      perValue: sometimes(share(0.02), 0),
      fixed: sometimes(share(10), 0),
      minimum: sometimes(share(5), 0),
      tiers: fc.constantFrom(
        [],
        [
          { from: 0, perValue: 0.002 },
          { from: 5000, perValue: 0.001 },
        ],
      ),
      spread: sometimes(share(0.02), 0),
      slippage: sometimes(share(0.02), 0),
      volumeShare: sometimes(share(0.2), 0),
      impact: sometimes(share(1), 0),
      volumeCap: fc.double({ min: 0.001, max: 1, noNaN: true }),
    },
    {
      requiredKeys: [
        'perShare',
        'perValue',
        'fixed',
        'minimum',
        'tiers',
        'spread',
        'slippage',
        'volumeShare',
      ],
    },
  ),
  shorts: fc.record({ borrowRate: share(1) }),
  interest: fc.record({ cash: share(0.1), borrowed: share(0.2) }),
  margin: fc.constantFrom({}, { initial: 0.5, maintenance: 0.25 }, { initial: 0.2, maintenance: 0.15 }),
  brackets: fc.record(
    {
      stopLoss: fc.double({ min: 0.005, max: 0.3, noNaN: true }),
      takeProfit: fc.double({ min: 0.005, max: 0.5, noNaN: true }),
    },
    { requiredKeys: [] },
  ),
  rebalance: fc.constantFrom('on-change' as const, 0, 0.1),
});

/** A strategy that decides by a generator: weights, orders of all kinds, cancellations, nothing. */
export function randomStrategy(seed: number, assets: number, most: number) {
  const random = new Pcg64(seed);
  return (view: { value(column: string, back: number, asset: number): number; equity: number }) => {
    const dice = random.random();
    if (dice < 0.3) return undefined;
    const weights = Array.from({ length: assets }, () => (random.integers(-2, 3) * most) / (2 * assets));
    if (dice < 0.6) return weights;
    const asset = random.integers(0, assets);
    const close = view.value('close', 0, asset);
    const quantity = Math.trunc((view.equity / close) * (2 * random.random() - 1));
    const type = (['market', 'limit', 'stop'] as const)[random.integers(0, 3)];
    const order: OrderRequest = {
      asset,
      type,
      quantity,
      ...(type !== 'market' && { price: close * (0.95 + 0.1 * random.random()) }),
    };
    return { orders: quantity === 0 ? [] : [order], cancel: dice > 0.9 };
  };
}

import { Pcg64 } from '../../src/random/pcg64.js';
import { check } from '../../src/errors.js';
import { TERMINATED, TRUNCATED, type Rows } from '../batch.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../snapshot.js';
import { writeAccount } from './account-features.js';
import { Accounts, BANKRUPT } from './accounts.js';
import type { LedgerEntry } from './ledger.js';
import { makeReward } from './rewards.js';
import { advance, decideTarget } from './trading-day.js';
import type { World } from './world.js';

const component = 'market';

/** The worlds of a market, one a row, and what people may ask of a row. */
export interface MarketRows extends Rows {
  step(row: number, actions: ArrayLike<number>, rewards: Float32Array): number;
  save(): Uint8Array;
  load(saved: Uint8Array): void;
  readonly accounts: Accounts;
  /** The bar that each row's last observation ended at. [B] */
  readonly bars: Int32Array;
  /** Starts an episode at the close of this bar. */
  startAt(row: number, seed: number | undefined, bar: number): void;
}

export function marketRows(world: World, count: number, record?: (entry: LedgerEntry) => void): MarketRows {
  const { settings, prices, first, last } = world;
  const accounts = new Accounts(prices, settings.account, count, record);
  const reward = makeReward(world.reward, accounts);
  const actions = world.makeActions();
  const bars = new Int32Array(count); // [B]
  const ends = new Int32Array(count); // [B] the bar at which the episode ends
  const generators = Array.from({ length: count }, (_, row) => new Pcg64(row));
  const steps = settings.episode.bars ?? last - first;
  const latest = settings.episode.bars === undefined ? last - 1 : last - settings.episode.bars;
  const isRandom = settings.episode.start === 'random' && latest > first;
  const begin = (row: number, bar: number): void => {
    bars[row] = bar;
    ends[row] = Math.min(last, bar + steps);
    accounts.open(row, bar);
    reward.start(row);
  };
  return {
    count,
    observationSpace: world.observationSpace,
    actionSpace: actions.space,
    accounts,
    bars,
    start(row, seed) {
      if (seed !== undefined) generators[row] = new Pcg64(seed);
      begin(row, isRandom ? generators[row].integers(first, latest + 1) : first);
    },
    startAt(row, seed, bar) {
      check(Number.isInteger(bar) && bar >= first && bar < last, {
        component,
        parameter: 'bar',
        value: bar,
        requirement: `a bar from ${first} to ${last - 1}`,
      });
      if (seed !== undefined) generators[row] = new Pcg64(seed);
      begin(row, bar);
    },
    step(row, buffer, rewards) {
      actions.read(buffer, row);
      const bar = bars[row] + 1;
      const before = accounts.equity[row];
      decideTarget(accounts, row, bar - 1, actions.weights, actions.offset);
      reward.decided?.(row);
      advance(accounts, row, bar);
      bars[row] = bar;
      rewards[row] = settings.rewardScale * reward.of(row, bar, before);
      return (accounts.state[row] === BANKRUPT ? TERMINATED : 0) | (bar === ends[row] ? TRUNCATED : 0);
    },
    observe: observer(world, accounts, bars),
    ...snapshotsOf(accounts, [bars, ends, ...reward.memory], generators),
  };
}

function snapshotsOf(
  accounts: Accounts,
  numbers: readonly (Int32Array | Float64Array)[],
  generators: readonly Pcg64[],
): Pick<MarketRows, 'save' | 'load'> {
  return {
    save: () =>
      packSnapshot(component, [
        accounts.save(),
        ...numbers.map(bytesOf),
        ...generators.map((generator) => generator.saveState()),
      ]),
    load(saved) {
      const [bytes, ...parts] = unpackSnapshot(component, saved, 1 + numbers.length + generators.length);
      numbers.forEach((array, index) => restoreNumbers(component, array, parts[index]));
      generators.forEach((generator, row) => generator.restoreState(parts[numbers.length + row]));
      accounts.load(bytes);
    },
  };
}

/** Up to so many bars every window's view is kept; a copy by views is five times as fast as a loop. */
const mostViews = 100_000;

function observer(
  { settings, table, width, prices }: World,
  accounts: Accounts,
  bars: Int32Array,
): Rows['observe'] {
  const size = settings.window * width;
  const views: (Float32Array | undefined)[] = new Array(prices.bars).fill(undefined); // [T] windows that were asked for
  const keepsViews = prices.bars <= mostViews;
  return (row, { window, account }) => {
    const bar = bars[row];
    const end = (bar + 1) * width;
    if (keepsViews) {
      window.set((views[bar] ??= table.subarray(end - size, end)), row * size);
    } else {
      for (let index = 0; index < size; index++) window[row * size + index] = table[end - size + index];
    }
    writeAccount(accounts, row, bar, account);
  };
}

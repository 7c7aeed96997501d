import { featureTable } from '../../environments/market/features.js';
import type { KnownPrices, LearnedFrom } from '../../environments/market/learned-from.js';
import { marketSpecification } from '../../environments/market/market.js';
import { marketSettings, type MarketOptions } from '../../environments/market/options.js';
import { makeWorld } from '../../environments/market/world.js';
import { makeEnvironment } from '../../environments/registry.js';
import type { MarketData } from '../../src/data/market-data.js';
import { check } from '../../src/errors.js';
import type { Policy } from '../policy.js';
import type { Recipe } from '../recipe.js';
import { wrapEnvironment } from '../wrappers.js';
import { wholeData } from './agent-trader.js';
import { withQuietBar } from './quiet-bar.js';

export interface NextDecision {
  readonly policy: Pick<Policy, 'act' | 'qValues'>;
  /** Of the run, the scaler fitted. */
  readonly options: MarketOptions;
  readonly wrappers: Recipe['wrappers'];
  /** Up to the bar at whose close is decided. */
  readonly data: MarketData;
  /** What the agent was trained on. */
  readonly learned: LearnedFrom;
  /** Cash and positions together. Default: that of the run. */
  readonly capital?: number;
  /** Shares held now, one number an asset. Default: none. */
  readonly position?: readonly number[];
  /** Now, in milliseconds since 1970. */
  readonly now: number;
}

export interface TargetPosition {
  readonly asset: string;
  /** Value as a fraction of capital. */
  readonly weight: number;
  readonly price: number;
  readonly shares: number;
  readonly held: number;
  /** What to buy, or to sell where it is negative. */
  readonly order: number;
}

/** What an agent would do at the next opportunity. */
export interface MarketDecision {
  /** Of the last bar, whose close it has seen. */
  readonly time: number;
  readonly ageInDays: number;
  readonly action: number;
  readonly name: string;
  /** Of every action: the expected sum of discounted rewards. */
  readonly values: readonly { readonly name: string; readonly value: number }[];
  readonly targets: readonly TargetPosition[];
  readonly capital: number;
  readonly fill: string;
  readonly warnings: readonly string[];
}

const day = 86_400_000;

/**
 * The decision at the close of the last bar. The agent sees an account too: that of its own decisions since the first bar of these data at
 * which it can decide.
 */
export function decideNext(request: NextDecision): MarketDecision {
  const { policy, data, now, position = [] } = request;
  check(position.length === 0 || position.length === data.assets.length, {
    component: 'decide',
    parameter: 'position',
    value: position,
    requirement: `a number of shares for each asset: ${data.assets.map(({ name }) => name).join(', ')}`,
  });
  const options = wholeData(request.options);
  const last = data.times.length - 1;
  const longer = withQuietBar(data);
  const { settings, makeActions } = makeWorld(options, { data: longer });
  const { account } = settings;
  const { observation, before } = lastObservation(request, options, longer, last);
  const action = policy.act(observation);
  const rule = makeActions();
  rule.read([action], 0);
  const { capital = account.initialCapital } = request;
  return {
    time: data.times[last],
    ageInDays: (now - data.times[last]) / day,
    action,
    name: rule.names[action],
    values: Array.from(policy.qValues(observation), (value, index) => ({ name: rule.names[index], value })),
    targets: data.assets.map(({ name, close }, asset) => {
      const weight = rule.weights[rule.offset + asset];
      const exact = (weight * capital) / close[last];
      const shares = account.shares === 'integer' ? Math.trunc(exact) : exact;
      const held = position[asset] ?? 0;
      return { asset: name, weight, price: close[last], shares, held, order: shares - held };
    }),
    capital,
    fill: account.fill,
    warnings: [
      ...(before === action && account.rebalance === 'on-change'
        ? [
            'the target is that of the bar before, where a backtest leaves the position as it is (rebalance: on-change)',
          ]
        : []),
      ...warningsOf(request, last),
    ],
  };
}

/** What the agent sees at the last bar, and what it decided at the one before; nothing where that was none. */
function lastObservation(
  { policy, wrappers }: NextDecision,
  options: MarketOptions,
  data: MarketData,
  last: number,
): { readonly observation: unknown; readonly before?: number } {
  const world = makeEnvironment(
    wrapEnvironment(marketSpecification('market', { data }), wrappers, 'evaluation'),
    options,
  );
  let { observation, info } = world.reset({ seed: 0 });
  let before: number | undefined;
  while ((info['bar'] as number) < last) {
    before = policy.act(observation);
    const result = world.step(before);
    // A bankrupt account decides nothing any more; a fresh one does.
    if (result.terminated)
      return { observation: world.reset({ seed: 0, options: { bar: last } }).observation };
    ({ observation, info } = result);
  }
  world.close?.();
  return { observation, ...(before !== undefined && { before }) };
}

function warningsOf({ options, data, learned, now }: NextDecision, last: number): readonly string[] {
  const { times, assets } = data;
  const usualGap = times.length > 1 ? medianGap(times) : day;
  // A long weekend passes; bars shorter than a day are stale after three of them.
  const mostAge = usualGap >= day ? Math.max(4 * day, 2 * usualGap) : 3 * usualGap + 3 * day;
  const age = now - times[last];
  const isStale = age > mostAge;
  const holes = Array.from({ length: Math.min(30, last) }, (_, index) => last - index).filter(
    (bar) => times[bar] - times[bar - 1] > Math.max(4.5 * day, 5 * usualGap),
  );
  const halted = assets.filter(({ tradable }) => tradable[last] === 0).map(({ name }) => name);
  return [
    ...(isStale ? [`the data are stale: the last bar is ${(age / day).toFixed(1)} days old`] : []),
    ...(age < 0 ? ['the last bar is in the future'] : []),
    ...holes.map((bar) => `bars are missing before ${new Date(times[bar]).toISOString().slice(0, 10)}`),
    ...halted.map((name) => `${name} has no bar or cannot be traded at the end`),
    ...otherPrices(data, learned.data),
    ...outsideTraining(options, data, learned, last),
  ];
}

/** Where both have a bar they should have the same close: else it is another asset, or history that was adjusted anew. */
function otherPrices(data: MarketData, trainedOn: KnownPrices): readonly string[] {
  const barOf = new Map(Array.from(trainedOn.times, (time, bar) => [time, bar]));
  return data.assets.flatMap(({ name, close }, asset) => {
    const known = trainedOn.assets.at(asset)?.close ?? close;
    const common = Array.from(data.times).flatMap((time, bar) => {
      const trained = barOf.get(time);
      return trained === undefined ? [] : [Math.abs(close[bar] / known[trained] - 1)];
    });
    const others = common.filter((difference) => difference > 1e-4).length;
    return others === 0
      ? []
      : [
          `${name} has other prices than in training on ${others} of ${common.length} common bars: another asset, other adjustments, or corrections`,
        ];
  });
}

/** Features of the last bar that are beyond all that the training part had. */
function outsideTraining(
  options: MarketOptions,
  data: MarketData,
  { ranges }: LearnedFrom,
  last: number,
): readonly string[] {
  const { columns, values } = featureTable(data, marketSettings(wholeData(options)).features);
  if (columns.length !== ranges.length) return ['the data have other assets than those of the training'];
  return ranges.flatMap(({ feature, low, high }, place) => {
    const value = values[last * columns.length + place];
    return value < low || value > high
      ? [
          `${feature} is ${value.toPrecision(3)}, outside of all that training had: ${low.toPrecision(3)} to ${high.toPrecision(3)}`,
        ]
      : [];
  });
}

function medianGap(times: Float64Array): number {
  const gaps = times.slice(1).map((time, index) => time - times[index]);
  return gaps.sort()[Math.floor(gaps.length / 2)];
}

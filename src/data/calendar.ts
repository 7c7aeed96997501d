import { check } from '../errors.js';
import type { Asset } from './check-bars.js';
import type { Defect } from './defects.js';
import { inferBarsPerYear } from './frequency.js';
import type { Bars, MarketData } from './market-data.js';
import { mergeEvents } from './merge-events.js';
import {
  type MarketDataOptions,
  type MarketDataSettings,
  marketDataSettings,
} from './market-data-options.js';
import { timeZone } from './time-zone.js';

const component = 'market data';

/**
 * Puts assets on one calendar. `union` (the default): every time at which any of them has a bar, from the first time on at which all
 * have had one; an asset without a bar there keeps its last close and cannot be traded. `intersection`: the times that all have; splits and
 * dividends of bars that are left out go to the next one.
 *
 * The union is the default because it loses no bar: with the intersection one asset's holidays would hide the others' returns.
 *
 * @throws LeptonError `invalid-value` for no asset, two of one name, bars of different lengths, no common time
 */
export function joinCalendars(assets: readonly Asset[], options: MarketDataOptions = {}): MarketData {
  const settings = marketDataSettings(options);
  requireJoinable(assets);
  const own = assets.map(({ times }) => new Set(times));
  const every = [...new Set(assets.flatMap(({ times }) => [...times]))].sort((a, b) => a - b);
  const common = every.filter((time) => own.every((times) => times.has(time)));
  check(common.length > 0, {
    component,
    parameter: 'files',
    value: assets.map((asset) => `${asset.bars.name} ${periodOf(asset)}`).join(', '),
    requirement: 'files that have a time in common',
  });
  const begin = Math.max(...assets.map(({ times }) => times[0]));
  const chosen = settings.calendar === 'union' ? every.filter((time) => time >= begin) : common;
  const times = Float64Array.from(chosen); // [T]
  return {
    times,
    assets: assets.map((asset) => onCalendar(asset, times)),
    barsPerYear: settings.barsPerYear ?? jointBarsPerYear(assets, times, settings),
  };
}

/** Of the bars that there are together: two exchanges have more of them than each, and what they have in common is less. */
function jointBarsPerYear(
  [first, ...others]: readonly Asset[],
  times: Float64Array,
  { timeZone: zoneName }: MarketDataSettings,
): number {
  if (others.length === 0 || times.length < 2) return first.barsPerYear;
  const zone = timeZone(zoneName);
  return inferBarsPerYear(
    first.frequency.name === 'intraday' ? times.map((time) => zone.wallOf(time)) : times,
  );
}

/** Less than this is a matter of holidays. */
const fewBars = 5;

/**
 * What one calendar does to assets of different histories, and a backtest should be read with: an asset that begins late, and one that
 * ends early, whose last price nobody could have sold at later on.
 */
export function calendarNotes(assets: readonly Asset[], options: MarketDataOptions = {}): readonly Defect[] {
  const { calendar } = marketDataSettings(options);
  if (assets.length < 2) return [];
  const begin = Math.max(...assets.map(({ times }) => times[0]));
  const ends = assets.map(({ times }) => times[times.length - 1]);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const barsWhere = (holds: (time: number) => boolean): number =>
    Math.max(...assets.map(({ times }) => times.filter(holds).length));
  const note = ({ bars }: Asset, kind: string, found: string, rule: string): Defect => ({
    ...{ kind, severity: 'noted', file: bars.name, rows: [], found, rule },
  });
  return assets.flatMap((asset, index) => {
    const before = asset.times[0] === begin ? barsWhere((time) => time < begin) : 0;
    const after = barsWhere((time) => time > ends[index]);
    const [from, to] = [isoDay(begin), isoDay(ends[index])];
    const isUnion = calendar === 'union';
    return [
      ...(before <= fewBars
        ? []
        : [
            note(
              asset,
              'late-beginning',
              `no bars before ${from}`,
              `${before} earlier bars of others are left out`,
            ),
          ]),
      ...(after <= fewBars || (!isUnion && ends[index] !== first)
        ? []
        : [
            note(
              asset,
              'early-end',
              `no bars after ${to}`,
              isUnion
                ? `kept at its last close for the ${after} bars until ${isoDay(last)}: if it was delisted, what its holders lost is missing`
                : `${after} later bars of others are left out`,
            ),
          ]),
    ];
  });
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

function requireJoinable(assets: readonly Asset[]): void {
  check(assets.length > 0, { component, parameter: 'files', value: 0, requirement: 'at least one file' });
  const names = assets.map(({ bars }) => bars.name);
  check(new Set(names).size === names.length, {
    component,
    parameter: 'files',
    value: names,
    requirement: 'files of different names: each one is an asset',
  });
  const lengths = [...new Set(assets.map(({ frequency }) => frequency.name))];
  const spacings = assets.filter(({ frequency }) => frequency.name === 'intraday');
  const isSame =
    lengths.length === 1 && new Set(spacings.map(({ frequency }) => frequency.spacing)).size <= 1;
  check(isSame, {
    component,
    parameter: 'bars',
    value: assets.map(({ bars, frequency }) => `${bars.name} ${frequency.name}`).join(', '),
    requirement: 'bars of one length: resample the shorter ones first',
  });
}

const periodOf = ({ times }: Asset): string => [times[0], times[times.length - 1]].map(isoDay).join(' to ');

/** The bars of one asset at the times of a calendar, each the last one that is complete by then. */
function onCalendar({ bars, times: own }: Asset, times: Float64Array): Bars {
  const count = times.length;
  const make = () => new Float64Array(count); // [T]
  const joined = {
    name: bars.name,
    open: make(),
    high: make(),
    low: make(),
    close: make(),
    volume: make(),
    dividends: make(),
    splits: make().fill(1),
    features: Object.fromEntries(Object.keys(bars.features).map((name) => [name, make()])),
    tradable: new Uint8Array(count), // [T]
  };
  let next = 0;
  for (let t = 0; t < count; t++) {
    const passed = next;
    while (next < own.length && own[next] <= times[t]) next++;
    const row = next - 1;
    // What happened before the calendar begins happened to nobody.
    const from = t === 0 ? row : passed;
    const { split, dividend } = mergeEvents(bars, from, next);
    joined.splits[t] = split;
    joined.dividends[t] = dividend;
    copyBar(bars, row, own[row] === times[t], joined, t);
  }
  return joined;
}

function copyBar(from: Bars, row: number, isHere: boolean, to: Bars, t: number): void {
  to.close[t] = from.close[row];
  to.open[t] = isHere ? from.open[row] : from.close[row];
  to.high[t] = isHere ? from.high[row] : from.close[row];
  to.low[t] = isHere ? from.low[row] : from.close[row];
  to.volume[t] = isHere ? from.volume[row] : 0;
  to.tradable[t] = isHere ? from.tradable[row] : 0;
  for (const [name, column] of Object.entries(from.features)) to.features[name][t] = column[row];
}

import { featureTable } from '../../../environments/market/features.js';
import { marketSettings } from '../../../environments/market/options.js';
import { spanOf, usualPurge } from '../../../environments/market/parts.js';
import { fitTable } from '../../../environments/market/scaling.js';
import type { MarketData } from '../../../src/data/market-data.js';
import { barsBetween } from '../bars-between.js';
import { type LeakFinding, passed, skipped } from './finding.js';
import type { LeakWorld } from './subject.js';
import { withUsablePurge } from './usable-purge.js';
import { scalerOf } from './what-is-seen.js';

const check = 'scaler-on-training';
/** Of a column's scale: what rounding may leave. */
const tolerance = 1e-9;

/** The scaler was fitted on bars of the training part alone, and its numbers are those that these bars give. */
export function scalerOnTraining(all: MarketData, world: LeakWorld | undefined): LeakFinding {
  if (world === undefined) return skipped(check, 'a strategy has no scaler');
  const { fittedFrom = 0 } = world;
  if (fittedFrom === 'elsewhere') {
    return skipped(
      check,
      'it was fitted on the training part of the agent, whose bars are not in these data',
    );
  }
  const data = barsBetween(all, fittedFrom, all.times.length);
  const scaler = scalerOf(data, world);
  if (scaler === undefined) return skipped(check, 'there is no scaler');
  const settings = marketSettings({ ...withUsablePurge(world.options), part: 'all' });
  const { window, purge = usualPurge(window) } = settings;
  const training = spanOf(data.times, 'training', settings.split, purge, window);
  if (scaler.to > training.to) {
    return leak(
      `the scaler was fitted on bars ${scaler.from} to ${scaler.to - 1}, but the training ends at bar ${training.to - 1}`,
    );
  }
  const again = fitTable(featureTable(data, world.features ?? settings.features), scaler.kind, scaler);
  const other = Object.entries(again.columns).find(([name, { center, scale }]) => {
    const given = scaler.columns[name];
    return !(
      Math.abs(given.center - center) <= tolerance * scale &&
      Math.abs(given.scale - scale) <= tolerance * scale
    );
  });
  if (other !== undefined) {
    const [name, { center }] = other;
    return leak(
      `the scaler says that ${name} has the center ${scaler.columns[name].center}, but bars ${scaler.from} to ${scaler.to - 1} give ${center}`,
    );
  }
  return passed(
    check,
    `fitted on bars ${scaler.from} to ${scaler.to - 1}, within the training part, which ends at bar ${training.to - 1}`,
  );
}

const leak = (message: string): LeakFinding => ({
  check,
  severity: 'leak',
  message,
  remedy: 'scaler: standard, which is fitted on the training part alone',
});

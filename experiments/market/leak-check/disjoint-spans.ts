import { usualPurge } from '../../../environments/market/parts.js';
import type { MarketData } from '../../../src/data/market-data.js';
import { provesDisjoint } from '../../../src/data/spans.js';
import { splitInTime } from '../../../src/data/split-in-time.js';
import type { Split } from '../../../environments/market/parts.js';
import { type LeakFinding, passed, skipped } from './finding.js';
import type { LeakWorld } from './subject.js';

const check = 'disjoint-spans';

/** No bar that training touches, windows and returns included, is touched by validation or test. */
export function disjointSpans(data: MarketData, world: LeakWorld | undefined): LeakFinding {
  if (world === undefined) return skipped(check, 'a strategy without a training has no parts');
  const { options, nStep = 1 } = world;
  const { window = 30 } = options;
  const { purge = usualPurge(window) } = options;
  const split = { validation: 0.2, test: 0.2, ...options.split } as Split;
  const { validation, test } = splitInTime(data.times, { ...split, purge: 0 });
  const spans = [
    { from: 0, to: Math.max(0, validation.from - purge) },
    { from: validation.from, to: Math.max(validation.from, test.from - purge) },
    test,
  ];
  const reach = { window, nStep };
  const [before, between] = [
    provesDisjoint([spans[0]], [spans[1], spans[2]], reach),
    provesDisjoint([spans[1]], [spans[2]], reach),
  ];
  if (before.areDisjoint && between.areDisjoint) {
    const nearest = Math.min(before.nearest, between.nearest);
    return passed(
      check,
      `training, validation and test are ${nearest} bars apart, windows of ${window} and ${nStep} steps of return included`,
    );
  }
  return {
    check,
    severity: 'leak',
    message: `with a purge of ${purge} the parts share bars: windows of ${window} and returns of ${nStep} steps reach across the cut`,
    remedy: `purge: ${window + nStep} or more`,
  };
}

import { Pcg64 } from '../../src/random/pcg64.js';
import { TERMINATED, type Rows } from '../batch.js';
import { packSnapshot, unpackSnapshot } from '../snapshot.js';
import { Box } from '../spaces/box.js';
import { Dict } from '../spaces/dict.js';
import { Discrete } from '../spaces/discrete.js';
import { candidateFeatureCount } from './decisions/candidate-features.js';
import { actionCountOf } from './decisions/rule-choices.js';
import { shopFeatureCount } from './decisions/shop-features.js';
import { LineEpisode } from './line-episode.js';
import { lineProblems, mostCandidates } from './line-problems.js';
import type { LineSettings } from './line-options.js';

const component = 'production-line';

/** Production lines, one a row, and the episodes behind them. */
export interface LineRows extends Rows {
  step(row: number, actions: ArrayLike<number>, rewards: Float32Array | Float64Array): number;
  mask(row: number, into: Uint8Array): void;
  save(): Uint8Array;
  load(saved: Uint8Array): void;
  readonly episodes: readonly LineEpisode[];
}

/**
 * Observations are { shop: [G], choices: [A, F] } with rules as actions, and { shop: [G], candidates: [K, F] } with candidates. Each row has
 * a generator of its own, which draws its problems and seeds its shops.
 */
export function lineRows(settings: LineSettings, count: number): LineRows {
  const episodes = Array.from({ length: count }, () => new LineEpisode(settings, lineProblems(settings)));
  const generators = Array.from({ length: count }, (_, row) => new Pcg64(row));
  const byRules = settings.actions === 'rules';
  const actions = byRules ? ruleActions(settings) : (settings.candidates ?? mostCandidates(settings));
  const key = byRules ? 'choices' : 'candidates';
  const unbounded = (shape: readonly number[]) => new Box({ low: -Infinity, high: Infinity, shape });
  return {
    count,
    episodes,
    observationSpace: new Dict({
      shop: unbounded([shopFeatureCount]),
      [key]: unbounded([actions, candidateFeatureCount]),
    }),
    actionSpace: new Discrete(actions),
    start(row, seed) {
      if (seed !== undefined) generators[row] = new Pcg64(seed);
      episodes[row].start(generators[row]);
    },
    step(row, chosen, rewards) {
      rewards[row] = episodes[row].step(chosen[row]);
      return episodes[row].isDone ? TERMINATED : 0;
    },
    observe(row, into) {
      const episode = episodes[row];
      episode.writeShop(into['shop'] as Float32Array, row * shopFeatureCount);
      const rows = into[key] as Float32Array;
      const at = row * actions * candidateFeatureCount;
      if (byRules) episode.writeChoices(rows, at);
      else episode.writeCandidates(rows, at, actions);
    },
    mask(row, into) {
      into.fill(0, row * actions, (row + 1) * actions);
      episodes[row].writeMask(into, row * actions);
    },
    save: () =>
      packSnapshot(component, [
        ...generators.map((each) => each.saveState()),
        ...episodes.map((each) => each.save()),
      ]),
    load(saved) {
      const parts = unpackSnapshot(component, saved, 2 * count);
      episodes.forEach((each, row) => {
        each.load(parts[count + row], generators[row]);
        generators[row].restoreState(parts[row]);
      });
    },
  };
}

function ruleActions({ rules, maintenance, scheme }: LineSettings): number {
  return actionCountOf(rules.length, maintenance === 'action', typeof scheme !== 'string');
}

/** Shops: what a decision costs with the rows of its candidates written, and a whole schedule. */
import { candidateFeatureCount } from '../environments/production-line/decisions/candidate-features.js';
import { shopFeatureCount } from '../environments/production-line/decisions/shop-features.js';
import { LineEpisode } from '../environments/production-line/line-episode.js';
import { lineSettings } from '../environments/production-line/line-options.js';
import { lineProblems } from '../environments/production-line/line-problems.js';
import { chooseByRule } from '../environments/production-line/rules/choose.js';
import { ruleNamed } from '../environments/production-line/rules/registry.js';
import { Pcg64 } from '../src/random/pcg64.js';
import { measure, type Measurement } from './measure.js';

/**
 * Decisions a second on a built-in job shop, by FDD/MWKR, with the features of the shop and the row of each candidate written and the reward
 * computed; episodes begin anew. Only decisions between two or more candidates count.
 */
export function benchmarkShop(problem: string): Measurement {
  const settings = lineSettings({ problem, actions: 'candidates' });
  const episode = new LineEpisode(settings, lineProblems(settings));
  const generator = new Pcg64(1);
  const rule = ruleNamed('FDD/MWKR');
  episode.start(generator);
  const rows = episode.shop.plant.jobCount;
  const shop = new Float32Array(shopFeatureCount); // [G]
  const candidates = new Float32Array(rows * candidateFeatureCount); // [K, F]
  const decide = (): void => {
    if (episode.isDone) episode.start(generator);
    episode.writeShop(shop, 0);
    episode.writeCandidates(candidates, 0, rows);
    episode.step(chooseByRule(episode.shop, rule));
  };
  return measure(decide, {
    name: `${problem}, rule and candidate rows`,
    unit: 'decisions/s',
    convert: (seconds) => 1 / seconds,
  });
}

/**
 * A flexible shop with arrivals and breakdowns in four regimes: every rule and a trained agent on the same hundred shops each, by total
 * tardiness.
 *
 *     node dist/experiments/studies/line-dynamic.node.js RUN [--shops 100] [--out FILE]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lineSettings } from '../../environments/production-line/line-options.js';
import { lineProblems } from '../../environments/production-line/line-problems.js';
import { runRule } from '../../environments/production-line/rules/choose.js';
import { ruleNamed, rules } from '../../environments/production-line/rules/registry.js';
import { scheduleOf } from '../../environments/production-line/simulator/schedule-of.js';
import { objectivesOf } from '../../environments/production-line/verifier/objectives.js';
import { verifySchedule } from '../../environments/production-line/verifier/verify.js';
import { Pcg64 } from '../../src/random/pcg64.js';
import { Streams } from '../../src/random/streams.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { bootstrapInterval } from '../../src/statistics/bootstrap.js';
import { mean } from '../../src/statistics/summary.js';
import { readConfiguration } from '../configuration.js';
import { loadPolicy } from '../policy.js';
import { scheduleByPolicy } from '../production-line/run-agent.js';
import { provenance } from './provenance.node.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { shops: { type: 'string', default: '100' }, out: { type: 'string' } },
});
const [folder = ''] = positionals;
const shops = Number(values.shops);
const storage = new FileStorage(folder);
const { recipe } = readConfiguration(storage);
const policy = loadPolicy(storage);
const agent = { policy, environmentOptions: recipe.environmentOptions, name: 'DQN' };
const agentName = 'DQN';
const names = [...rules.keys()];

const regimes = [0.8, 0.95].flatMap((utilization) => [2, 4].map((tightness) => ({ utilization, tightness })));
const results = regimes.map(({ utilization, tightness }) => {
  const plants = plantsOf(utilization, tightness);
  const tardiness = new Map(names.map((name) => [name, [] as number[]]));
  tardiness.set(agentName, []);
  for (const [index, plant] of plants.entries()) {
    const { problem } = plant;
    for (const name of names) {
      const schedule = scheduleOf(runRule(plant, ruleNamed(name), { seed: index }), name);
      tardiness.get(name)?.push(objectivesOf(problem, schedule).totalTardiness);
    }
    const { schedule } = scheduleByPolicy(problem, agent, index);
    const findings = verifySchedule(problem, schedule);
    if (findings.length > 0) throw new Error(findings[0].message);
    tardiness.get(agentName)?.push(objectivesOf(problem, schedule).totalTardiness);
  }
  process.stderr.write(`utilization ${utilization}, tightness ${tightness} done\n`);
  return { utilization, tightness, ...summaryOf(tardiness) };
});
policy.dispose();

const { weightsHash } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as {
  readonly weightsHash: string;
};
const record = { ...provenance('line-dynamic', process.argv.slice(2)), shops, weightsHash, results };
const text = `${JSON.stringify(record, undefined, 2)}\n`;
if (values.out === undefined) process.stdout.write(text);
else writeFileSync(values.out, text);

function plantsOf(utilization: number, tightness: number) {
  const { dynamicShop } = (recipe.environmentOptions as { readonly random: { readonly dynamicShop: object } })
    .random;
  const settings = lineSettings({
    ...recipe.environmentOptions,
    random: { dynamicShop: { ...dynamicShop, utilization, tightness } },
    instances: shops,
    instanceSeed: 90_001,
  });
  const problems = lineProblems(settings);
  const generator = new Pcg64(0);
  return Array.from({ length: shops }, (_, index) => problems.next(index, generator));
}

/** Means, shares of shops on which each was the best of all, and the agent's difference from the rule that is best on average. */
function summaryOf(tardiness: ReadonlyMap<string, readonly number[]>) {
  const all = [...tardiness.values()];
  const leasts = all[0].map((_, shop) => Math.min(...all.map((row) => row[shop])));
  const rows = [...tardiness].map(([name, row]) => ({
    name,
    mean: mean(row),
    winShare: row.filter((value, shop) => value === leasts[shop]).length / row.length,
  }));
  rows.sort((a, b) => a.mean - b.mean);
  const bestRule = rows.find(({ name }) => name !== agentName)?.name ?? '';
  const own = tardiness.get(agentName) ?? [];
  const other = tardiness.get(bestRule) ?? [];
  const difference = bootstrapInterval(
    own.map((value, shop) => value - other[shop]),
    mean,
    { random: new Streams(0).stream('bootstrap') },
  );
  return { bestRule, difference, percent: (100 * difference.estimate) / mean(other), rows };
}

/** Schedules by what was trained. Apart from the rest: who plans by rules need not load what trains. */
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../environments/production-line/problem.js';
import { fail } from '../../src/errors.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { readConfiguration } from '../configuration.js';
import { evaluationOptions } from '../evaluation-worlds.js';
import { loadPolicy } from '../policy.js';
import { environmentOf } from '../recipe-file.node.js';
import { agentForms, type AgentChoice } from './agents.js';
import type { Made } from './make-schedule.js';
import { scheduleByPolicy } from './run-agent.js';

/** Beside the folder of this file: in the sources, and in dist/, where the build puts a copy. */
const trainedFolder = fileURLToPath(new URL('../trained/production-line', import.meta.url));

/** The greedy schedule of a run, or of the DQN that comes with Lepton. @throws LeptonError `not-a-run`, `file-damaged`, `invalid-value` */
export async function makeByRun(
  problem: Problem,
  agent: Extract<AgentChoice, { readonly kind: 'run' | 'dqn' }>,
  shopSeed: number,
): Promise<Made> {
  const folder = agent.kind === 'dqn' ? trainedFolder : agent.folder;
  const name = agent.kind === 'dqn' ? 'the DQN that comes with Lepton' : `run ${folder}`;
  const storage = new FileStorage(folder);
  const { recipe } = readConfiguration(storage);
  if (recipe.environment !== 'production-line')
    return fail('invalid-value', {
      component: 'schedule',
      parameter: 'agent',
      value: folder,
      requirement: `a run on production-line; this one is on ${recipe.environment}. Others: ${agentForms}`,
    });
  const policy = loadPolicy(storage, { environment: await environmentOf(recipe) });
  try {
    const environmentOptions = evaluationOptions(recipe, 'report');
    return scheduleByPolicy(problem, { policy, environmentOptions, name }, shopSeed);
  } finally {
    policy.dispose();
    storage.close();
  }
}

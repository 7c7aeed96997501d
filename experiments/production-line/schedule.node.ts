import { fileURLToPath } from 'node:url';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { Streams } from '../../src/random/streams.js';
import type { Problem } from '../../environments/production-line/problem.js';
import type { MaintenancePolicy } from '../../environments/production-line/simulator/options.js';
import { readConfiguration } from '../configuration.js';
import { evaluationOptions } from '../evaluation-worlds.js';
import { loadPolicy } from '../policy.js';
import { versions } from '../versions.js';
import { environmentOf } from '../recipe-file.node.js';
import { agentForms, parseAgent } from './agents.js';
import type { LinePlan, PlanOptions } from './line-plan.js';
import { makeSchedule, type Made } from './make-schedule.js';
import { makePinned, type Pin } from './pins.js';
import { parseScheme } from './plan-schemes.js';
import { problemToPlan, requireProof } from './plan-schedule.js';
import { scheduleByPolicy } from './run-agent.js';
import { fail } from '../../src/errors.js';

/** Beside the folder of this file: in the sources, and in dist/, where the build puts a copy. */
const trainedFolder = fileURLToPath(new URL('../trained/production-line', import.meta.url));

export interface ScheduleRequest extends PlanOptions {
  readonly maintenance: MaintenancePolicy;
  readonly pins: readonly Pin[];
  /** Nothing but pinned operations begins before; 0: no such time. */
  readonly freezeUntil: number;
  readonly onProgress?: (share: number) => void;
}

/**
 * Makes a plan and has it verified.
 * @throws LeptonError `contract-broken` where the verifier finds something; what agents and problems raise
 */
export async function schedulePlan(source: Problem, request: ScheduleRequest): Promise<LinePlan> {
  const { agent, seed, samples, scheme, objective, isSimulated, freezeUntil } = request;
  const problem = problemToPlan(source, isSimulated);
  const { schedule, decisions } = await make(problem, request);
  requireProof(problem, schedule);
  return {
    format: 1,
    ...{ problem, schedule, decisions },
    options: { agent, seed, samples, scheme, objective, isSimulated },
    now: freezeUntil,
    events: [],
    versions: versions(),
  };
}

async function make(problem: Problem, request: ScheduleRequest): Promise<Made> {
  const { seed, samples, objective, scheme, maintenance, pins, freezeUntil, onProgress, isSimulated } =
    request;
  const agent = parseAgent(request.agent);
  const shopSeed = isSimulated ? new Streams(seed).seedFor('schedule/chance') : 0;
  const shop = { scheme: parseScheme(scheme), maintenance };
  if (agent.kind === 'run' || agent.kind === 'dqn') {
    if (pins.length > 0 || freezeUntil > 0) refuseFixed(request.agent);
    if (scheme !== 'non-delay') refuseScheme(scheme);
    const folder = agent.kind === 'dqn' ? trainedFolder : agent.folder;
    return byRun(
      problem,
      folder,
      agent.kind === 'dqn' ? 'the DQN that comes with Lepton' : `run ${folder}`,
      shopSeed,
    );
  }
  const options = { agent, seed, samples, objective, shop, shopSeed, ...(onProgress && { onProgress }) };
  return pins.length > 0 || freezeUntil > 0
    ? makePinned(problem, { ...options, pins, freezeUntil })
    : makeSchedule(problem, options);
}

function refuseFixed(agent: string): never {
  return fail('unsupported', {
    component: 'schedule',
    parameter: '--agent',
    value: agent,
    requirement: 'a rule, best-rule, best-of:N or search where operations are pinned or a time is frozen',
  });
}

function refuseScheme(scheme: string): never {
  return fail('unsupported', {
    component: 'schedule',
    parameter: '--scheme',
    value: scheme,
    requirement: 'left out for a trained agent: it keeps the scheme that it was trained with',
  });
}

async function byRun(problem: Problem, folder: string, name: string, shopSeed: number): Promise<Made> {
  const storage = new FileStorage(folder);
  const { recipe } = readConfiguration(storage);
  if (recipe.environment !== 'production-line')
    return fail('invalid-value', {
      component: 'schedule',
      parameter: '--agent',
      value: folder,
      requirement: `a run on production-line; this one is on ${recipe.environment}. Others: ${agentForms}`,
    });
  const policy = loadPolicy(storage, { environment: await environmentOf(recipe) });
  try {
    return scheduleByPolicy(
      problem,
      { policy, environmentOptions: evaluationOptions(recipe, 'report'), name },
      shopSeed,
    );
  } finally {
    policy.dispose();
    storage.close();
  }
}

import { z } from 'zod';
import { fail } from '../../src/errors.js';
import { checkPlainData, strictRecord } from '../../src/plain-data.js';
import { Streams } from '../../src/random/streams.js';
import type { Problem } from '../../environments/production-line/problem.js';
import type { MaintenancePolicy } from '../../environments/production-line/simulator/options.js';
import { versions } from '../versions.js';
import { parseAgent } from './agents.js';
import type { LinePlan, PlanOptions } from './line-plan.js';
import { makeSchedule, type Made } from './make-schedule.js';
import { makePinned, type Pin } from './pins.js';
import { parseScheme, planObjectives } from './plan-schemes.js';
import { problemToPlan, requireProof } from './plan-schedule.js';

/** How a plan is to be made. */
export interface ScheduleRequest extends PlanOptions {
  /** Preventive maintenance, of a simulated day: in a plan nothing wears out. */
  readonly maintenance: MaintenancePolicy;
  /** Operations that are fixed. */
  readonly pins: readonly Pin[];
  /** Nothing but pinned operations begins before; 0: no such time. */
  readonly freezeUntil: number;
  /** Told of the share that is done. */
  readonly onProgress?: (share: number) => void;
}

/** What the command line and programs leave out. */
export const scheduleDefaults: ScheduleRequest = {
  agent: 'search',
  samples: 128,
  seed: 0,
  scheme: 'non-delay',
  objective: { makespan: 1 },
  isSimulated: false,
  maintenance: { kind: 'none' },
  pins: [],
  freezeUntil: 0,
};

const requestSchema = strictRecord({
  agent: z.string().exactOptional(),
  samples: z.int().min(1).exactOptional(),
  seed: z.union([z.number(), z.string()]).exactOptional(),
  scheme: z.string().exactOptional(),
  objective: strictRecord(
    Object.fromEntries(planObjectives.map((name) => [name, z.number().min(0).exactOptional()])),
  ).exactOptional(),
  isSimulated: z.boolean().exactOptional(),
  maintenance: z.looseObject({ kind: z.enum(['none', 'age', 'period', 'action']) }).exactOptional(),
  pins: z.array(z.looseObject({ job: z.int(), operation: z.int(), start: z.number() })).exactOptional(),
  freezeUntil: z.number().min(0).exactOptional(),
  onProgress: z.custom((value) => typeof value === 'function', 'expected a function').exactOptional(),
});

/**
 * Makes a plan and has it verified; by default as `lepton schedule` does: a search for the least makespan, 128 samples, seed 0.
 * @throws LeptonError `contract-broken` where the verifier finds something; what agents and problems raise
 */
export async function schedulePlan(source: Problem, given: Partial<ScheduleRequest> = {}): Promise<LinePlan> {
  checkPlainData(requestSchema, given, 'schedule');
  const request = { ...scheduleDefaults, ...given };
  const { agent, seed, samples, scheme, objective, isSimulated, freezeUntil } = request;
  if (request.maintenance.kind !== 'none' && !isSimulated) {
    refuse(
      'maintenance',
      request.maintenance,
      'that of a simulated day: in a plan nothing wears out',
      'maintenance that is planned by hand is a closing of the machine: closed: [{ from, to }]',
    );
  }
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
    if (pins.length > 0 || freezeUntil > 0) {
      refuse(
        'agent',
        request.agent,
        'a rule, best-rule, best-of:N or search where operations are pinned or a time is frozen',
      );
    }
    if (scheme !== 'non-delay') {
      refuse('scheme', scheme, 'left out for a trained agent: it keeps the scheme that it was trained with');
    }
    const { makeByRun } = await import('./run-scheduler.node.js');
    return makeByRun(problem, agent, shopSeed);
  }
  const options = { agent, seed, samples, objective, shop, shopSeed, ...(onProgress && { onProgress }) };
  return pins.length > 0 || freezeUntil > 0
    ? makePinned(problem, { ...options, pins, freezeUntil })
    : makeSchedule(problem, options);
}

function refuse(parameter: string, value: unknown, requirement: string, hint?: string): never {
  return fail('unsupported', { component: 'schedule', parameter, value, requirement, ...(hint && { hint }) });
}

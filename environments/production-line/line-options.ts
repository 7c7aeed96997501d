import { z } from 'zod';
import { checkPlainData, nameOf, oneKeyRecord, strictRecord } from '../../src/plain-data.js';
import type { Info } from '../contract.js';
import type { Problem } from './problem.js';
import { rules, ruleNamed } from './rules/registry.js';
import type { DispatchingRule } from './rules/dispatching-rule.js';
import { objectiveNames } from './simulator/objectives.js';

const count = z.int().min(1);
const size = z.union([count, z.tuple([count, count])]);
const durations = z.tuple([z.int().min(0), z.int().min(0)]);
const time = z.number().positive();
const level = z.union([time, z.tuple([time, time])]);

const jobShop = strictRecord({
  jobs: size.meta({ description: 'how many, or a range' }),
  machines: size.meta({ description: 'how many, or a range' }),
  durations: durations.exactOptional().meta({ description: 'of operations, 1 to 99 as Taillard' }),
});
const flexibleShop = jobShop.extend({
  operations: z.tuple([count, count]).exactOptional().meta({ description: 'of a job' }),
  alternatives: z.tuple([count, count]).exactOptional().meta({ description: 'machines of an operation' }),
  spread: z.number().min(0).lt(1).exactOptional().meta({ description: 'of the times on them' }),
});
const dynamicShop = flexibleShop.extend({
  utilization: level.meta({ description: 'work that arrives over what can be done; a number, or a range' }),
  tightness: level.meta({ description: 'of due dates: arrival + tightness x work; a number, or a range' }),
  initialJobs: z.int().min(0).exactOptional().meta({ description: 'there at time 0' }),
  breakdowns: strictRecord({ meanTimeBetweenFailures: time, meanTimeToRepair: time })
    .exactOptional()
    .meta({ description: 'of every machine' }),
});

/** Random problems by kind, one drawn for each episode. */
const randomProblem = oneKeyRecord({ jobShop, flexibleShop, dynamicShop });

export type RandomProblem = z.output<typeof randomProblem>;

/** The rules that a DQN chooses from where nothing else is said: good for makespan, each in its own way. */
export const defaultRules = [
  'MWKR/(PT+WINQ)',
  'MWKR/PT',
  'MWKR-2PT-WINQ',
  'FDD/MWKR',
  'SPT',
] as const satisfies readonly string[];

const schema = strictRecord({
  problem: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1), z.record(z.string(), z.unknown())])
    .exactOptional()
    .meta({ description: 'the name of a built-in instance, a list of names, or a problem as plain data' }),
  random: randomProblem.exactOptional().meta({ description: 'a random problem for each episode, instead' }),
  instances: count.exactOptional().meta({
    description: 'so many problems in turn, drawn from `instanceSeed`; absent: a new one each time',
  }),
  instanceSeed: z.int().min(0).default(0).meta({ description: 'of those problems' }),
  actions: z
    .enum(['rules', 'candidates'])
    .default('rules')
    .meta({ description: 'choose a dispatching rule, or one of the candidates' }),
  rules: z
    .array(nameOf([...rules.keys()]))
    .min(1)
    .default([...defaultRules])
    .meta({ description: 'one action each' }),
  candidates: count.exactOptional().meta({
    description:
      'rows of the observation with `actions: candidates`; absent: as many as the problem can have',
  }),
  objective: z
    .partialRecord(z.enum(objectiveNames), z.number())
    .default({ makespan: 1 })
    .meta({ description: 'weights of what is made small' }),
  scheme: z
    .union([z.enum(['non-delay', 'active']), strictRecord({ boundedDelay: time })])
    .default('non-delay')
    .meta({ description: 'how far a machine may be kept idle' }),
  maintenance: z
    .union([z.enum(['none', 'action']), strictRecord({ age: time }), strictRecord({ period: time })])
    .default('none')
    .meta({ description: 'when machines are maintained; `action` leaves it to the agent' }),
  chooseSpeed: z.boolean().default(false).meta({ description: 'with candidates: one for each speed' }),
  rewardUnit: z.enum(['plain', 'load']).default('plain').meta({
    description:
      '`plain`: rewards add up to minus the objective; `load`: to minus what it exceeds its bound at the beginning, over the mean load of a machine',
  }),
  rewardScale: z.number().positive().default(1).meta({ description: 'factor on the rewards' }),
});

/** The `environmentOptions` of a production line, with all defaults. */
export type LineSettings = z.output<typeof schema>;

/** @throws LeptonError `invalid-value` for options that the environment does not have, or that contradict each other */
export function lineSettings(options: Info): LineSettings {
  return checkPlainData(
    schema.refine(({ problem, random }) => problem === undefined || random === undefined, {
      error: 'either problem or random, not both',
    }),
    options,
    'production-line',
  );
}

export const rulesOf = ({ rules: names }: LineSettings): readonly DispatchingRule[] => names.map(ruleNamed);

/** A problem that was given as plain data; `compileProblem` and `checkProblem` say what is wrong with it. */
export const asProblem = (data: Readonly<Record<string, unknown>>): Problem => data as unknown as Problem;

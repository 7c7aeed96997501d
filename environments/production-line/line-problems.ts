import { Pcg64 } from '../../src/random/pcg64.js';
import { builtInProblem } from './built-in-problems.js';
import { checkProblem } from './check-problem.js';
import { asProblem, type LineSettings, type RandomProblem } from './line-options.js';
import type { Problem } from './problem.js';
import { randomDynamicShop, randomFlexibleShop, randomJobShop } from './random-problem.js';
import { compileProblem, type Plant } from './simulator/compile-problem.js';

/** The plants of one environment after the other: fixed ones in turn, or a new one for each episode. */
export interface LineProblems {
  /** Draws the plant of an episode. Fixed ones draw nothing. */
  next(episode: number, generator: Pcg64): Plant;
}

/** @throws LeptonError for a problem that does not exist or is wrong */
export function lineProblems({ problem, random, instances, instanceSeed }: LineSettings): LineProblems {
  if (random !== undefined && instances === undefined)
    return { next: (_, generator) => compileProblem(drawProblem(random, generator)) };
  if (random !== undefined && instances !== undefined) return drawnInTurn(random, instances, instanceSeed);
  if (problem === undefined) return inTurn([builtInProblem('ft06')]);
  if (typeof problem === 'string') return inTurn([builtInProblem(problem)]);
  if (Array.isArray(problem)) return inTurn(problem.map(builtInProblem));
  const own = asProblem(problem);
  checkProblem(own);
  return inTurn([own]);
}

function inTurn(problems: readonly Problem[]): LineProblems {
  const plants = problems.map(compileProblem);
  return { next: (episode) => plants[episode % plants.length] };
}

/** Drawn one after the other, but not before one is asked for: a world may be made for its spaces alone. */
function drawnInTurn(random: RandomProblem, count: number, seed: number): LineProblems {
  const generator = new Pcg64(seed);
  const plants: Plant[] = [];
  return {
    next(episode) {
      while (plants.length <= episode % count) plants.push(compileProblem(drawProblem(random, generator)));
      return plants[episode % count];
    },
  };
}

function drawProblem(random: RandomProblem, generator: Pcg64): Problem {
  if ('jobShop' in random) return randomJobShop(generator, random.jobShop);
  if ('flexibleShop' in random) return randomFlexibleShop(generator, random.flexibleShop);
  const { utilization, tightness, ...size } = random.dynamicShop;
  return randomDynamicShop(generator, {
    ...size,
    utilization: drawLevel(generator, utilization),
    tightness: drawLevel(generator, tightness),
  });
}

/** A range stands for a uniform draw from it. */
function drawLevel(generator: Pcg64, level: number | readonly [low: number, high: number]): number {
  return typeof level === 'number' ? level : generator.uniform(level[0], level[1]);
}

/** The most candidates that a decision can have, of any problem that these settings give. */
export function mostCandidates(settings: LineSettings): number {
  const { random, instances, chooseSpeed } = settings;
  if (random !== undefined && instances === undefined) return mostOfRandom(random);
  const problems = lineProblems(settings);
  const fixed = instances ?? (Array.isArray(settings.problem) ? settings.problem.length : 1);
  const generator = new Pcg64(0);
  let most = 0;
  for (let episode = 0; episode < fixed; episode++)
    most = Math.max(most, mostOf(problems.next(episode, generator), chooseSpeed));
  return most;
}

/** Every job waits for one operation at a time; besides, machines may be maintained, and there may be waiting. */
function mostOf(plant: Plant, chooseSpeed: boolean): number {
  const { jobCount, machineCount, firstOperation, firstAlternative, machineOf, isFlexible } = plant;
  const speeds = plant.problem.machines.map((machine) => (chooseSpeed ? (machine.speeds?.length ?? 1) : 1));
  let most = (isFlexible ? machineCount : 1) + 1;
  for (let job = 0; job < jobCount; job++) {
    let ofJob = 0;
    for (let operation = firstOperation[job]; operation < firstOperation[job + 1]; operation++) {
      let ways = 0;
      for (let a = firstAlternative[operation]; a < firstAlternative[operation + 1]; a++)
        ways += speeds[machineOf[a]];
      if (ways > ofJob) ofJob = ways;
    }
    most += ofJob;
  }
  return most;
}

/** By the greatest sizes that may be drawn. Random shops have one speed, and nothing to be maintained. */
function mostOfRandom(random: RandomProblem): number {
  if ('jobShop' in random) return greatest(random.jobShop.jobs) + 2;
  const { jobs, machines, alternatives } =
    'flexibleShop' in random ? random.flexibleShop : random.dynamicShop;
  return greatest(jobs) * greatest(alternatives ?? machines) + 2;
}

function greatest(size: number | readonly [number, number]): number {
  return typeof size === 'number' ? size : size[1];
}

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
  if (random !== undefined && instances !== undefined) {
    const generator = new Pcg64(instanceSeed);
    return inTurn(Array.from({ length: instances }, () => drawProblem(random, generator)));
  }
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

/** The most candidates that a problem of these settings can have at a decision, in terms of its size. */
export function mostCandidates(plant: Plant): number {
  const pairs = plant.isFlexible ? plant.machineCount : 1;
  return plant.jobCount * pairs + 2;
}

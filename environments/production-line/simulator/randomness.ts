import { exp } from '../../../src/numerics/index.js';
import { Pcg64, RandomStream } from '../../../src/random/index.js';
import type { DurationNoise } from '../problem.js';
import type { Plant } from './compile-problem.js';

const two32 = 4294967296;

/**
 * The random numbers of a shop. Every cause has a stream of its own, and so has every machine, so that what is drawn does not depend
 * on what is decided: policies that are compared on one seed meet the same durations, failures and defects.
 */
export class ShopRandomness {
  readonly #plant: Plant;
  /** Seeds of durations and quality, low and high words: numbers of a repeated operation come from these. */
  readonly #seeds = new Uint32Array(4);
  /** For rules that draw. */
  readonly decisions = new RandomStream([0, 0, 0]);
  #breakdowns: readonly Pcg64[] = [];
  #wear: readonly Pcg64[] = [];
  #sensors: readonly Pcg64[] = [];

  constructor(plant: Plant) {
    this.#plant = plant;
  }

  /** Starts all streams anew, and draws the factors and quality numbers of all first attempts. [N] each, empty if plain */
  seed(seed: number | bigint, factor: Float64Array, quality: Float64Array): void {
    const { machines, durations } = this.#plant.problem;
    const master = new Pcg64(seed);
    this.decisions.reseed(Uint32Array.from([...master.bits64(), ...master.bits64()]));
    this.#seeds.set(master.bits64());
    this.#seeds.set(master.bits64(), 2);
    const child = (): Pcg64 => new Pcg64(bigOf(master.bits64()));
    if (this.#plant.isPlain) return;
    this.#breakdowns = machines.map(child);
    this.#wear = machines.map(child);
    this.#sensors = machines.map(child);
    if (durations !== undefined) {
      const stream = new Pcg64(bigOf(this.#seeds.subarray(0, 2)));
      for (let i = 0; i < factor.length; i++) factor[i] = drawFactor(stream, durations);
    }
    if (this.#plant.hasQuality) {
      const stream = new Pcg64(bigOf(this.#seeds.subarray(2, 4)));
      for (let i = 0; i < quality.length; i++) quality[i] = stream.random();
    }
  }

  /** The factor of the processing time of a repeated operation. */
  repeatedFactor(operation: number, attempt: number): number {
    const { durations } = this.#plant.problem;
    return durations === undefined ? 1 : drawFactor(this.#repeated(0, operation, attempt), durations);
  }

  /** The number that decides about the outcome of a repeated operation. */
  repeatedQuality(operation: number, attempt: number): number {
    return this.#repeated(2, operation, attempt).random();
  }

  timeToBreakdown(machine: number, mean: number): number {
    return mean * this.#breakdowns[machine].standardExponential();
  }

  timeToRepair(machine: number, mean: number): number {
    return mean * this.#breakdowns[machine].standardExponential();
  }

  hazardToFailure(machine: number): number {
    return this.#wear[machine].standardExponential();
  }

  sensorNoise(machine: number): number {
    return this.#sensors[machine].standardNormal();
  }

  /** The state of all streams. */
  saveState(): readonly Uint8Array[] {
    const seeds = new Uint8Array(this.#seeds.slice().buffer);
    return [this.decisions.saveState(), seeds, ...this.#streams().map((stream) => stream.saveState())];
  }

  restoreState([decisions, seeds, ...streams]: readonly Uint8Array[]): void {
    this.decisions.restoreState(decisions);
    this.#seeds.set(new Uint32Array(seeds.slice().buffer));
    if (streams.length > 0 && this.#breakdowns.length === 0) {
      const some = (): Pcg64 => new Pcg64(0);
      this.#breakdowns = this.#plant.problem.machines.map(some);
      this.#wear = this.#plant.problem.machines.map(some);
      this.#sensors = this.#plant.problem.machines.map(some);
    }
    for (const [i, stream] of this.#streams().entries()) stream.restoreState(streams[i]);
  }

  /** How many parts `saveState` gives. */
  partCount(): number {
    return 2 + (this.#plant.isPlain ? 0 : 3 * this.#plant.machineCount);
  }

  #streams(): readonly Pcg64[] {
    return [...this.#breakdowns, ...this.#wear, ...this.#sensors];
  }

  #repeated(at: number, operation: number, attempt: number): Pcg64 {
    const seed = bigOf(this.#seeds.subarray(at, at + 2));
    return new Pcg64((seed << 64n) | (BigInt(operation) << 32n) | BigInt(attempt));
  }
}

function bigOf([low, high]: Uint32Array): bigint {
  return BigInt(high) * BigInt(two32) + BigInt(low);
}

function drawFactor(stream: Pcg64, noise: DurationNoise): number {
  if (noise.kind === 'lognormal') return exp(noise.sigma * stream.standardNormal());
  const { low, high } = noise;
  if (noise.kind === 'uniform') return stream.uniform(low, high);
  // Inverse of the distribution function of a triangle over [low, high] with its top at 1.
  const u = stream.random();
  const width = high - low;
  if (width === 0) return low;
  return u * width < 1 - low
    ? low + Math.sqrt(u * width * (1 - low))
    : high - Math.sqrt((1 - u) * width * (high - 1));
}

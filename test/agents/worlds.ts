import type {
  Environment,
  EnvironmentSpecification,
  ResetOptions,
  ResetResult,
  StepResult,
} from '../../environments/contract.js';
import { LazyGenerator } from '../../environments/lazy-generator.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../../environments/snapshot.js';
import { Box } from '../../environments/spaces/box.js';
import { Discrete } from '../../environments/spaces/discrete.js';
import { oneHot } from '../fixtures/worlds.js';

/**
 * Two states in a row and a reward of 1 a step, whatever is done. A time limit of two steps cuts the episode in the second
 * state, observed as [0, 1]; `terminates` ends the task itself in the same step.
 */
class LimitedChain implements Environment<Float32Array, number> {
  readonly observationSpace = new Box({ low: 0, high: 1, shape: [2] });
  readonly actionSpace = new Discrete(2);
  readonly #terminates: boolean;
  #steps = 0;

  constructor(terminates: boolean) {
    this.#terminates = terminates;
  }

  reset(): ResetResult<Float32Array> {
    this.#steps = 0;
    return { observation: oneHot(2, 0), info: {} };
  }

  step(): StepResult<Float32Array> {
    this.#steps++;
    const terminated = this.#terminates && this.#steps === 2;
    return { observation: oneHot(2, 1), reward: 1, terminated, truncated: false, info: {} };
  }
}

export const limitedChain = (terminates: boolean): EnvironmentSpecification => ({
  id: 'LimitedChain-test',
  description: 'A reward of 1 a step, two steps long.',
  create: () => new LimitedChain(terminates),
  maxEpisodeSteps: 2,
});

export const echoes = 4;

/**
 * Says a number, observed one-hot, and pays 1 for the same number as the action. The best return is the length of the episode.
 * Masked, it forbids one of the wrong answers, another one each step.
 */
class Echo implements Environment<Float32Array, number> {
  readonly observationSpace = new Box({ low: 0, high: 1, shape: [echoes] });
  readonly actionSpace = new Discrete(echoes);
  readonly actionMask?: () => Uint8Array;
  readonly #generator = new LazyGenerator();
  /** What it said, and what it forbids. */
  readonly #said = new Uint8Array(2);

  constructor(masked: boolean) {
    if (masked)
      this.actionMask = () => new Uint8Array(echoes).fill(1).fill(0, this.#said[1], this.#said[1] + 1);
  }

  reset({ seed }: ResetOptions = {}): ResetResult<Float32Array> {
    if (seed !== undefined) this.#generator.seed(seed);
    return { observation: this.#say(), info: {} };
  }

  step(action: number): StepResult<Float32Array> {
    const reward = action === this.#said[0] ? 1 : 0;
    return { observation: this.#say(), reward, terminated: false, truncated: false, info: {} };
  }

  snapshot(): Uint8Array {
    return packSnapshot('Echo', [this.#generator.saveState(), bytesOf(this.#said)]);
  }

  restore(snapshot: Uint8Array): void {
    const [generator, said] = unpackSnapshot('Echo', snapshot, 2);
    this.#generator.restoreState(generator);
    restoreNumbers('Echo', this.#said, said);
  }

  #say(): Float32Array {
    const said = this.#generator.current.integers(0, echoes);
    this.#said[0] = said;
    this.#said[1] = (said + 1 + this.#generator.current.integers(0, echoes - 1)) % echoes;
    return oneHot(echoes, said);
  }
}

export const echo = (masked: boolean): EnvironmentSpecification => ({
  id: 'Echo-test',
  description: 'Answer with what was said.',
  create: () => new Echo(masked),
  maxEpisodeSteps: 10,
});

import type { Agent, Transition } from '../agents/contract.js';
import { makeActionBuffer, makeStepBuffers } from '../environments/buffers.js';
import type {
  EnvironmentSpecification,
  NumericArray,
  StepBuffers,
  VectorEnvironment,
} from '../environments/contract.js';
import { makeVectorEnvironment } from '../environments/registry.js';
import type { Engine } from '../src/engines/engine.js';
import { Streams } from '../src/random/streams.js';
import type { EpisodeRecord } from '../src/runs/records.js';
import {
  arrayEntry,
  arrayIn,
  arrayType,
  bytesEntry,
  bytesIn,
  mergeStates,
  numbersEntry,
  numbersIn,
  prefixState,
  stateUnder,
} from '../src/runs/state.js';
import type { State, StateArray } from '../src/runs/storage.js';
import { buildAgent, replayBytes } from './build-agent.js';
import { Probes } from './probes.js';
import type { Recipe } from './recipe.js';
import { wrapEnvironment } from './wrappers.js';

export interface TrainingStateOptions {
  readonly recipe: Recipe;
  readonly environment: EnvironmentSpecification;
  readonly engine: Engine;
  readonly seed: number | string;
  /** Told how many bytes the replay will take, before they are taken. */
  readonly onReplayBytes?: (bytes: number) => void;
}

/**
 * Everything that a training is made of at one moment: worlds, agent, streams, counters. `advance` does one vector step;
 * `save` and `load` hold all that the future depends on.
 */
export class TrainingState {
  readonly agent: Agent;
  readonly streams: Streams;
  readonly probes: Probes;
  /** Returns of the last 100 training episodes, oldest first. */
  readonly recentReturns: number[] = [];
  episodes = 0;
  readonly #world: VectorEnvironment;
  readonly #actions: Int32Array;
  /** From what the worlds wrote last to what they write next: two sets of buffers take turns. */
  #transition: Transition;
  #nextTransition: Transition;
  /** What the worlds wrote last. */
  #current: StepBuffers;
  /** Of the episodes that go on. */
  readonly #returns: Float64Array;
  readonly #lengths: Int32Array;

  constructor({ recipe, environment, engine, seed, onReplayBytes }: TrainingStateOptions) {
    const count = recipe.environments;
    this.streams = new Streams(seed);
    this.#world = makeVectorEnvironment(wrapEnvironment(environment, recipe.wrappers, 'training'), {
      count,
      autoreset: 'same-step',
      options: recipe.environmentOptions,
    });
    const basis = { environment: this.#world, settings: recipe.agent };
    onReplayBytes?.(replayBytes(basis));
    this.agent = buildAgent({
      ...basis,
      horizon: recipe.steps,
      engine,
      streams: this.streams,
    });
    this.probes = new Probes(this.#world);
    this.#actions = makeActionBuffer(this.#world.actionSpace, count) as Int32Array; // [B]
    this.#current = makeStepBuffers(this.#world);
    const other = makeStepBuffers(this.#world);
    this.#transition = { observations: this.#current.observations, actions: this.#actions, step: other };
    this.#nextTransition = { observations: other.observations, actions: this.#actions, step: this.#current };
    this.#returns = new Float64Array(count); // [B]
    this.#lengths = new Int32Array(count); // [B]
    this.#resetWorlds('start');
  }

  /** Whether the worlds can be saved in the middle of an episode; otherwise a resumed run begins new episodes. */
  get resumesExactly(): boolean {
    return this.#world.snapshot !== undefined && this.#world.restore !== undefined;
  }

  /** One step of all worlds, remembered and learned from. Calls back for each training episode that ended. */
  advance(onEpisode: (record: EpisodeRecord) => void): void | Promise<void> {
    const { agent } = this;
    const transition = this.#transition;
    agent.act(this.#current.observations, this.#current.masks, this.#actions, exploring);
    this.#world.step(this.#actions, transition.step);
    agent.observe(transition);
    this.probes.offer(this.#current);
    this.#current = transition.step;
    this.#transition = this.#nextTransition;
    this.#nextTransition = transition;
    this.#countEpisodes(onEpisode);
    return agent.learn();
  }

  /** Counters and log lengths are the trainer's; everything else is here. */
  save(): State {
    const snapshot = this.#world.snapshot?.();
    return mergeStates(
      prefixState('agent', this.agent.save()),
      prefixState('probes', this.probes.save()),
      prefixState('buffers', saveBuffers(this.#current)),
      new Map<string, StateArray>([
        ['streams', bytesEntry(this.streams.saveState())],
        ['returns', numbersEntry([...this.#returns])],
        ['lengths', numbersEntry([...this.#lengths])],
        ['recentReturns', numbersEntry(this.recentReturns)],
        ['episodes', numbersEntry([this.episodes])],
        ...(snapshot === undefined ? [] : [['worlds', bytesEntry(snapshot)] as const]),
      ]),
    );
  }

  load(state: State): void {
    this.agent.load(stateUnder('agent', state));
    this.probes.load(stateUnder('probes', state));
    this.streams.restoreState(bytesIn(state, 'streams'));
    const count = this.#returns.length;
    this.#returns.set(numbersIn(state, 'returns', count));
    this.#lengths.set(numbersIn(state, 'lengths', count));
    this.recentReturns.splice(0, Infinity, ...numbersIn(state, 'recentReturns'));
    this.episodes = numbersIn(state, 'episodes', 1)[0];
    if (this.resumesExactly) {
      loadBuffers(this.#current, stateUnder('buffers', state));
      this.#world.restore?.(bytesIn(state, 'worlds'));
    } else {
      this.#returns.fill(0);
      this.#lengths.fill(0);
      this.#resetWorlds(`resume at ${this.agent.steps}`);
    }
  }

  dispose(): void {
    this.agent.dispose();
    this.#world.close?.();
  }

  #resetWorlds(occasion: string): void {
    const seeds = Array.from({ length: this.#world.count }, (_, index) =>
      this.streams.seedFor(`environment/${occasion}`, index),
    );
    this.#world.reset(seeds, this.#current);
  }

  #countEpisodes(onEpisode: (record: EpisodeRecord) => void): void {
    const { rewards, terminated, truncated } = this.#current;
    for (let e = 0; e < rewards.length; e++) {
      this.#returns[e] += rewards[e];
      this.#lengths[e]++;
      if (terminated[e] === 0 && truncated[e] === 0) continue;
      const sum = this.#returns[e];
      const length = this.#lengths[e];
      this.#returns[e] = 0;
      this.#lengths[e] = 0;
      this.episodes++;
      this.recentReturns.push(sum);
      if (this.recentReturns.length > 100) this.recentReturns.shift();
      onEpisode({ kind: 'episode', step: this.agent.steps, environment: e, return: sum, length });
    }
  }
}

const exploring = { explore: true };

/** What the next decision needs: observations and masks; the rest of the buffers is written before it is read. */
const decisionArrays = ({
  observations,
  masks,
}: StepBuffers): readonly (readonly [string, NumericArray])[] => [
  ...Object.entries(observations).map(([key, array]) => [`observations/${key}`, array] as const),
  ...(masks === undefined ? [] : [['masks', masks] as const]),
];

function saveBuffers(buffers: StepBuffers): State {
  return new Map(decisionArrays(buffers).map(([name, array]) => [name, arrayEntry(array)]));
}

function loadBuffers(buffers: StepBuffers, state: State): void {
  for (const [name, array] of decisionArrays(buffers))
    array.set(arrayIn(state, name, arrayType(array), [array.length]));
}

/**
 * DQN: Q-learning with a deep network, experience replay and a target network.
 *
 * See "Human-level control through deep reinforcement learning" (Mnih et al., 2015), algorithm 1; the double form after "Deep
 * Reinforcement Learning with Double Q-learning" (van Hasselt et al., 2016), eq. 4; the dueling head is the network's.
 * Deviations: Adam by default; the loss is a choice (Mnih et al. clip the error, which is Huber's gradient); a transition that was
 * cut by a time limit is bootstrapped; every environment of a batch draws its own exploration coin.
 */
import type { ActionBuffer, ObservationBuffers } from '../environments/contract.js';
import type { Engine, ParameterStore, Program } from '../src/engines/engine.js';
import { doubleQTarget } from '../src/learning/double-q-target.js';
import { epsilonGreedy, type EpsilonGreedyOptions } from '../src/learning/exploration.js';
import { timesDue } from '../src/learning/intervals.js';
import { huber, squaredError } from '../src/learning/losses.js';
import { makeOptimizer } from '../src/learning/optimizers/specification.js';
import type { Optimizer } from '../src/learning/optimizers/optimizer.js';
import { makeSchedule, type Schedule } from '../src/learning/schedules.js';
import { qLearningTarget } from '../src/learning/q-learning-target.js';
import { targetUpdates } from '../src/learning/target-update.js';
import {
  buildNetwork,
  initialize,
  parameterCount,
  type Network,
  type NetworkParameter,
} from '../src/networks/network.js';
import type { Replay } from '../src/replay/contract.js';
import { createUniformReplay } from '../src/replay/uniform-replay.js';
import { mergeStates, numbersEntry, numbersIn, prefixState, stateUnder } from '../src/runs/state.js';
import type { State } from '../src/runs/storage.js';
import { abs, gather, Graph, mean, stopGradient, sub } from '../src/tensor/index.js';
import type { Agent, AgentCost, AgentOptions, Transition } from './contract.js';
import type { DqnSettings } from './dqn-settings.js';
import { Actors } from './parts/actor.js';
import { gatherBatch } from './parts/batch.js';
import { descend, type Descent, type LearningRates } from './parts/descent.js';
import { DropoutMasks, fillDropoutMasks, type DropoutMask } from './parts/dropout.js';
import { failNotFinite, requireFinite } from './parts/finite.js';
import { LiveRows } from './parts/live-rows.js';
import { Measures } from './parts/measures.js';
import { Normalizer, shownObservations } from './parts/normalizer.js';
import { replayOptions } from './parts/replay.js';
import { loadStore, saveStore } from './parts/store-state.js';

/** Raises `invalid-value` for settings that do not fit together, `out-of-memory` where the replay does not fit. */
export function createDqn(options: AgentOptions<DqnSettings>): Agent {
  return new Dqn(options);
}

class Dqn implements Agent {
  readonly name = 'dqn';
  readonly cost: AgentCost;
  readonly #options: AgentOptions<DqnSettings>;
  readonly #epsilon: Schedule;
  /** One object for all decisions: a new one each time would be garbage. */
  readonly #exploration: { -readonly [Key in keyof EpsilonGreedyOptions]: EpsilonGreedyOptions[Key] };
  readonly #learningRates: LearningRates;
  readonly #parts: LearnerParts;
  readonly #learner: Learner;
  readonly #targetUpdate: Program;
  readonly #actors: Actors;
  readonly #measures: Measures;
  readonly #live: LiveRows;
  /** Environment steps of the last vector step. */
  #newSteps = 0;
  #steps = 0;
  #updates = 0;

  constructor(options: AgentOptions<DqnSettings>) {
    const { settings, actions, streams, horizon, environments, autoreset = 'same-step' } = options;
    this.#options = options;
    this.#epsilon = makeSchedule(settings.exploration, horizon);
    this.#live = new LiveRows(autoreset, environments);
    const { rows } = this.#live;
    const stream = streams.stream('exploration');
    this.#exploration = { stream, actions, masks: undefined, rows, epsilon: 1 };
    this.#learningRates = makeLearningRates(settings, horizon);
    const parts = makeLearnerParts(options);
    const { network, online, target } = parts;
    initialize(network, online, streams.stream('initialisation'));
    loadStore(target, saveStore(online));
    this.#parts = parts;
    this.#learner = compileLearner(parts);
    this.#targetUpdate = compileTargetUpdate(parts);
    this.#actors = new Actors({ ...options, network, parameters: online });
    this.#measures = new Measures(this.#learner.measured);
    this.cost = {
      parameters: parameterCount(network),
      bytes: 4 * parameterCount(network),
      flopsPerDecision: this.#actors.of(1).flops,
      flopsPerUpdate: this.#learner.program.cost.flops,
    };
  }

  get steps(): number {
    return this.#steps;
  }

  get updates(): number {
    return this.#updates;
  }

  act(
    observations: ObservationBuffers,
    masks: Uint8Array | undefined,
    chosen: ActionBuffer,
    { explore }: { readonly explore: boolean },
  ): void {
    const actor = this.#actors.of(chosen.length);
    actor.decide(observations, masks);
    chosen.set(actor.greedyActions());
    if (!explore) return;
    this.#exploration.epsilon = this.#epsilon(this.#steps);
    this.#exploration.masks = masks;
    epsilonGreedy(chosen as Int32Array, this.#exploration);
  }

  observe(transition: Transition): void {
    const { normalizer, replay } = this.#parts;
    const { rows, count } = this.#live;
    replay.add(transition as Transition & { readonly actions: Int32Array }, rows);
    normalizer.observe(transition.observations, rows);
    this.#newSteps = count;
    this.#steps += count;
    this.#live.follow(transition.step);
  }

  learn(): void {
    const { settings } = this.#options;
    const { learningStarts, trainInterval, updatesPerRound, targetUpdateInterval } = settings;
    if (this.#steps <= learningStarts) return;
    const updates = timesDue(this.#steps, this.#newSteps, trainInterval) * updatesPerRound;
    for (let i = 0; i < updates; i++) this.#update();
    const targetUpdates = timesDue(this.#steps, this.#newSteps, targetUpdateInterval);
    for (let i = 0; i < targetUpdates; i++) this.#targetUpdate.run();
  }

  #update(): void {
    const { program, dropout, descent } = this.#learner;
    const { replay, online } = this.#parts;
    const { streams } = this.#options;
    replay.sample(program.input('indices') as Int32Array, streams.stream('replay'));
    fillDropoutMasks(program, dropout, streams.stream('dropout'));
    this.#updates++;
    descent.writeScalars(program, this.#updates, this.#learningRates, this.#steps);
    program.run();
    const loss = program.output('loss')[0];
    if (!Number.isFinite(loss)) failNotFinite(loss, this.#steps, [replay.store, online]);
    this.#measures.add(program);
  }

  qValues(observations: ObservationBuffers, masks: Uint8Array | undefined, count: number): Float32Array {
    const actor = this.#actors.of(count);
    actor.decide(observations, masks);
    return actor.q(); // [B, A]
  }

  takeMeasures(): Readonly<Record<string, number>> {
    const settings = {
      epsilon: this.#epsilon(this.#steps),
      learningRate: this.#learningRates.extractor(this.#steps),
    };
    return { ...settings, ...this.#measures.take() };
  }

  save(): State {
    const { online, target, moments, replay, normalizer } = this.#parts;
    // A state with a NaN in it would replace a good one, and could never be trained from.
    requireFinite(this.#steps, [replay.store, online, target, moments, ...normalizer.stores]);
    return mergeStates(
      prefixState('online', this.weights()),
      prefixState('target', saveStore(target)),
      prefixState('optimizer', saveStore(moments)),
      prefixState('replay', replay.save()),
      prefixState('normalizer', normalizer.save()),
      new Map([
        ['counters', numbersEntry([this.#steps, this.#updates])],
        ['measures', numbersEntry(this.#measures.save())],
        ...this.#live.save(),
      ]),
    );
  }

  load(state: State): void {
    const { target, moments, replay, normalizer } = this.#parts;
    this.loadWeights(stateUnder('online', state));
    loadStore(target, stateUnder('target', state));
    loadStore(moments, stateUnder('optimizer', state));
    replay.load(stateUnder('replay', state));
    normalizer.load(stateUnder('normalizer', state));
    [this.#steps, this.#updates] = numbersIn(state, 'counters', 2) as [number, number];
    this.#measures.load(numbersIn(state, 'measures', 1 + this.#learner.measured.length));
    this.#live.load(state);
  }

  weights(): State {
    const { online, normalizer } = this.#parts;
    return mergeStates(saveStore(online), normalizer.parameters());
  }

  loadWeights(weights: State): void {
    const { online, normalizer } = this.#parts;
    loadStore(online, weights);
    normalizer.loadParameters(weights);
  }

  dispose(): void {
    const { online, target, moments, replay, normalizer } = this.#parts;
    for (const part of [
      this.#learner.program,
      this.#targetUpdate,
      this.#actors,
      replay,
      online,
      target,
      moments,
      ...normalizer.stores,
    ])
      part.dispose();
  }
}

// --- Learning

interface LearnerParts {
  readonly engine: Engine;
  readonly settings: DqnSettings;
  readonly normalizer: Normalizer;
  /** For raw observations: the normaliser is in it. */
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly online: ParameterStore;
  readonly target: ParameterStore;
  readonly moments: ParameterStore;
  readonly replay: Replay;
}

interface Learner {
  readonly program: Program;
  readonly descent: Descent;
  /** Outputs whose means are logged. */
  readonly measured: readonly string[];
  readonly dropout: readonly DropoutMask[];
}

function makeLearnerParts(options: AgentOptions<DqnSettings>): LearnerParts {
  const { engine, settings, observations, actions } = options;
  const setting = settings.normalizeObservations;
  const shown = shownObservations(observations, setting);
  const behind = buildNetwork(settings.network, { observations: shown, actions });
  const optimizer = makeOptimizer(settings.optimizer);
  // The largest comes first: where it does not fit, nothing else has been taken.
  const replay = createUniformReplay(engine, replayOptions(options));
  const normalizer = new Normalizer(engine, observations, setting);
  const network = normalizer.before(behind, observations);
  const online = engine.createParameters('online', network.parameters);
  const target = engine.createParameters('target', network.parameters);
  const moments = engine.createParameters(
    'optimizer',
    optimizer.stateSpecifications(learnedParameters(network, settings)),
  );
  return { engine, settings, normalizer, network, optimizer, online, target, moments, replay };
}

/** One update: a batch from the replay, Q-values, target, loss, gradients, optimiser, as one program. */
function compileLearner({
  engine,
  settings,
  network,
  optimizer,
  online,
  target,
  moments,
  replay,
}: LearnerParts): Learner {
  const graph = new Graph();
  const indices = graph.input('indices', [settings.batchSize], 'int32'); // [B]
  const batch = gatherBatch(graph, replay, network, indices);
  const dropout = new DropoutMasks(graph);
  const q = network.apply(batch.observations, online, dropout); // [B, A]
  const qTaken = gather(q, batch.action); // [B]
  const nextQTarget = network.apply(batch.nextObservations, target); // [B, A]
  const bootstrap = settings.double
    ? doubleQTarget({ ...batch, nextQOnline: network.apply(batch.nextObservations, online), nextQTarget })
    : qLearningTarget({ ...batch, nextQ: nextQTarget }); // [B]
  const tdError = sub(qTaken, stopGradient(bootstrap)); // [B]
  const loss = mean(settings.loss === 'huber' ? huber(tdError, 1) : squaredError(tdError)); // []

  const { maximumGradientNorm } = settings;
  const learned = learnedParameters(network, settings);
  const descent = descend(graph, loss, { optimizer, learned, online, moments, maximumGradientNorm });
  const { updates, gradientNorm } = descent;
  const measured = {
    loss,
    meanQ: mean(qTaken),
    meanTarget: mean(bootstrap),
    absoluteTdError: mean(abs(tdError)),
    ...(gradientNorm && { gradientNorm }),
  };
  const program = engine.compile(graph, { outputs: measured, updates });
  return { program, descent, measured: Object.keys(measured), dropout: dropout.all };
}

const learnedParameters = (
  { parameters }: Network,
  { freezeExtractor }: DqnSettings,
): ReadonlyMap<string, NetworkParameter> =>
  freezeExtractor ? new Map([...parameters].filter(([, { group }]) => group === 'head')) : parameters;

function makeLearningRates({ learningRate, headLearningRate }: DqnSettings, horizon: number): LearningRates {
  return {
    extractor: makeSchedule(learningRate, horizon),
    head: makeSchedule(headLearningRate ?? learningRate, horizon),
  };
}

/** The target follows the online parameters: exactly at rate 1, otherwise mixed in. */
function compileTargetUpdate({ engine, settings, online, target }: LearnerParts): Program {
  const graph = new Graph();
  return engine.compile(graph, { updates: targetUpdates(graph, online, target, settings.targetUpdateRate) });
}

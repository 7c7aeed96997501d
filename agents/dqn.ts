/**
 * DQN: Q-learning with a deep network, experience replay and a target network.
 *
 * See "Human-level control through deep reinforcement learning" (Mnih et al., 2015), algorithm 1; the double form after "Deep
 * Reinforcement Learning with Double Q-learning" (van Hasselt et al., 2016), eq. 4; the dueling head is the network's.
 * Deviations: Adam by default; the loss is a choice (Mnih et al. clip the error, which is Huber's gradient); a transition that was
 * cut by a time limit is bootstrapped; every environment of a batch draws its own exploration coin.
 */
import { z } from 'zod';
import type { ObservationPart } from '../environments/buffers.js';
import type { Engine, ParameterStore, Program } from '../src/engines/engine.js';
import { clipByGlobalNorm } from '../src/learning/gradient-clipping.js';
import { doubleQTarget } from '../src/learning/double-q-target.js';
import { epsilonGreedy } from '../src/learning/exploration.js';
import { timesDue } from '../src/learning/intervals.js';
import { huber, squaredError } from '../src/learning/losses.js';
import { makeOptimizer, optimizerSchema } from '../src/learning/optimizers/specification.js';
import type { Optimizer } from '../src/learning/optimizers/optimizer.js';
import { makeSchedule, scheduleSchema, type Schedule } from '../src/learning/schedules.js';
import { qLearningTarget } from '../src/learning/q-learning-target.js';
import { targetUpdates } from '../src/learning/target-update.js';
import {
  buildNetwork,
  initialize,
  parameterCount,
  type Network,
  type NetworkParameter,
} from '../src/networks/network.js';
import { networkSchema } from '../src/networks/specification.js';
import type { Replay } from '../src/replay/contract.js';
import { createUniformReplay } from '../src/replay/uniform-replay.js';
import type { Streams } from '../src/random/streams.js';
import { mergeStates, numbersEntry, numbersIn, prefixState, stateUnder } from '../src/runs/state.js';
import { abs, gather, gradients, Graph, mean, stopGradient, sub, type Tensor } from '../src/tensor/index.js';
import type { Agent, Transition } from './contract.js';
import { Actors } from './parts/actor.js';
import { gatherBatch } from './parts/batch.js';
import { DropoutMasks, fillDropoutMasks, type DropoutMask } from './parts/dropout.js';
import { failNotFinite } from './parts/finite.js';
import { Measures } from './parts/measures.js';
import { loadStore, saveStore } from './parts/store-state.js';

// --- Settings

const positiveInteger = z.int().min(1);

/** Settings of DQN. Every interval and schedule counts environment steps, those of all environments together. */
export const dqnSchema = z.strictObject({
  name: z.literal('dqn'),
  network: networkSchema.meta({ description: 'extractor and head' }),
  discount: z.number().min(0).max(1).default(0.99).meta({ description: 'gamma, per step' }),
  double: z
    .boolean()
    .default(false)
    .meta({ description: 'the online network chooses the action that the target network values' }),
  loss: z
    .enum(['huber', 'squaredError'])
    .default('huber')
    .meta({ description: 'of the TD error; Huber with delta 1' }),
  optimizer: optimizerSchema
    .prefault({ adam: {} })
    .meta({ description: 'adam, adamw, rmsprop or sgd, with its settings' }),
  learningRate: scheduleSchema
    .default(1e-3)
    .meta({ description: 'a number, or a schedule over environment steps' }),
  headLearningRate: scheduleSchema
    .optional()
    .meta({ description: 'of the head, where it differs from that of the extractor' }),
  freezeExtractor: z.boolean().default(false).meta({ description: 'only the head learns' }),
  maximumGradientNorm: z
    .number()
    .positive()
    .optional()
    .meta({ description: 'gradients are scaled down to this global norm' }),
  batchSize: positiveInteger.default(64).meta({ description: 'transitions in an update' }),
  replayCapacity: positiveInteger.default(50_000).meta({ description: 'transitions that are remembered' }),
  learningStarts: z.int().min(0).default(1000).meta({ description: 'steps before the first update' }),
  trainInterval: positiveInteger
    .default(1)
    .meta({ description: 'steps from one round of updates to the next' }),
  updatesPerRound: positiveInteger.default(1).meta({ description: 'updates in a round' }),
  targetUpdateInterval: positiveInteger
    .default(500)
    .meta({ description: 'steps from one target update to the next' }),
  targetUpdateRate: z
    .number()
    .positive()
    .max(1)
    .default(1)
    .meta({ description: 'tau: 1 copies, less mixes (Polyak)' }),
  exploration: scheduleSchema
    .default({ linear: { from: 1, to: 0.05, fraction: 0.2 } })
    .meta({ description: 'epsilon, a number or a schedule over environment steps' }),
});

export type DqnSettings = z.output<typeof dqnSchema>;

export interface DqnOptions {
  readonly engine: Engine;
  readonly settings: DqnSettings;
  readonly observations: readonly ObservationPart[];
  readonly actions: number;
  readonly masked: boolean;
  readonly environments: number;
  /** Environment steps that schedules with a fraction refer to. */
  readonly horizon: number;
  readonly streams: Streams;
}

// --- The agent

/** Raises `invalid-value` for settings that do not fit together, `out-of-memory` where the replay does not fit. */
export function createDqn(options: DqnOptions): Agent {
  const { engine, settings, observations, actions, environments, horizon, streams } = options;
  const network = buildNetwork(settings.network, { observations, actions });
  const optimizer = makeOptimizer(settings.optimizer);
  const online = engine.createParameters('online', network.parameters);
  const target = engine.createParameters('target', network.parameters);
  const moments = engine.createParameters(
    'optimizer',
    optimizer.stateSpecifications(learnedParameters(network, settings)),
  );
  const replay = createUniformReplay(engine, {
    ...options,
    capacity: settings.replayCapacity,
    discount: settings.discount,
  });
  const learner = compileLearner({ engine, settings, network, optimizer, online, target, moments, replay });
  const targetUpdate = compileTargetUpdate(engine, online, target, settings.targetUpdateRate);
  const actors = new Actors({ ...options, network, parameters: online });
  const measures = new Measures(learner.measured);
  const epsilon = makeSchedule(settings.exploration, horizon);
  const learningRates = makeLearningRates(settings, horizon);
  let steps = 0;
  let updates = 0;

  initialize(network, online, streams.stream('initialisation'));
  loadStore(target, saveStore(online));

  const update = (): void => {
    const { program } = learner;
    replay.sample(program.input('indices') as Int32Array, streams.stream('replay'));
    fillDropoutMasks(program, learner.dropout, streams.stream('dropout'));
    updates++;
    for (const group of learner.groups) {
      const scalars = optimizer.scalars(updates, learningRates[group](steps));
      for (const name of optimizer.scalarNames)
        program.input(`${group}/${name}`)[0] = scalars[name] as number;
    }
    program.run();
    const loss = program.output('loss')[0] as number;
    if (!Number.isFinite(loss)) failNotFinite(loss, steps, [replay.store, online]);
    measures.add((name) => program.output(name)[0] as number);
  };

  return {
    name: 'dqn',
    cost: {
      parameters: parameterCount(network),
      bytes: 4 * parameterCount(network),
      flopsPerDecision: actors.of(1).flops,
      flopsPerUpdate: learner.program.cost.flops,
    },
    get steps() {
      return steps;
    },
    get updates() {
      return updates;
    },

    act(seen, masks, chosen, { explore }) {
      const actor = actors.of(chosen.length);
      actor.decide(seen, masks);
      chosen.set(actor.greedyActions());
      if (!explore) return;
      epsilonGreedy(chosen as Int32Array, {
        epsilon: epsilon(steps),
        actions,
        masks,
        stream: streams.stream('exploration'),
      });
    },

    observe(transition) {
      replay.add(transition as Transition & { readonly actions: Int32Array });
      steps += environments;
    },

    learn() {
      if (steps <= settings.learningStarts) return;
      const rounds = timesDue(steps, environments, settings.trainInterval);
      for (let i = 0; i < rounds * settings.updatesPerRound; i++) update();
      if (timesDue(steps, environments, settings.targetUpdateInterval) > 0) targetUpdate.run();
    },

    qValues(seen, masks, count) {
      const actor = actors.of(count);
      actor.decide(seen, masks);
      return actor.q();
    },

    takeMeasures: () => ({
      epsilon: epsilon(steps),
      learningRate: learningRates.extractor(steps),
      ...measures.take(),
    }),

    save: () =>
      mergeStates(
        prefixState('online', saveStore(online)),
        prefixState('target', saveStore(target)),
        prefixState('optimizer', saveStore(moments)),
        prefixState('replay', replay.save()),
        new Map([
          ['counters', numbersEntry([steps, updates])],
          ['measures', numbersEntry(measures.save())],
        ]),
      ),

    load(state) {
      loadStore(online, stateUnder('online', state));
      loadStore(target, stateUnder('target', state));
      loadStore(moments, stateUnder('optimizer', state));
      replay.load(stateUnder('replay', state));
      [steps, updates] = numbersIn(state, 'counters', 2) as [number, number];
      measures.load(numbersIn(state, 'measures', 1 + learner.measured.length));
    },

    weights: () => saveStore(online),
    loadWeights: (weights) => loadStore(online, weights),

    dispose() {
      for (const part of [learner.program, targetUpdate, actors, replay, online, target, moments])
        part.dispose();
    },
  };
}

// --- Learning

type Group = NetworkParameter['group'];

interface LearnerParts {
  readonly engine: Engine;
  readonly settings: DqnSettings;
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly online: ParameterStore;
  readonly target: ParameterStore;
  readonly moments: ParameterStore;
  readonly replay: Replay;
}

interface Learner {
  readonly program: Program;
  /** Groups that learn, each with its own learning rate. */
  readonly groups: readonly Group[];
  /** Outputs whose means are logged. */
  readonly measured: readonly string[];
  readonly dropout: readonly DropoutMask[];
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

  const learned = learnedParameters(network, settings);
  const names = [...learned.keys()];
  const leaves = names.map((name) => graph.parameter(online, name));
  const { clipped, norm } = clip(gradients(loss, leaves), settings.maximumGradientNorm);
  const groups = [...new Set([...learned.values()].map(({ group }) => group))];
  const updates = groups.flatMap((group) => {
    const members = names
      .map((name, i) => ({ name, i }))
      .filter(({ name }) => learned.get(name)?.group === group);
    return optimizer.updates({
      parameters: new Map(members.map(({ name, i }) => [name, leaves[i] as Tensor])),
      gradients: new Map(members.map(({ name, i }) => [name, clipped[i] as Tensor])),
      state: (name) => graph.parameter(moments, name),
      scalars: Object.fromEntries(
        optimizer.scalarNames.map((name) => [name, graph.input(`${group}/${name}`, [])]),
      ),
    });
  });
  const measured = {
    loss,
    meanQ: mean(qTaken),
    meanTarget: mean(bootstrap),
    absoluteTdError: mean(abs(tdError)),
    ...(norm && { gradientNorm: norm }),
  };
  const program = engine.compile(graph, { outputs: measured, updates });
  return { program, groups, measured: Object.keys(measured), dropout: dropout.all };
}

const learnedParameters = (
  { parameters }: Network,
  { freezeExtractor }: DqnSettings,
): ReadonlyMap<string, NetworkParameter> =>
  freezeExtractor ? new Map([...parameters].filter(([, { group }]) => group === 'head')) : parameters;

function clip(
  all: readonly Tensor[],
  maximumNorm: number | undefined,
): { readonly clipped: readonly Tensor[]; readonly norm?: Tensor } {
  return maximumNorm === undefined ? { clipped: all } : clipByGlobalNorm(all, maximumNorm);
}

function makeLearningRates(
  { learningRate, headLearningRate }: DqnSettings,
  horizon: number,
): Readonly<Record<Group, Schedule>> {
  return {
    extractor: makeSchedule(learningRate, horizon),
    head: makeSchedule(headLearningRate ?? learningRate, horizon),
  };
}

/** The target follows the online parameters: exactly at rate 1, otherwise mixed in. */
function compileTargetUpdate(
  engine: Engine,
  online: ParameterStore,
  target: ParameterStore,
  rate: number,
): Program {
  const graph = new Graph();
  return engine.compile(graph, { updates: targetUpdates(graph, online, target, rate) });
}

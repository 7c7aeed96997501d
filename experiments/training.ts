import { environmentSpecification } from '../environments/registry.js';
import type { Engine } from '../src/engines/engine.js';
import { isLeptonError } from '../src/errors.js';
import { timesDue } from '../src/learning/intervals.js';
import type { Checkpoint } from '../src/runs/checkpoint.js';
import type { EpisodeRecord, EvaluationRecord, RunStatus, RunSummary } from '../src/runs/records.js';
import { numbersEntry, numbersIn, prefixState, stateUnder } from '../src/runs/state.js';
import type { RunStorage, State } from '../src/runs/storage.js';
import { writeSummary } from '../src/runs/summary.js';
import { mean } from '../src/statistics/summary.js';
import { weightsHash } from '../src/runs/weights-hash.js';
import { systemClock, type Clock } from './clock.js';
import type { Configuration } from './configuration.js';
import type { Report, TrainOptions, Verdict } from './contract.js';
import { checkEvaluationWorlds } from './evaluation-worlds.js';
import { Journal, type Best } from './journal.js';
import type { Recipe } from './recipe.js';
import { RunEvaluator, summaryOf } from './run-evaluator.js';
import { TrainingState } from './training-state.js';
import { Turns } from './turns.js';
import { versions } from './versions.js';
import { wrapEnvironment } from './wrappers.js';

type Four = readonly [number, number, number, number];

const noBest: Best = { step: 0, mean: NaN, weights: new Map() };

export type TrainingOptions = Omit<TrainOptions, 'seed' | 'name'> & { readonly engine: Engine };

/** One training while it runs: what is done at each step besides the step itself, and what is kept of it. */
export class Training {
  readonly #configuration: Configuration;
  readonly #recipe: Recipe;
  readonly #storage: RunStorage;
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  readonly #report: (report: Report) => Verdict;
  readonly #journal: Journal;
  readonly #state: TrainingState;
  readonly #evaluator: RunEvaluator;
  /** The weights that were best in an evaluation so far. */
  #best: Best | undefined;
  #selectionSteps = 0;
  #evaluations = 0;
  /** Whether this step's evaluation was due and given up, to be done when the run goes on. */
  #owesEvaluation = false;
  /** Seconds of training in earlier sessions, and when this one began. */
  #secondsBefore = 0;
  #began: number;
  #lastCheckpoint: number;
  #lastTiming: { readonly step: number; readonly at: number };

  constructor(configuration: Configuration, options: TrainingOptions) {
    const { storage, engine, environment, signal, onReport, clock = systemClock } = options;
    const { recipe, seed } = configuration;
    this.#configuration = configuration;
    this.#recipe = recipe;
    const specification = environment ?? environmentSpecification(recipe.environment);
    const evaluated = wrapEnvironment(specification, recipe.wrappers, 'evaluation');
    checkEvaluationWorlds(evaluated, recipe);
    this.#storage = storage;
    this.#clock = clock;
    this.#signal = signal;
    this.#report = (report) => onReport?.(report) ?? 'continue';
    this.#state = new TrainingState({
      recipe,
      environment: specification,
      engine,
      seed,
      onReplayBytes: (bytes) => this.#report({ kind: 'memory', replayBytes: bytes }),
    });
    this.#evaluator = new RunEvaluator({
      recipe,
      environment: evaluated,
      agent: this.#state.agent,
      storage,
      signal,
      warn: (message) => this.#report({ kind: 'warning', message }),
    });
    this.#journal = new Journal(storage, clock);
    this.#began = this.#lastCheckpoint = clock.seconds();
    this.#lastTiming = { step: 0, at: this.#began };
  }

  async run(): Promise<RunSummary> {
    try {
      const verdict = await this.#loop();
      if (verdict === 'pause') return this.checkpoint('paused');
      if (this.#best === undefined) await this.#evaluateForSelection(); // stopped before the first one
      if (this.#best === undefined) return this.checkpoint('paused');
      this.checkpoint('running');
      return (await this.#finish(this.#best.weights)) ?? this.checkpoint('paused');
    } catch (error) {
      const failure = isLeptonError(error) ? error.message : String(error);
      attempt(() => this.#journal.flush());
      attempt(() => this.#writeSummary('failed', { failure }));
      throw error;
    } finally {
      this.#state.dispose();
    }
  }

  async #loop(): Promise<Verdict> {
    const { agent } = this.#state;
    const onEpisode = (record: EpisodeRecord) => this.#journal.metric(record);
    const turns = new Turns(this.#clock);
    if (this.#owesEvaluation) {
      const verdict = await this.#evaluateForSelection();
      if (verdict !== 'continue') return verdict;
    }
    while (agent.steps < this.#configuration.budget) {
      const learning = this.#state.advance(onEpisode);
      if (learning !== undefined) await learning;
      const due = this.#whatIsDue();
      const verdict = typeof due === 'string' ? due : await due;
      if (verdict !== 'continue') return verdict;
      const now = this.#clock.seconds();
      if (now - this.#lastCheckpoint > this.#recipe.checkpointSeconds) this.checkpoint('running');
      const turn = turns.give(now);
      if (turn !== undefined) await turn;
      if (this.#signal?.aborted === true) return 'pause';
    }
    return 'continue';
  }

  /** A promise only where there is an evaluation: one for each step would be garbage. */
  #whatIsDue(): Verdict | Promise<Verdict> {
    const { agent } = this.#state;
    const { environments, logInterval, evaluation } = this.#recipe;
    const isDue = (interval: number) => timesDue(agent.steps, environments, interval) > 0;
    const isEnd = agent.steps === this.#configuration.budget;
    const progress = isDue(logInterval) || isEnd ? this.#logProgress() : 'continue';
    if (!isDue(evaluation.interval) && !isEnd) return progress;
    return this.#evaluateForSelection().then((evaluated) =>
      progress === 'continue' || this.#owesEvaluation ? evaluated : progress,
    );
  }

  #logProgress(): Verdict {
    const { agent, probes, recentReturns, episodes } = this.#state;
    const step = agent.steps;
    const { epsilon = 0, ...measures } = agent.takeMeasures();
    this.#journal.metric({ kind: 'training', step, updates: agent.updates, epsilon, measures });
    const probe = probes.measure(agent);
    if (probe !== undefined) this.#journal.metric(probe);
    const now = this.#clock.seconds();
    const stepsPerSecond = (step - this.#lastTiming.step) / Math.max(now - this.#lastTiming.at, 1e-9);
    this.#lastTiming = { step, at: now };
    this.#journal.timing(step, this.#seconds(), stepsPerSecond);
    return this.#report({
      kind: 'progress',
      step,
      steps: this.#configuration.budget,
      stepsPerSecond,
      return: recentReturns.length === 0 ? NaN : mean(recentReturns),
      episodes,
      epsilon,
    });
  }

  /** Pauses where it was given up. */
  async #evaluateForSelection(): Promise<Verdict> {
    const { agent, streams } = this.#state;
    const { episodes } = this.#recipe.evaluation;
    const seed = streams.seedFor('evaluation/selection', this.#evaluations);
    this.#owesEvaluation = true;
    const result = await this.#evaluator.evaluate('selection', episodes, seed);
    if (result === undefined) return 'pause';
    this.#owesEvaluation = false;
    this.#evaluations++;
    this.#selectionSteps += result.steps;
    const { mean, steps } = result;
    const { checkpoint: _, ...figures } = summaryOf('last', result);
    const record: EvaluationRecord = { kind: 'evaluation', step: agent.steps, ...figures, steps };
    this.#journal.metric(record);
    // Of equals the later one: it has seen more.
    const best = this.#best === undefined || mean >= this.#best.mean;
    if (best) {
      this.#best = { mean, step: agent.steps, weights: agent.weights() };
      this.#journal.best(this.#best);
    }
    return this.#report({ ...record, best });
  }

  /** Fresh episodes that nothing was chosen on, the same for the best and for the last weights. Undefined where it was given up. */
  async #finish(best: State): Promise<RunSummary | undefined> {
    const { agent, streams } = this.#state;
    const { finalEpisodes } = this.#recipe.evaluation;
    const seed = streams.seedFor('evaluation/report');
    const last = agent.weights();
    const ofLast = await this.#evaluator.evaluate('report', finalEpisodes, seed);
    if (ofLast === undefined) return undefined;
    agent.loadWeights(best);
    const ofBest = await this.#evaluator.evaluate('report', finalEpisodes, seed);
    if (ofBest !== undefined) this.#evaluator.record(seed);
    agent.loadWeights(last);
    if (ofBest === undefined) return undefined;
    return this.#writeSummary('completed', {
      evaluation: summaryOf('best', ofBest),
      lastEvaluation: summaryOf('last', ofLast),
    });
  }

  checkpoint(status: RunStatus): RunSummary {
    const { mean, step, weights } = this.#best ?? noBest;
    const state = new Map([
      ...prefixState('training', this.#state.save()),
      ...prefixState('best', weights),
      ['trainer', numbersEntry([this.#selectionSteps, this.#evaluations, step, mean])] as const,
      ...(this.#owesEvaluation ? [['owesEvaluation', numbersEntry([1])] as const] : []),
    ]);
    this.#journal.checkpoint(this.#state.agent.steps, state, { seconds: String(this.#seconds()) });
    const summary = this.#writeSummary(status, {});
    this.#lastCheckpoint = this.#clock.seconds();
    return summary;
  }

  load({ state, metadata }: Checkpoint): void {
    this.#state.load(stateUnder('training', state));
    const [selectionSteps, evaluations, step, mean] = numbersIn(state, 'trainer', 4) as Four;
    this.#selectionSteps = selectionSteps;
    this.#evaluations = evaluations;
    this.#owesEvaluation = state.has('owesEvaluation');
    if (step > 0) {
      this.#best = { step, mean, weights: stateUnder('best', state) };
      // What lies there may be of a later evaluation, in a future that this run has left.
      this.#journal.best(this.#best);
    }
    this.#secondsBefore = Number(metadata['seconds'] ?? 0);
    this.#lastTiming = { step: this.#state.agent.steps, at: this.#began };
    // A run that was complete is so no longer: it has more to do, and may be killed before its next checkpoint.
    this.#writeSummary('running', {});
  }

  #seconds(): number {
    return this.#secondsBefore + this.#clock.seconds() - this.#began;
  }

  #writeSummary(
    status: RunStatus,
    more: Pick<RunSummary, 'evaluation' | 'lastEvaluation' | 'failure'>,
  ): RunSummary {
    const { agent, recentReturns, resumesExactly } = this.#state;
    const { name, seed, recipe } = this.#configuration;
    const seconds = this.#seconds();
    const summary: RunSummary = {
      status,
      environment: recipe.environment,
      agent: agent.name,
      recipe: name,
      seed,
      steps: agent.steps,
      selectionSteps: this.#selectionSteps,
      seconds,
      stepsPerSecond: agent.steps / seconds,
      ...(recentReturns.length > 0 && { trainingReturn: mean(recentReturns) }),
      ...more,
      cost: agent.cost,
      weightsHash: weightsHash(agent.weights()),
      resume: resumesExactly ? 'exact' : 'approximate',
      versions: versions(),
    };
    writeSummary(this.#storage, summary);
    return summary;
  }
}

/** For what is still tried after a failure, which is worth more than a second one. */
function attempt(action: () => unknown): void {
  try {
    action();
  } catch {
    // The first failure is raised by the caller.
  }
}

import { batch, TERMINATED } from '../batch.js';
import { actionCount, makeObservationBuffers, readObservation } from '../buffers.js';
import type { Environment, EnvironmentSpecification } from '../contract.js';
import { lineRows } from './line-rows.js';
import { lineSettings, type LineSettings } from './line-options.js';

/** A production line as an environment, both forms. `docs/environments/production-line.md` describes it. */
export const productionLine: EnvironmentSpecification = {
  id: 'production-line',
  description: 'Schedule a shop floor: choose a dispatching rule or an operation whenever a machine is free.',
  create: (options) => singleLine(lineSettings(options)),
  createVector: (count, autoreset, { maxEpisodeSteps, ...options }) =>
    batch(lineRows(lineSettings(options), count), {
      autoreset,
      maxEpisodeSteps: maxEpisodeSteps as number | undefined,
    }),
};

/** The single form: row 0 of one row. */
function singleLine(settings: LineSettings): Environment {
  const rows = lineRows(settings, 1);
  const { observationSpace, actionSpace, episodes } = rows;
  const [episode] = episodes;
  const buffers = makeObservationBuffers(observationSpace, 1);
  const rewards = new Float64Array(1); // [B]
  const observe = (): unknown => {
    rows.observe(0, buffers);
    return readObservation(observationSpace, buffers, 0);
  };
  const info = () => ({ problem: episode.shop.plant.problem.name, time: episode.shop.time });
  return {
    observationSpace,
    actionSpace,
    reset({ seed } = {}) {
      rows.start(0, seed);
      return { observation: observe(), info: info() };
    },
    step(action) {
      const ended = rows.step(0, [action as number], rewards);
      return {
        observation: observe(),
        reward: rewards[0],
        terminated: ended === TERMINATED,
        truncated: false,
        info: info(),
      };
    },
    actionMask() {
      const mask = new Uint8Array(actionCount(actionSpace)); // [A]
      rows.mask(0, mask);
      return mask;
    },
    render() {
      const { shop } = episode;
      const { state, plant } = shop;
      return `${plant.problem.name} at time ${state.time}: ${state.tasks.count} of ${plant.operationCount} operations started, ${shop.candidates.count} candidates`;
    },
    snapshot: () => rows.save(),
    restore: (snapshot) => rows.load(snapshot),
  };
}

import type { Info } from '../../environments/contract.js';
import { actionCount, makeObservationBuffers, readObservation } from '../../environments/buffers.js';
import { lineRows } from '../../environments/production-line/line-rows.js';
import { lineSettings } from '../../environments/production-line/line-options.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { scheduleOf } from '../../environments/production-line/simulator/schedule-of.js';
import { check } from '../../src/errors.js';
import { Pcg64 } from '../../src/random/pcg64.js';
import type { Policy } from '../policy.js';
import type { Made } from './make-schedule.js';
import { DecisionRecorder } from './record-decisions.js';

/** What a run has learned, and the options of the environment that it learned in. */
export interface LearnedScheduler {
  readonly policy: Pick<Policy, 'act' | 'qValues'>;
  readonly environmentOptions: Info;
  /** For people. */
  readonly name: string;
}

/**
 * The greedy schedule of a trained agent. Its rules, scheme, maintenance and objective are those that it was trained with; the problem may
 * be any.
 * @throws LeptonError `invalid-value` for an agent that scores candidates of another number
 */
export function scheduleByPolicy(
  problem: Problem,
  { policy, environmentOptions, name }: LearnedScheduler,
  seed: number,
): Made {
  const { random: _random, instances: _instances, problem: _problem, ...others } = environmentOptions;
  const settings = lineSettings({ ...others, problem });
  const rows = lineRows(settings, 1);
  const [episode] = rows.episodes;
  const buffers = makeObservationBuffers(rows.observationSpace, 1);
  const actions = actionCount(rows.actionSpace);
  const mask = new Uint8Array(actions); // [A]
  const rewards = new Float64Array(1); // [1]
  const isByRules = settings.actions === 'rules';
  const recorder = new DecisionRecorder(`Q-values of ${name}, greatest first`);
  // Literally, as the rules get it: who is compared on one seed meets the same durations, failures and defects.
  episode.start(new Pcg64(seed), seed);
  while (!episode.isDone) {
    rows.observe(0, buffers);
    rows.mask(0, mask);
    const observation = readObservation(rows.observationSpace, buffers, 0);
    const action = policy.act(observation, mask);
    check(mask[action] === 1, {
      component: name,
      parameter: 'the action',
      value: action,
      requirement: 'one that the mask allows',
    });
    const values = policy.qValues(observation, mask);
    const candidateOf = (index: number): number => (isByRules ? episode.choices.candidate[index] : index);
    const choices = isByRules
      ? settings.rules.flatMap((rule, index) =>
          candidateOf(index) < 0
            ? []
            : [{ rule, value: ownValue(values, mask, index, candidateOf), candidate: candidateOf(index) }],
        )
      : [];
    recorder.note(episode.shop, candidateOf(action), isByRules ? { choices } : {});
    rows.step(0, [action], rewards);
  }
  return { schedule: scheduleOf(episode.shop, name), decisions: recorder.decisions };
}

/** The value of a rule; that of the first one that takes the same where the mask keeps it out for that. */
function ownValue(
  values: Float32Array,
  mask: Uint8Array,
  index: number,
  candidateOf: (index: number) => number,
): number {
  for (let i = 0; i < index; i++)
    if (mask[i] === 1 && candidateOf(i) === candidateOf(index)) return Number(values[i].toPrecision(5));
  return Number(values[index].toPrecision(5));
}

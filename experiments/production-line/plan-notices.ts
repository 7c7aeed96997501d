import { isPlainJobShop } from '../../environments/production-line/search/shop.js';
import type { LinePlan } from './line-plan.js';

/** What people should know who look at a plan, beside the plan. */
export function planNotices({ problem, options }: LinePlan): readonly string[] {
  const { agent, objective, isSimulated } = options;
  const asked = Object.keys(objective).join(', ');
  return [
    ...(isSimulated
      ? ['This is one course of things as chance may have it: durations, failures and defects are drawn.']
      : []),
    ...(agent === 'dqn' && !isPlainJobShop(problem)
      ? [
          'The DQN that comes with Lepton has learned on job shops without shifts, set-ups, choices of machines or due dates; best-rule is a fair comparison.',
        ]
      : []),
    ...(agent === 'dqn' && asked !== 'makespan'
      ? [`It makes the makespan small; ${asked} counts where something is rescheduled.`]
      : []),
  ];
}

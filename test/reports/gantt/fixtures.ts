import { builtInProblem } from '../../../environments/production-line/built-in-problems.js';
import { parseEvent } from '../../../experiments/production-line/events.js';
import { ganttInput } from '../../../experiments/production-line/gantt-input.js';
import type { LinePlan } from '../../../experiments/production-line/line-plan.js';
import { reschedule } from '../../../experiments/production-line/reschedule.js';
import { schedulePlan, type ScheduleRequest } from '../../../experiments/production-line/schedule.node.js';
import type { GanttInput } from '../../../src/reports/gantt/gantt-page.js';

/** The plan of a built-in problem by a rule. */
export function planByRule(
  name: string,
  agent: string,
  options: Partial<ScheduleRequest> = {},
): Promise<LinePlan> {
  return schedulePlan(builtInProblem(name), {
    ...{ agent, seed: 3, samples: 1, scheme: 'non-delay', objective: { makespan: 1 }, isSimulated: false },
    ...{ maintenance: { kind: 'none' }, pins: [], freezeUntil: 0 },
    ...options,
  });
}

export function afterEvent(plan: LinePlan, text: string): LinePlan {
  const events = [parseEvent(plan.problem, text, () => '')];
  return reschedule(plan, events, [text], { strategy: 'right-shift', stability: 0.2 }).plan;
}

export const inputOf = (plan: LinePlan, plotlySource = ''): GanttInput =>
  ganttInput(plan, {
    plotlySource,
    command: 'npx lepton schedule workshop',
    strategy: 'Answered by right-shift.',
  });

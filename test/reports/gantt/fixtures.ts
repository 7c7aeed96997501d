import { builtInProblem } from '../../../environments/production-line/built-in-problems.js';
import { parseLineEvent } from '../../../experiments/production-line/events.js';
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
    ...{ agent, seed: 3, samples: 1 },
    ...options,
  });
}

export function afterEvent(plan: LinePlan, text: string): LinePlan {
  const events = [parseLineEvent(plan.problem, text, () => '')];
  return reschedule(plan, events, { strategy: 'right-shift' }).plan;
}

export const inputOf = (plan: LinePlan, plotlySource = ''): GanttInput =>
  ganttInput(plan, {
    plotlySource,
    command: 'npx lepton schedule workshop',
    strategy: 'Answered by right-shift.',
  });

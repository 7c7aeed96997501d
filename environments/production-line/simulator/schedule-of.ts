import type { Block, Pause, Schedule, Task } from '../schedule.js';
import { block, blockKinds, outcomes, pause, pauseReasons, task, taskWidth } from './log.js';
import type { Scheme } from './options.js';
import type { Shop } from './shop.js';
import { phases, reasons, type ShopState } from './shop-state.js';

/** What was done in a shop so far. Tasks, breakdowns and repairs that have not ended are left out. */
export function scheduleOf({ state, plant, settings }: Shop, decidedBy: string): Schedule {
  const { tasks, pauses } = state;
  const pausesOf = new Map<number, Pause[]>();
  for (let i = 0; i < pauses.count; i++) {
    const at = i * pauses.width;
    const row = pauses.rows[at + pause.row];
    const list = pausesOf.get(row) ?? [];
    pausesOf.set(row, list);
    list.push({
      start: pauses.rows[at + pause.start],
      end: pauses.rows[at + pause.end],
      reason: pauseReasons[pauses.rows[at + pause.reason]],
    });
  }
  const done: Task[] = [];
  for (let i = 0; i < tasks.count; i++) {
    const row = i * taskWidth;
    const operation = tasks.rows[row + task.operation];
    const job = plant.jobOf[operation];
    const machine = tasks.rows[row + task.machine];
    const isThere = state.jobOn[machine] >= 0 && state.taskOn[machine] === row;
    if (isThere && state.phase[job] !== phases.blocking) continue;
    done.push({
      job: plant.jobOfStrand[job],
      operation: plant.operationInJob[operation],
      machine,
      setupStart: tasks.rows[row + task.setupStart],
      start: tasks.rows[row + task.start],
      end: tasks.rows[row + task.end],
      leave: isThere ? state.time : tasks.rows[row + task.leave],
      work: tasks.rows[row + task.work],
      pauses: pausesOf.get(row) ?? [],
      attempt: tasks.rows[row + task.attempt],
      outcome: outcomes[tasks.rows[row + task.outcome]],
      speed: tasks.rows[row + task.speed],
    });
  }
  return {
    problem: plant.problem.name,
    tasks: done.toSorted((a, b) => a.setupStart - b.setupStart),
    blocks: blocksOf(state).toSorted((a, b) => a.start - b.start || a.machine - b.machine),
    scheme: nameOfScheme(settings.scheme),
    decidedBy,
  };
}

/** What machines did besides tasks; maintenance that goes on is there with the end that it will have. */
function blocksOf(state: ShopState): readonly Block[] {
  const { blocks, plant } = state;
  const ended = Array.from({ length: blocks.count }, (_, i): Block => {
    const at = i * blocks.width;
    return {
      machine: blocks.rows[at + block.machine],
      start: blocks.rows[at + block.start],
      end: blocks.rows[at + block.end],
      kind: blockKinds[blocks.rows[at + block.kind]],
    };
  });
  const running = plant.problem.machines.flatMap(({ maintenance }, machine): readonly Block[] => {
    if (maintenance === undefined || (state.standstill[machine] & reasons.maintained) === 0) return [];
    const start = state.stoppedAt[3 * machine + 2];
    return [{ machine, start, end: start + maintenance.preventive.time, kind: 'maintenance' }];
  });
  return [...ended, ...running];
}

export function nameOfScheme(scheme: Scheme): string {
  return scheme.kind === 'bounded-delay' ? `bounded-delay ${scheme.bound}` : scheme.kind;
}

import type { Job, Operation, Problem } from '../problem.js';
import { supportOf } from './durations.js';
import { predecessorsOf, topologicalOrder } from './precedence.js';
import { preemptiveOneMachine, type OneMachineTask } from './one-machine.js';

/** Times before which no schedule of the problem can be finished, each by its argument. */
export interface LowerBounds {
  /** The longest way of one job, from its release, carried between machines. */
  readonly longestJob: number;
  /** The work that only some machines can do, divided among them. */
  readonly heaviestMachine: number;
  /** The same after the shortest way to those machines and before the shortest way from them. */
  readonly machineWithHeadAndTail: number;
  /** Jackson's preemptive schedule of each machine, with the way to and from each operation. */
  readonly jacksonPreemptive: number;
  /** The greatest of them: a schedule that is done by then is optimal. */
  readonly best: number;
}

/** An operation with the least time that it, and what its job does before and after it, can take. */
interface BoundedOperation extends OneMachineTask {
  readonly machines: readonly number[];
}

/**
 * Lower bounds on the makespan. They ask nothing but routes, releases, transport, and that a machine does one thing at a time: set-ups,
 * closings, buffers and failures can only make a schedule longer. Where an operation can be done on several machines its shortest time
 * counts; where durations spread, the shortest that can come; where a job can be lost, only what is surely done.
 *
 * Jackson, "An Extension of Johnson's Results on Job Lot Scheduling" (1956); Carlier, "The One-Machine Sequencing Problem" (1982).
 */
export function lowerBounds(problem: Problem): LowerBounds {
  const jobs = problem.jobs.map((_, job) => boundedOperations(problem, job));
  const operations = jobs.flat();
  const longestJob = greatest(operations.map(({ head, work, tail }) => head + work + tail));
  const groups = groupsOfMachines(problem, operations).map((machines) => ({
    machines,
    members: operations.filter((operation) =>
      operation.machines.every((machine) => machines.includes(machine)),
    ),
  }));
  const share = ({ machines, members }: (typeof groups)[number]) => total(members) / machines.length;
  const heaviestMachine = greatest(groups.map(share));
  const machineWithHeadAndTail = greatest(
    groups.map((group) => {
      const { members } = group;
      return share(group) + least(members.map(({ head }) => head)) + least(members.map(({ tail }) => tail));
    }),
  );
  const jacksonPreemptive = greatest(
    groups
      .filter(({ machines }) => machines.length === 1)
      .map(({ members }) => preemptiveOneMachine(members)),
  );
  const best = Math.max(longestJob, heaviestMachine, machineWithHeadAndTail, jacksonPreemptive);
  return { longestJob, heaviestMachine, machineWithHeadAndTail, jacksonPreemptive, best };
}

/** Sets of machines that share work: those that some operation can be done on, and each machine, and all of them. */
function groupsOfMachines(
  problem: Problem,
  operations: readonly BoundedOperation[],
): readonly (readonly number[])[] {
  const everyMachine = problem.machines.map((_, machine) => machine);
  const groups = [
    ...operations.map(({ machines }) => machines),
    ...everyMachine.map((machine) => [machine]),
    everyMachine,
  ];
  const different = new Map(groups.map((machines) => [machines.join(' '), machines]));
  return [...different.values()].filter((group) =>
    operations.some(({ machines }) => machines.every((machine) => group.includes(machine))),
  );
}

function boundedOperations(problem: Problem, job: number): readonly BoundedOperation[] {
  const { release = 0, known = 0, operations } = problem.jobs[job];
  const before = predecessorsOf(problem.jobs[job]);
  const order = sureOperations(problem.jobs[job]);
  const works = operations.map((operation) => leastWork(problem, operation));
  const carried = (from: number, to: number) => leastTransport(problem, operations[from], operations[to]);
  const heads = operations.map(() => Math.max(release, known));
  const tails = operations.map(() => 0);
  for (const i of order)
    for (const from of before[i]) heads[i] = Math.max(heads[i], heads[from] + works[from] + carried(from, i));
  for (const i of order.toReversed())
    for (const from of before[i]) tails[from] = Math.max(tails[from], carried(from, i) + works[i] + tails[i]);
  return order.map((i) => ({
    head: heads[i],
    work: works[i],
    tail: tails[i],
    machines: operations[i].alternatives.map(({ machine }) => machine).toSorted((a, b) => a - b),
  }));
}

/** What is done whatever becomes of the job: of one that can be lost, nothing after that; where branches go on besides, nothing. */
function sureOperations(job: Job): readonly number[] {
  const order = topologicalOrder(job);
  const lost = order.findIndex((operation) => (job.operations[operation].scrap ?? 0) > 0);
  if (lost < 0) return order;
  const before = predecessorsOf(job);
  const isLine = order.every((operation, i) =>
    i === 0 ? before[operation].length === 0 : before[operation].join() === String(order[i - 1]),
  );
  return isLine ? order.slice(0, lost + 1) : [];
}

function leastWork({ machines, durations }: Problem, { alternatives }: Operation): number {
  const [shortest] = supportOf(durations);
  return (
    shortest *
    least(
      alternatives.map(({ machine, duration }) => {
        const fastest = greatest((machines[machine].speeds ?? [{ rate: 1 }]).map(({ rate }) => rate));
        return duration / fastest;
      }),
    )
  );
}

function leastTransport({ transport }: Problem, before: Operation, after: Operation): number {
  if (transport === undefined) return 0;
  return least(
    before.alternatives.flatMap((from) =>
      after.alternatives.map((to) => transport[from.machine][to.machine]),
    ),
  );
}

const total = (operations: readonly OneMachineTask[]) => operations.reduce((sum, { work }) => sum + work, 0);
const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
const greatest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);

/** Jobs whose routes branch and join: what happens where a strand ends. */
import { arrive, nearestPlace } from './leaving.js';
import { dequeue, enqueue } from './queues.js';
import { events, phases, type ShopState } from './shop-state.js';

export function complete(state: ShopState, job: number): void {
  state.phase[job] = phases.complete;
  state.place[job] = -1;
  state.completion[job] = state.time;
  state.makespan = state.time;
  state.jobsLeft--;
}

/** A strand is complete on a machine: those that wait for nothing else begin. */
export function assemble(state: ShopState, job: number, machine: number): void {
  const { plant } = state;
  state.lastMachine[job] = machine;
  for (const next of plant.strandsAfter[job]) if (--state.strandsMissing[next] === 0) begin(state, next);
}

/** All parts are done; where transport takes time they are brought to one machine, each from where it was made. */
function begin(state: ShopState, job: number): void {
  const { plant, time } = state;
  state.readyTime[job] = time;
  if (!plant.hasTransport) {
    state.phase[job] = phases.waiting;
    enqueue(state, job);
    return;
  }
  const timeTo = (machine: number): number => {
    let last = time;
    for (const part of plant.strandsBefore[job]) {
      const from = state.lastMachine[part];
      last = Math.max(last, state.completion[part] + plant.transport[from * plant.machineCount + machine]);
    }
    return last - time;
  };
  const target = nearestPlace(state, job, timeTo);
  state.placesTaken[target]++;
  state.place[job] = target;
  state.phase[job] = phases.travelling;
  state.readyTime[job] = time + timeTo(target);
  if (state.readyTime[job] > time) state.events.push(state.readyTime[job], events.arrival, job);
  else arrive(state, job);
}

/** A job is lost: its other strands do not go on; what a machine works on is done to the end. */
export function loseOthers(state: ShopState, lost: number): void {
  const { plant } = state;
  const owner = plant.jobOfStrand[lost];
  for (let job = plant.firstStrand[owner]; job < plant.firstStrand[owner + 1]; job++) {
    if (state.phase[job] === phases.complete) continue;
    state.isLost[job] = 1;
    if (state.phase[job] === phases.onMachine) continue;
    if (state.phase[job] === phases.waiting) dequeue(state, job);
    if (plant.hasTransport && state.place[job] >= 0) state.placesTaken[state.place[job]]--;
    complete(state, job);
  }
}

import { TERMINATED } from '../batch.js';
import type { Info } from '../contract.js';
import { checkDiscreteAction, type Model } from '../model/model.js';
import { checkOptionNames, numberOption, readStartBounds } from '../options.js';
import { Box } from '../spaces/box.js';
import { Discrete } from '../spaces/discrete.js';
import { drawMountainCar } from './drawing.js';
import { drive, isAtGoal, maximumPosition, maximumSpeed, minimumPosition, start } from './dynamics.js';

const name = 'MountainCar';
const usualStart = [-0.6, -0.4] as const;

/** `docs/environments/mountain-car.md` describes it. The option `goalVelocity` is 0 unless given. */
export function mountainCar(options: Info): Model {
  checkOptionNames(name, options, ['goalVelocity']);
  const goalVelocity = numberOption(name, options, 'goalVelocity', 0);
  return {
    name,
    stateSize: 2,
    observationSpace: new Box({
      low: [minimumPosition, -maximumSpeed],
      high: [maximumPosition, maximumSpeed],
    }),
    actionSpace: new Discrete(3),
    start(states, row, generator, bounds) {
      start(states, row, generator, bounds ? readStartBounds(name, bounds, usualStart) : usualStart);
    },
    step(states, row, actions, rewards) {
      checkDiscreteAction(name, actions[row], 3);
      drive(states, row, actions[row]);
      rewards[row] = -1;
      return isAtGoal(states, row, goalVelocity) ? TERMINATED : 0;
    },
    observe(states, row, { observation }) {
      observation[2 * row] = states[2 * row];
      observation[2 * row + 1] = states[2 * row + 1];
    },
    draw: ([position]) => drawMountainCar(position),
  };
}

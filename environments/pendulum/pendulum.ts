import { check } from '../../src/errors.js';
import type { Info } from '../contract.js';
import type { Model } from '../model/model.js';
import { checkOptionNames, numberOption } from '../options.js';
import { Box } from '../spaces/box.js';
import { drawPendulum } from './drawing.js';
import { clip, costOf, maximumSpeed, maximumTorque, observe, start, turn } from './dynamics.js';

const name = 'Pendulum';
const usualStart = [Math.PI, 1] as const;

/** `docs/environments/pendulum.md` describes it. The option `g` is 10 unless given. */
export function pendulum(options: Info): Model {
  checkOptionNames(name, options, ['g']);
  const gravity = numberOption(name, options, 'g', 10);
  const high = [1, 1, maximumSpeed];
  return {
    name,
    stateSize: 2,
    observationSpace: new Box({ low: high.map((bound) => -bound), high }),
    actionSpace: new Box({ low: -maximumTorque, high: maximumTorque }),
    start(states, row, generator, bounds) {
      start(states, row, generator, bounds ? readStart(bounds) : usualStart);
    },
    step(states, row, actions, rewards) {
      if (!Number.isFinite(actions[row])) notATorque(actions[row]);
      const torque = clip(Math.fround(actions[row]), maximumTorque);
      rewards[row] = -costOf(states, row, torque);
      turn(states, row, torque, gravity);
      return 0;
    },
    observe: (states, row, { observation }) => observe(states, row, observation),
    draw: ([theta]) => drawPendulum(theta),
  };
}

function readStart(options: Info): readonly [angle: number, speed: number] {
  checkOptionNames(name, options, ['xInit', 'yInit']);
  return [
    numberOption(name, options, 'xInit', usualStart[0]),
    numberOption(name, options, 'yInit', usualStart[1]),
  ];
}

function notATorque(value: number): never {
  check(false, { component: name, parameter: 'action', value, requirement: 'a list of one finite number' });
}

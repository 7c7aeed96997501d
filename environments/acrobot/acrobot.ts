import { TERMINATED } from '../batch.js';
import type { Info } from '../contract.js';
import { checkDiscreteAction, type Model } from '../model/model.js';
import { checkOptionNames, readStartBounds } from '../options.js';
import { Box } from '../spaces/box.js';
import { Discrete } from '../spaces/discrete.js';
import { drawAcrobot } from './drawing.js';
import { isHigh, maximumSpeeds, observe, start, swing } from './dynamics.js';

const name = 'Acrobot';
const usualStart = [-0.1, 0.1] as const;

/** `docs/environments/acrobot.md` describes it. There are no options. */
export function acrobot(options: Info): Model {
  checkOptionNames(name, options, []);
  const high = [1, 1, 1, 1, ...maximumSpeeds];
  return {
    name,
    stateSize: 4,
    observationSpace: new Box({ low: high.map((bound) => -bound), high }),
    actionSpace: new Discrete(3),
    start(states, row, generator, bounds) {
      start(states, row, generator, bounds ? readStartBounds(name, bounds, usualStart) : usualStart);
    },
    step(states, row, actions, rewards) {
      checkDiscreteAction(name, actions[row], 3);
      swing(states, row, actions[row] - 1);
      const high = isHigh(states, row);
      rewards[row] = high ? 0 : -1;
      return high ? TERMINATED : 0;
    },
    observe: (states, row, { observation }) => observe(states, row, observation),
    draw: ([theta1, theta2]) => drawAcrobot(theta1, theta2),
  };
}

import type { Info } from '../contract.js';
import type { Model } from '../model/model.js';
import { booleanOption, checkOptionNames } from '../options.js';
import { tabularModel } from '../tabular/tabular-model.js';
import { drawCliffWalking } from './drawing.js';
import { grid, outcomesOf, startState } from './dynamics.js';

const name = 'CliffWalking';

/** `docs/environments/cliff-walking.md` describes it. The option `isSlippery` is false unless given. */
export function cliffWalking(options: Info): Model {
  checkOptionNames(name, options, ['isSlippery']);
  const isSlippery = booleanOption(name, options, 'isSlippery', false);
  return tabularModel({
    name,
    actions: 4,
    starts: Array.from({ length: grid.rows * grid.columns }, (_, state) => Number(state === startState)),
    outcomes: (state, action) => outcomesOf(state, action, isSlippery),
    draw: drawCliffWalking,
  });
}

import type { Info } from '../contract.js';
import type { Model } from '../model/model.js';
import { checkOptionNames } from '../options.js';
import { tabularModel } from '../tabular/tabular-model.js';
import { drawTaxi } from './drawing.js';
import { outcomeOf, possibleActions, startsOf } from './dynamics.js';

const name = 'Taxi';

/** `docs/environments/taxi.md` describes it. There are no options. */
export function taxi(options: Info): Model {
  checkOptionNames(name, options, []);
  return tabularModel({
    name,
    actions: 6,
    starts: startsOf(),
    outcomes: (state, action) => [outcomeOf(state, action)],
    mask: possibleActions,
    draw: drawTaxi,
  });
}

import { check } from '../../src/errors.js';
import { failUnknownName } from '../../src/unknown-name.js';
import type { Info } from '../contract.js';
import type { Model } from '../model/model.js';
import { booleanOption, checkOptionNames, numberOption } from '../options.js';
import { tabularModel } from '../tabular/tabular-model.js';
import { drawFrozenLake } from './drawing.js';
import { maps, outcomesOf, startsOf, type Lake } from './dynamics.js';

const name = 'FrozenLake';

/**
 * `docs/environments/frozen-lake.md` describes it and its options: `map`, `mapName`, `isSlippery`, `successRate`,
 * `rewardSchedule`.
 */
export function frozenLake(options: Info): Model {
  checkOptionNames(name, options, ['map', 'mapName', 'isSlippery', 'successRate', 'rewardSchedule']);
  const successRate = numberOption(name, options, 'successRate', 1 / 3);
  check(successRate >= 0 && successRate <= 1, {
    component: name,
    parameter: 'successRate',
    value: successRate,
    requirement: 'from 0 to 1',
  });
  const lake: Lake = {
    map: options['map'] === undefined ? namedMap(options['mapName'] ?? '4x4') : checkedMap(options['map']),
    isSlippery: booleanOption(name, options, 'isSlippery', true),
    successRate,
    rewardSchedule: checkedRewards(options['rewardSchedule'] ?? [1, 0, 0]),
  };
  return tabularModel({
    name,
    actions: 4,
    starts: startsOf(lake),
    outcomes: (state, action) => outcomesOf(lake, state, action),
    draw: (state) => drawFrozenLake(lake.map, state),
  });
}

function namedMap(mapName: unknown): readonly string[] {
  const names = Object.keys(maps);
  if (!names.includes(mapName as string)) failUnknownName(name, 'mapName', String(mapName), names);
  return maps[mapName as keyof typeof maps];
}

function checkedMap(map: unknown): readonly string[] {
  const isMap =
    Array.isArray(map) &&
    map.every(
      (row) => typeof row === 'string' && row.length === String(map[0]).length && /^[SFHG]+$/.test(row),
    ) &&
    map.some((row) => String(row).includes('S'));
  check(isMap, {
    component: name,
    parameter: 'map',
    value: map,
    requirement: 'a list of strings of one length, of the letters S, F, H and G, with an S',
  });
  return map as readonly string[];
}

function checkedRewards(rewards: unknown): Lake['rewardSchedule'] {
  check(Array.isArray(rewards) && rewards.length === 3 && rewards.every(Number.isFinite), {
    component: name,
    parameter: 'rewardSchedule',
    value: rewards,
    requirement: 'three numbers: for the goal, a hole, frozen ice',
  });
  return rewards as unknown as Lake['rewardSchedule'];
}

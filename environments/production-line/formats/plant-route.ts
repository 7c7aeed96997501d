import { findCycle } from '../check-problem.js';
import type { Operation } from '../problem.js';
import type { SourcePath } from './plain-source.js';
import type { Plant, PlantOperation, PlantOrder } from './plant-schema.js';
import type { PlantUnits } from './plant-units.js';

/** The operations of an order in the order in which they are done, and where they are written. */
export interface PlantRoute {
  readonly operations: readonly Operation[];
  readonly path: SourcePath;
  /** Of each operation: its number in the file's list. */
  readonly order: readonly number[];
}

/** The route of an order, its own or its product's, with durations for its quantity. */
export function readRoute(plant: Plant, order: PlantOrder, path: SourcePath, units: PlantUnits): PlantRoute {
  const { product } = order;
  if (order.route !== undefined && product === undefined)
    return routeOf(plant, order, order.route, order.family, [...path, 'route'], units);
  if (product === undefined || order.route !== undefined)
    return units.fail(path, 'an order with either a product or a route');
  units.index(product, Object.keys(plant.products), 'product', [...path, 'product']);
  const { route, family } = plant.products[product];
  return routeOf(plant, order, route, order.family ?? family, ['products', product, 'route'], units);
}

function routeOf(
  plant: Plant,
  order: PlantOrder,
  route: readonly PlantOperation[],
  family: string | undefined,
  path: SourcePath,
  units: PlantUnits,
): PlantRoute {
  const inOrder = routeOrder(route, path, units);
  const operations = inOrder.map((index) =>
    readOperation(plant, order, route[index], family, [...path, index], units),
  );
  return { operations, path, order: inOrder };
}

function readOperation(
  plant: Plant,
  order: PlantOrder,
  operation: PlantOperation,
  orderFamily: string | undefined,
  path: SourcePath,
  units: PlantUnits,
): Operation {
  const { name, pausable, stress, rework, scrap } = operation;
  const family = operation.family ?? orderFamily;
  const familyPath = operation.family === undefined ? path : [...path, 'family'];
  return {
    ...(name !== undefined && { name }),
    alternatives: readAlternatives(plant, operation, operation.perOrder ? 1 : order.quantity, path, units),
    ...(family !== undefined && { family: units.index(family, plant.families, 'family', familyPath) }),
    ...(pausable !== undefined && { pausable }),
    ...(stress !== undefined && { stress }),
    ...(rework !== undefined && { rework }),
    ...(scrap !== undefined && { scrap }),
  };
}

function readAlternatives(
  plant: Plant,
  { machine, duration }: PlantOperation,
  quantity: number,
  path: SourcePath,
  units: PlantUnits,
): Operation['alternatives'] {
  const names = plant.machines.map(({ name }) => name);
  const at = [...path, 'machine'];
  if (typeof machine === 'object' && !Array.isArray(machine)) {
    if (duration !== undefined)
      units.fail([...path, 'duration'], 'left out: each machine has its own already');
    return Object.entries(machine).map(([name, time]) => ({
      machine: units.index(name, names, 'machine', [...at, name]),
      duration: units.duration(time, [...at, name]) * quantity,
    }));
  }
  if (duration === undefined) return units.fail(path, 'an operation with a duration');
  const time = units.duration(duration, [...path, 'duration']) * quantity;
  return [machine].flat().map((name, index) => ({
    machine: units.index(name, names, 'machine', Array.isArray(machine) ? [...at, index] : at),
    duration: time,
  }));
}

/** The order of a route that may say with `after` what goes before what. It must be a line. */
function routeOrder(
  route: readonly PlantOperation[],
  path: SourcePath,
  units: PlantUnits,
): readonly number[] {
  const names = route.map(({ name }) => name ?? '');
  const before = route.map(({ after }, index) => {
    if (after === undefined) return index === 0 ? [] : [index - 1];
    return [after].flat().map((name) => units.index(name, names, 'operation', [...path, index, 'after']));
  });
  const label = (index: number) => route[index].name ?? `operation ${index + 1}`;
  const cycle = findCycle(before);
  if (cycle !== undefined) {
    const culprit = cycle.find((index) => route[index].after !== undefined) ?? cycle[0];
    units.fail(
      [...path, culprit, 'after'],
      `a route without a cycle; ${cycle.map(label).join(' waits for ')}`,
    );
  }
  const next = new Map<number, number>();
  for (const [index, earlier] of before.entries()) {
    const [only = -1] = earlier;
    if (earlier.length > 1 || next.has(only)) {
      const requirement = 'a line: routes that branch or join are not supported yet';
      units.fail([...path, index, route[index].after === undefined ? 'name' : 'after'], requirement);
    }
    next.set(only, index);
  }
  const order: number[] = [];
  for (let at = next.get(-1); at !== undefined; at = next.get(at)) order.push(at);
  return order;
}

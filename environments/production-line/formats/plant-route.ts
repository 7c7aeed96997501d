import type { YamlPath } from '../../../src/plain-yaml.js';
import { findCycle } from '../check-problem.js';
import type { Operation } from '../problem.js';
import type { Plant, PlantOperation, PlantOrder } from './plant-schema.js';
import type { PlantUnits } from './plant-units.js';

/** The operations of an order in the order in which they are done, and where they are written. */
export interface PlantRoute {
  readonly operations: readonly Operation[];
  readonly path: YamlPath;
  /** Of each operation: its number in the file's list. */
  readonly order: readonly number[];
}

/** The route of an order, its own or its product's, with durations for its quantity. */
export function readRoute(plant: Plant, order: PlantOrder, path: YamlPath, units: PlantUnits): PlantRoute {
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
  path: YamlPath,
  units: PlantUnits,
): PlantRoute {
  const before = operationsBefore(route, path, units);
  const line = orderOfLine(before);
  const inOrder = line ?? route.map((_, index) => index);
  const operations = inOrder.map((index) => ({
    ...readOperation(plant, order, route[index], family, [...path, index], units),
    ...(line === undefined && { after: before[index] }),
  }));
  return { operations, path, order: inOrder };
}

function readOperation(
  plant: Plant,
  order: PlantOrder,
  operation: PlantOperation,
  orderFamily: string | undefined,
  path: YamlPath,
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
    ...(operation.needs !== undefined && { needs: readNeeds(plant, operation.needs, path, units) }),
    ...(stress !== undefined && { stress }),
    ...(rework !== undefined && { rework }),
    ...(scrap !== undefined && { scrap }),
  };
}

function readNeeds(
  { resources }: Plant,
  needs: NonNullable<PlantOperation['needs']>,
  path: YamlPath,
  units: PlantUnits,
): NonNullable<Operation['needs']> {
  const names = resources.map(({ name }) => name);
  const at = [...path, 'needs'];
  if (typeof needs === 'object' && !Array.isArray(needs))
    return Object.entries(needs).map(([name, count]) => ({
      resource: units.index(name, names, 'resource', [...at, name]),
      count,
    }));
  return [needs].flat().map((name, index) => ({
    resource: units.index(name, names, 'resource', Array.isArray(needs) ? [...at, index] : at),
  }));
}

function readAlternatives(
  plant: Plant,
  { machine, duration }: PlantOperation,
  quantity: number,
  path: YamlPath,
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

/** For each operation of a route those that go before it, as `after` says. */
function operationsBefore(
  route: readonly PlantOperation[],
  path: YamlPath,
  units: PlantUnits,
): readonly (readonly number[])[] {
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
  return before;
}

/** The order in which a route that is a line is done; undefined where it branches or joins. */
function orderOfLine(before: readonly (readonly number[])[]): readonly number[] | undefined {
  const next = new Map<number, number>();
  for (const [index, [only = -1, ...others]] of before.entries()) {
    if (others.length > 0 || next.has(only)) return undefined;
    next.set(only, index);
  }
  const order: number[] = [];
  for (let at = next.get(-1); at !== undefined; at = next.get(at)) order.push(at);
  return order;
}

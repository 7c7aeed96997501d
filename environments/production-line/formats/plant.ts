import { requirePlainYaml, type YamlPath } from '../../../src/plain-yaml.js';
import { checkProblem, type ProblemPath } from '../check-problem.js';
import type { Job, Machine, Problem, Resource } from '../problem.js';
import { checkSource } from './check-source.js';
import { closedIntervals } from './plant-calendar.js';
import { readRoute, type PlantRoute } from './plant-route.js';
import { plantSchema, type Plant, type PlantMachine, type PlantOrder } from './plant-schema.js';
import { PlantUnits } from './plant-units.js';

/**
 * A plant in YAML: machines with shifts, breaks, holidays, buffers, set-ups between named families, breakdowns and maintenance;
 * products with routes; orders with real dates. `docs/production-line-files.md` shows every key.
 * @throws LeptonError `file-damaged` for what is no YAML, `invalid-value` or `unknown-name` at file, line and column
 */
export function readPlant(text: string, file: string): Problem {
  const source = requirePlainYaml(text, file);
  const plant = checkSource(source, plantSchema);
  const units = new PlantUnits(source, plant);
  const machines = plant.machines.map((machine, index) => readMachine(plant, machine, index, units));
  const orders = plant.orders.map((order, index) => readOrder(plant, order, index, units));
  const transport = plant.transport === undefined ? undefined : readTransport(plant, plant.transport, units);
  const resources = plant.resources.map((resource, index) => readResource(plant, resource, index, units));
  const energyPrices = plant.energyPrices?.map(({ from, price }, index) => ({
    from: units.time(from, ['energyPrices', index, 'from']),
    price,
  }));
  const problem: Problem = {
    name: plant.plant,
    machines,
    jobs: orders.map(({ job }) => job),
    ...(plant.permutation !== undefined && { permutation: plant.permutation }),
    ...(transport !== undefined && { transport }),
    ...(plant.durations !== undefined && { durations: plant.durations }),
    ...(plant.crews !== undefined && { crews: plant.crews }),
    ...(resources.length > 0 && { resources }),
    ...(energyPrices !== undefined && { energyPrices }),
    ...(plant.origin !== undefined && { calendar: { unit: plant.unit, origin: plant.origin } }),
  };
  checkProblem(problem, (path) =>
    source.placeOf(
      sourcePath(
        path,
        orders.map(({ route }) => route),
      ),
    ),
  );
  return problem;
}

/** Where the file says what is at a path of the problem: the keys are the same but for jobs. */
function sourcePath(path: ProblemPath, routes: readonly PlantRoute[]): YamlPath {
  const [list, job, part, operation, key, ...rest] = path;
  if (list !== 'jobs' || typeof job !== 'number') return path;
  if (part !== 'operations' || typeof operation !== 'number') return ['orders', ...path.slice(1)];
  const { path: route, order } = routes[job];
  if (key === undefined) return [...route, order[operation]];
  return [
    ...route,
    order[operation],
    key === 'alternatives' ? (rest[1] === 'duration' ? 'duration' : 'machine') : key,
  ];
}

function readMachine(plant: Plant, machine: PlantMachine, index: number, units: PlantUnits): Machine {
  const path = ['machines', index];
  const closed = closedIntervals(plant, machine, path, units);
  const { family, speeds, power } = machine;
  const maintenance = readMaintenance(machine, [...path, 'maintenance'], units);
  return {
    name: machine.name,
    ...(closed.length > 0 && { closed }),
    ...(machine.buffer !== undefined && { buffer: machine.buffer }),
    ...(machine.setups !== undefined && {
      setups: readSetups(plant, machine.setups, [...path, 'setups'], units),
    }),
    ...(family !== undefined && {
      family: units.index(family, plant.families, 'family', [...path, 'family']),
    }),
    ...(machine.breakdowns !== undefined && {
      breakdowns: readBreakdowns(machine.breakdowns, [...path, 'breakdowns'], units),
    }),
    ...(maintenance !== undefined && { maintenance }),
    ...(speeds !== undefined && { speeds }),
    ...(power !== undefined && { power }),
  };
}

function readResource(
  plant: Plant,
  resource: Plant['resources'][number],
  index: number,
  units: PlantUnits,
): Resource {
  const closed = closedIntervals(plant, resource, ['resources', index], units);
  return { name: resource.name, count: resource.count, ...(closed.length > 0 && { closed }) };
}

function readBreakdowns(
  breakdowns: NonNullable<PlantMachine['breakdowns']>,
  path: YamlPath,
  units: PlantUnits,
): NonNullable<Machine['breakdowns']> {
  if (!('meanTimeToRepair' in breakdowns)) {
    const intervals = breakdowns.map(({ from, to }, index) => ({
      start: units.time(from, [...path, index, 'from']),
      end: units.time(to, [...path, index, 'to']),
    }));
    return { kind: 'listed', intervals };
  }
  const read = (key: 'meanTimeBetweenFailures' | 'meanTimeToRepair') =>
    units.duration(breakdowns[key], [...path, key]);
  return {
    kind: 'exponential',
    meanTimeBetweenFailures: read('meanTimeBetweenFailures'),
    meanTimeToRepair: read('meanTimeToRepair'),
  };
}

function readMaintenance(
  { maintenance }: PlantMachine,
  path: YamlPath,
  units: PlantUnits,
): Machine['maintenance'] {
  if (maintenance === undefined) return undefined;
  const { scale, repair, preventive, initialAge, ...rest } = maintenance;
  return {
    ...rest,
    scale: units.duration(scale, [...path, 'scale']),
    repair: { ...repair, time: units.duration(repair.time, [...path, 'repair', 'time']) },
    preventive: { ...preventive, time: units.duration(preventive.time, [...path, 'preventive', 'time']) },
    ...(initialAge !== undefined && { initialAge: units.duration(initialAge, [...path, 'initialAge']) }),
  };
}

/** `default` is between two different families that have no time of their own; `beginning` is the row for an idle machine. */
function readSetups(
  { families }: Plant,
  setups: NonNullable<PlantMachine['setups']>,
  path: YamlPath,
  units: PlantUnits,
): readonly (readonly number[])[] {
  for (const [from, row] of Object.entries(setups)) {
    if (from === 'default') continue;
    if (from !== 'beginning') units.index(from, families, 'family', [...path, from]);
    if (typeof row !== 'object') return units.fail([...path, from], 'a map of families to durations');
    for (const to of Object.keys(row)) units.index(to, families, 'family', [...path, from, to]);
  }
  const timeOf = (from: string, to: string): number => {
    const row = Object.hasOwn(setups, from) ? setups[from] : {};
    if (typeof row === 'object' && Object.hasOwn(row, to))
      return units.duration(row[to], [...path, from, to]);
    if (from === to) return 0;
    const fallback = Object.hasOwn(setups, 'default') ? setups['default'] : undefined;
    if (fallback === undefined || typeof fallback === 'object')
      return units.fail(path, `complete: there is no time from ${from} to ${to}, and no default`);
    return units.duration(fallback, [...path, 'default']);
  };
  const rows = Object.hasOwn(setups, 'beginning') ? [...families, 'beginning'] : families;
  return rows.map((from) => families.map((to) => timeOf(from, to))); // [F, F] or [F + 1, F]
}

function readTransport(
  { machines }: Plant,
  transport: NonNullable<Plant['transport']>,
  units: PlantUnits,
): readonly (readonly number[])[] {
  const names = machines.map(({ name }) => name);
  const isMap = typeof transport === 'object';
  if (isMap) {
    for (const [from, row] of Object.entries(transport)) {
      units.index(from, names, 'machine', ['transport', from]);
      for (const to of Object.keys(row)) units.index(to, names, 'machine', ['transport', from, to]);
    }
  }
  const timeOf = (from: string, to: string): number => {
    if (!isMap) return from === to ? 0 : units.duration(transport, ['transport']);
    const row = Object.hasOwn(transport, from) ? transport[from] : {};
    return Object.hasOwn(row, to) ? units.duration(row[to], ['transport', from, to]) : 0;
  };
  return names.map((from) => names.map((to) => timeOf(from, to))); // [M, M]
}

function readOrder(
  plant: Plant,
  order: PlantOrder,
  index: number,
  units: PlantUnits,
): { readonly job: Job; readonly route: PlantRoute } {
  const path = ['orders', index];
  const route = readRoute(plant, order, path, units);
  const timeOf = (key: 'release' | 'known' | 'due'): number | undefined =>
    order[key] === undefined ? undefined : units.time(order[key], [...path, key]);
  const release = timeOf('release');
  const known = timeOf('known');
  const due = timeOf('due');
  if (due !== undefined && release !== undefined && due < release)
    units.fail([...path, 'due'], `at or after the release, ${order.release}`);
  const noWait =
    order.noWait ?? (order.product === undefined ? undefined : plant.products[order.product].noWait);
  const job: Job = {
    name: order.name,
    operations: route.operations,
    // What was released before the plan begins is there from the beginning.
    ...(release !== undefined && release > 0 && { release }),
    ...(known !== undefined && known > 0 && { known }),
    ...(due !== undefined && { due }),
    ...(order.weight !== undefined && { weight: order.weight }),
    ...(noWait !== undefined && { noWait }),
    ...(order.product !== undefined && { product: order.product }),
  };
  return { job, route };
}

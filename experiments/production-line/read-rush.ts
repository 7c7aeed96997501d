import { z } from 'zod';
import { strictRecord } from '../../src/plain-data.js';
import { requirePlainYaml, type LocatedYaml, type YamlPath } from '../../src/plain-yaml.js';
import { fail } from '../../src/errors.js';
import { failUnknownName } from '../../src/unknown-name.js';
import { checkSource, failSource } from '../../environments/production-line/formats/check-source.js';
import { readOrders } from '../../environments/production-line/formats/orders-csv.js';
import { durationForm, momentForm, parseDuration } from '../../environments/production-line/formats/units.js';
import type { Job, Operation, Problem } from '../../environments/production-line/problem.js';
import { parseMoment } from './plan-times.js';

const name = z.string({ error: 'a name' }).min(1, { error: 'a name' });
const duration = z.union([z.number(), z.string()], { error: durationForm });
const moment = z.union([z.number(), z.string()], { error: momentForm });
const operation = strictRecord({
  name: name.exactOptional(),
  machine: z.union([name, z.array(name).min(1)], { error: 'a machine or a list of machines' }),
  duration,
  family: z.int().min(0).exactOptional(),
  pausable: z.boolean().exactOptional(),
});
const order = strictRecord({
  name,
  like: name.exactOptional().meta({ description: 'an order with the same route' }),
  times: z.number().positive().default(1).meta({ description: 'factor on its durations' }),
  route: z.array(operation).min(1).exactOptional(),
  release: moment.exactOptional(),
  due: moment.exactOptional(),
  weight: z.number().min(0).exactOptional(),
  product: name.exactOptional(),
});
const schema = strictRecord({ orders: z.array(order).min(1, { error: 'a list of one order or more' }) });
type RushOrder = z.output<typeof order>;

/**
 * New orders for a plant: CSV as `readOrders` has it, or YAML with `orders`, each with a `route`, or `like: A-1` for that of another order.
 * @throws LeptonError at file, line and column
 */
export function readRushOrders(problem: Problem, text: string, file: string): readonly Job[] {
  const jobs = /\.(csv|tsv)$/i.test(file)
    ? readOrders(text, file, { plant: problem }).jobs
    : readYaml(problem, text, file);
  const taken = jobs.find((job) => problem.jobs.some((known) => known.name === job.name));
  if (taken === undefined) return jobs;
  return fail('invalid-value', {
    component: file,
    parameter: 'the name of an order',
    value: taken.name,
    requirement: 'a new one: the plan has an order of that name',
  });
}

function readYaml(problem: Problem, text: string, file: string): readonly Job[] {
  const source = requirePlainYaml(text, file);
  return checkSource(source, schema).orders.map((one, index) =>
    readOrder(problem, source, one, ['orders', index]),
  );
}

function readOrder(problem: Problem, source: LocatedYaml, rush: RushOrder, path: YamlPath): Job {
  const { like, times, route, weight, product } = rush;
  if ((like === undefined) === (route === undefined))
    failSource(source, path, 'an order with either a route or like');
  const timeOf = (key: 'release' | 'due'): number | undefined => {
    const value = rush[key];
    return value === undefined
      ? undefined
      : parseMoment(problem, String(value), source.placeOf([...path, key]));
  };
  const release = timeOf('release');
  const due = timeOf('due');
  if (due !== undefined && release !== undefined && due < release)
    failSource(source, [...path, 'due'], `at or after the release, ${rush.release}`);
  const operations =
    like === undefined
      ? (route ?? []).map((one, index) => readOperation(problem, source, one, [...path, 'route', index]))
      : routeLike(problem, source, like, times, path);
  return {
    ...{ name: rush.name, operations },
    ...(release !== undefined && { release }),
    ...(due !== undefined && { due }),
    ...(weight !== undefined && { weight }),
    ...(product !== undefined && { product }),
  };
}

function routeLike(
  { jobs }: Problem,
  source: LocatedYaml,
  like: string,
  times: number,
  path: YamlPath,
): readonly Operation[] {
  const model = jobs.find((job) => job.name === like);
  if (model === undefined)
    return failUnknownName(
      source.placeOf([...path, 'like']),
      'order',
      like,
      jobs.map((job) => job.name),
    );
  return model.operations.map((one) => ({
    ...one,
    alternatives: one.alternatives.map((choice) => ({ ...choice, duration: choice.duration * times })),
  }));
}

function readOperation(
  { machines, calendar }: Problem,
  source: LocatedYaml,
  { machine, duration: text, ...rest }: z.output<typeof operation>,
  path: YamlPath,
): Operation {
  const length =
    parseDuration(text, calendar?.unit ?? 'minute') ??
    failSource(source, [...path, 'duration'], durationForm);
  const names = machines.map((one) => one.name);
  const alternatives = [machine].flat().map((one) => {
    const index = names.indexOf(one);
    return {
      machine:
        index >= 0 ? index : failUnknownName(source.placeOf([...path, 'machine']), 'machine', one, names),
      duration: length,
    };
  });
  return { ...rest, alternatives };
}

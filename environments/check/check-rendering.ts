import type { Scene, Shape } from '../contract.js';
import { error, type Problem } from './finding.js';
import { difference, play, record, repeated, sampled, type Moment } from './playthrough.js';
import { attempt, type Subject } from './subject.js';
import { shown } from './values.js';

const length = 30;

/** `render` returns text or a Scene of finite numbers, and only looks. */
export function* checkRendering(subject: Subject): Iterable<Problem> {
  const world = subject.make();
  if (world.render === undefined) return;
  const seed = 123;
  const reference = record(world, { seed, length, choose: sampled(world.actionSpace, 2) });
  let flaw: string | undefined;
  const watched = function* (): Iterable<Moment> {
    for (const moment of play(world, { seed, length, choose: repeated(reference) })) {
      yield moment;
      flaw ??= flawOf(attempt('render()', () => world.render?.()));
    }
  };
  const parted = difference(reference, watched());
  if (flaw !== undefined)
    yield error(
      `render() ${flaw}`,
      'return text, or a Scene: { width: [left, right], height: [bottom, top], shapes }',
    );
  if (parted !== undefined)
    yield error(`render() changes the world: ${parted}`, 'only look; draw no random number');
}

function flawOf(picture: unknown): string | undefined {
  if (typeof picture === 'string') return undefined;
  const { width, height, shapes } = (picture ?? {}) as Partial<Scene>;
  if (!isInterval(width) || !isInterval(height) || !Array.isArray(shapes))
    return `returned ${shown(picture)}`;
  const wrong = (shapes as readonly Shape[]).find((shape) => !isSound(shape));
  return wrong === undefined ? undefined : `drew ${shown(wrong)}, which is no shape`;
}

const isInterval = (value: readonly number[] | undefined): boolean =>
  value?.length === 2 && value[0] < value[1];

const isPoint = (point: unknown): boolean =>
  Array.isArray(point) && point.length === 2 && point.every(Number.isFinite);

function isSound(shape: Shape): boolean {
  switch (shape.kind) {
    case 'polygon':
      return Array.isArray(shape.points) && shape.points.every(isPoint);
    case 'line':
      return isPoint(shape.from) && isPoint(shape.to) && Number.isFinite(shape.width);
    case 'circle':
      return isPoint(shape.center) && Number.isFinite(shape.radius);
    default:
      return false;
  }
}

/**
 * A frame of an episode as a report draws it: a drawing in compact form, or text. What a recording holds is data from
 * a file; whatever is not a drawing or text is left out.
 */
export interface Picture {
  readonly view?: View;
  readonly drawing: string | readonly CompactShape[];
}

/** The visible part of the world, y pointing down as on a screen: left, top, width, height. */
export type View = readonly [left: number, top: number, width: number, height: number];

/** Kind, colour and numbers. Polygon: x, y, x, y... Line: stroke, x1, y1, x2, y2. Circle: radius, x, y. */
export type CompactShape = readonly [
  kind: 'polygon' | 'line' | 'circle',
  color: string,
  ...numbers: number[],
];

type Point = readonly [number, number];
type Round = (value: number) => number;

/** Reads a world's picture; undefined where there is nothing to see. */
export function readPicture(value: unknown): Picture | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { drawing: value };
  if (!isRecord(value) || !isPoint(value['width']) || !isPoint(value['height'])) return undefined;
  if (!Array.isArray(value['shapes'])) return undefined;
  const [left, right] = value['width'];
  const [bottom, top] = value['height'];
  if (!(right > left && top > bottom)) return undefined;
  const round = roundTo(Math.max(right - left, top - bottom));
  const shapes = value['shapes'].map((shape) => compact(shape, round));
  return {
    view: [round(left), round(-top), round(right - left), round(top - bottom)],
    drawing: shapes.filter((shape) => shape !== undefined),
  };
}

function compact(shape: unknown, round: Round): CompactShape | undefined {
  if (!isRecord(shape) || typeof shape['color'] !== 'string') return undefined;
  const { kind, color, points, from, to, width, center, radius } = shape;
  const flip = ([x, y]: Point): number[] => [round(x), round(-y)];
  if (kind === 'polygon' && Array.isArray(points) && points.every(isPoint))
    return ['polygon', color, ...points.flatMap(flip)];
  if (kind === 'line' && isPoint(from) && isPoint(to) && typeof width === 'number')
    return ['line', color, round(width), ...flip(from), ...flip(to)];
  if (kind === 'circle' && isPoint(center) && typeof radius === 'number')
    return ['circle', color, round(radius), ...flip(center)];
  return undefined;
}

/** Rounds to at least a 5000th of the drawing's size, which no screen shows. */
function roundTo(size: number): Round {
  let decimals = 0;
  for (let unit = size / 5000; unit < 1 && decimals < 12; unit *= 10) decimals++;
  return (value) => Number(value.toFixed(decimals)) + 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && value.length === 2 && value.every((part) => Number.isFinite(part));
}

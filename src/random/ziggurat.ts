import { addPairs, dividePairs, pair, type Pair } from '../numerics/double-double.js';
import { exp, log, log1p } from '../numerics/index.js';
import { logarithmPair, logarithmSum } from '../numerics/power.js';

/**
 * Normal and exponential numbers by the ziggurat method with 256 layers, as numpy's `Generator` draws them: the
 * same consumption of random bits, and the same doubles but for the last bit of one tail number in a hundred (whose
 * logarithm numpy leaves to the C library). Cast to float32, three million of each were equal.
 *
 * See "The Ziggurat Method for Generating Random Variables" (Marsaglia & Tsang, 2000).
 */

/** A generator of 64-bit words: `bits64` gives low and high half, in an array that the next draw overwrites. */
export interface BitSource {
  bits64(): Uint32Array;
  /** The upper 53 bits of a word as a double in [0, 1). */
  random(): number;
}

/** The layers of a density that falls with |x|. Layer 0 is the base with the tail; the others end at `edges[i]`. */
interface Layers {
  /** The width of each layer, divided by the range of the integer that is multiplied with it. */
  readonly widths: Float64Array;
  /** Integers below this one lie under the curve whatever their height. */
  readonly inside: Float64Array;
  /** The density at the edge. */
  readonly heights: Float64Array;
}

const count = 256;
const last = count - 1;
const two32 = 4294967296;
const two52 = 4503599627370496;
const two53 = 9007199254740992;

const normalEdge = 3.654152885361009;
/** The area of a layer; two ulps below the exact one, as in the program that made numpy's table. */
const normalArea = 0.004928673233974652;
const exponentialEdge = pair(7.69711747013105, -3.6248703662405964e-16);
const exponentialArea = pair(0.003949659822581557, 2.0147157867286268e-19);
const heightAtEdge = pair(0.00045413435384149677, -9.774760372377212e-21);

let normalLayers: Layers | undefined;
let exponentialLayers: Layers | undefined;

/** A number from the standard normal distribution. */
export function normalFrom(source: BitSource): number {
  normalLayers ??= makeNormalLayers();
  const { widths, inside, heights } = normalLayers;
  for (;;) {
    const bits = source.bits64();
    const low = bits[0];
    const layer = low & last;
    const sign = 1 - ((low >>> 7) & 2);
    const integer = ((bits[1] >>> 9) & 0xfffff) * two32 + (((bits[1] << 23) | (low >>> 9)) >>> 0);
    const x = sign * integer * widths[layer];
    if (integer < inside[layer]) return x;
    if (layer === 0) return ((low >>> 17) & 1) === 0 ? normalTail(source) : -normalTail(source);
    if (heightWithin(source, heights, layer) < exp(-0.5 * x * x)) return x;
  }
}

/** A number from the exponential distribution with mean 1. */
export function exponentialFrom(source: BitSource): number {
  exponentialLayers ??= makeExponentialLayers();
  const { widths, inside, heights } = exponentialLayers;
  for (;;) {
    const bits = source.bits64();
    const layer = (bits[0] >>> 3) & last;
    const integer = bits[1] * 2097152 + (bits[0] >>> 11);
    const x = integer * widths[layer];
    if (integer < inside[layer]) return x;
    if (layer === 0) return exponentialEdge.high - log1p(-source.random());
    if (heightWithin(source, heights, layer) < exp(-x)) return x;
  }
}

function heightWithin(source: BitSource, heights: Float64Array, layer: number): number {
  const height = heights[layer];
  return (heights[layer - 1] - height) * source.random() + height;
}

/** Beyond the edge: "Generating a Variable from the Tail of the Normal Distribution" (Marsaglia, 1964). */
function normalTail(source: BitSource): number {
  for (;;) {
    const x = -(1 / normalEdge) * log1p(-source.random());
    const y = -log1p(-source.random());
    if (y + y > x * x) return normalEdge + x;
  }
}

/** From the edge inwards: all layers have one area, which gives the next height and so the next edge. */
function makeNormalLayers(): Layers {
  const edges = new Float64Array(count);
  const heights = new Float64Array(count);
  edges[last] = normalEdge;
  heights[last] = exp(-0.5 * normalEdge * normalEdge);
  for (let i = last - 1; i > 0; i--) {
    edges[i] = Math.sqrt(-2 * log(normalArea / edges[i + 1] + heights[i + 1]));
    heights[i] = exp(-0.5 * edges[i] * edges[i]);
    // numpy's table was made with an exponential that rounded this one value up.
    if (i === 38) heights[i] = heights[i] + 1.1102230246251565e-16;
  }
  heights[0] = 1;
  return layersOf(edges, heights, normalArea / heights[last], two52);
}

/** The same with pairs, because numpy's table is rounded from exact values here. */
function makeExponentialLayers(): Layers {
  const edges = new Float64Array(count);
  const heights = new Float64Array(count);
  let edge = exponentialEdge;
  let height = heightAtEdge;
  for (let i = last; i > 0; i--) {
    edges[i] = edge.high;
    heights[i] = height.high;
    height = addPairs(height, dividePairs(exponentialArea, edge));
    edge = minusLogarithm(height);
  }
  heights[0] = 1;
  return layersOf(edges, heights, dividePairs(exponentialArea, heightAtEdge).high, two53);
}

function minusLogarithm(x: Pair): Pair {
  logarithmPair(x.high);
  return pair(-logarithmSum[0], -logarithmSum[1] - x.low / x.high);
}

function layersOf(edges: Float64Array, heights: Float64Array, baseWidth: number, range: number): Layers {
  const widths = edges.map((edge) => edge / range);
  widths[0] = baseWidth / range;
  const inside = edges.map((edge, i) => (i < 2 ? 0 : Math.floor((edges[i - 1] / edge) * range)));
  inside[0] = Math.floor((edges[last] / baseWidth) * range);
  return { widths, inside, heights };
}

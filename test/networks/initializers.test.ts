import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import { makeInitializer } from '../../src/networks/initializers.js';
import { randomOrthogonal } from '../../src/networks/orthogonal.js';
import { buildNetwork, initialize } from '../../src/networks/index.js';
import { createReferenceEngine } from '../../src/engines/reference/engine.js';
import { RandomStream } from '../../src/random/random-stream.js';

const [inputs, outputs] = [300, 200];
const weight = { shape: [inputs, outputs], fanIn: inputs, fanOut: outputs };
type Specification = Parameters<typeof makeInitializer>[0];

function draw(specification: Specification): Float64Array {
  return makeInitializer(specification)(weight, new RandomStream([1, 2, 3]));
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviationOf = (values: Float64Array): number =>
  Math.sqrt(meanOf(values.map((value) => value * value)) - meanOf(values) * meanOf(values));
/** Of the mean of squares of |x| / deviation: 1.8 for a uniform distribution, 3 for a normal one. */
const kurtosisOf = (values: Float64Array): number => {
  const variance = deviationOf(values) * deviationOf(values);
  return meanOf(values.map((value) => value * value * value * value)) / (variance * variance);
};

describe('initialisers', () => {
  // Bounds and deviations: torch.nn.init and torch.nn.Linear.reset_parameters.
  it.each<[Specification, number]>([
    ['fanInUniform', 1 / Math.sqrt(inputs)],
    ['kaimingUniform', Math.sqrt(6 / inputs)],
    [{ kaimingUniform: { fan: 'out', gain: 1 } }, Math.sqrt(3 / outputs)],
    ['xavierUniform', Math.sqrt(6 / (inputs + outputs))],
    [{ xavierUniform: { gain: 2 } }, 2 * Math.sqrt(6 / (inputs + outputs))],
    [{ uniform: { low: -0.5, high: 0.5 } }, 0.5],
  ])('%j is uniform up to its bound', (specification, bound) => {
    const values = draw(specification);
    const greatest = values.reduce((soFar, value) => Math.max(soFar, Math.abs(value)), 0);
    expect(greatest).toBeLessThanOrEqual(bound);
    expect(greatest).toBeGreaterThan(0.999 * bound);
    expect(Math.abs(deviationOf(values) / bound - 1 / Math.sqrt(3))).toBeLessThan(0.01);
    expect(kurtosisOf(values)).toBeCloseTo(1.8, 1);
  });

  it.each<[Specification, number]>([
    ['kaimingNormal', Math.sqrt(2 / inputs)],
    [{ kaimingNormal: { fan: 'out' } }, Math.sqrt(2 / outputs)],
    ['xavierNormal', Math.sqrt(2 / (inputs + outputs))],
    ['normal', 1],
    [{ normal: { standardDeviation: 0.02 } }, 0.02],
  ])('%j is normal with its deviation', (specification, deviation) => {
    const values = draw(specification);
    expect(Math.abs(deviationOf(values) / deviation - 1)).toBeLessThan(0.015);
    expect(Math.abs(meanOf(values))).toBeLessThan(0.02 * deviation);
    expect(Math.abs(kurtosisOf(values) - 3)).toBeLessThan(0.1);
  });

  it('zeros, ones, constant and uniform are what they say', () => {
    expect(new Set(draw('zeros'))).toEqual(new Set([0]));
    expect(new Set(draw('ones'))).toEqual(new Set([1]));
    expect(new Set(draw({ constant: 0.1 }))).toEqual(new Set([0.1]));
    const values = draw('uniform');
    expect(Math.min(...values.subarray(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.abs(meanOf(values) - 0.5)).toBeLessThan(0.01);
  });

  it('orthogonal has orthonormal columns, or rows where these are fewer, times its gain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (rows, columns) => {
        const matrix = makeInitializer({ orthogonal: { gain: 3 } })(
          { shape: [rows, columns], fanIn: rows, fanOut: columns },
          new RandomStream([rows, columns, 5]),
        );
        const at = (row: number, column: number) => matrix[row * columns + column];
        const count = Math.min(rows, columns);
        const length = Math.max(rows, columns);
        for (let a = 0; a < count; a++) {
          for (let b = 0; b < count; b++) {
            let product = 0;
            for (let i = 0; i < length; i++)
              product += rows < columns ? at(a, i) * at(b, i) : at(i, a) * at(i, b);
            expect(Math.abs(product - (a === b ? 9 : 0))).toBeLessThan(1e-13);
          }
        }
      }),
      runs(40),
    );
  });

  it('orthogonal is the Q of a QR decomposition whose R has a positive diagonal', () => {
    // The first column is the first normal vector, at length 1.
    const normals = new RandomStream([1, 2, 3]);
    const vector = Array.from({ length: 4 }, () => normals.normal());
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    const matrix = randomOrthogonal(4, 2, new RandomStream([1, 2, 3]));
    vector.forEach((value, row) => expect(matrix[2 * row]).toBeCloseTo(value / norm, 14));
  });
});

describe('initialize', () => {
  const environment = { observations: [{ key: 'x', shape: [100], type: 'float32' as const }], actions: 3 };
  const drawn = (specification: Parameters<typeof buildNetwork>[0], seed = 1) => {
    const network = buildNetwork(specification, environment);
    const store = createReferenceEngine().createParameters('online', network.parameters);
    initialize(network, store, new RandomStream([seed, 2, 3]));
    return store;
  };

  it('draws dense weights and biases from U(+-1 / sqrt(inputs)), as PyTorch does', () => {
    const store = drawn({ extractor: [{ dense: 64 }] });
    for (const [name, bound] of [
      ['extractor/0/weight', 0.1],
      ['extractor/0/bias', 0.1],
      ['head/0/weight', 0.125],
      ['head/0/bias', 0.125],
    ] as const) {
      const values = Float64Array.from(store.get(name), Math.abs);
      expect(Math.max(...values)).toBeLessThanOrEqual(bound);
      expect(Math.max(...values)).toBeGreaterThan(0.3 * bound);
    }
  });

  it('takes the initialisers that a layer asks for, and starts normalisations at the identity', () => {
    const dense = { units: 8, initializer: { constant: 2 }, biasInitializer: 'zeros' as const };
    const store = drawn({ extractor: [{ dense }, { layerNorm: {} }] });
    expect(new Set(store.get('extractor/0/weight'))).toEqual(new Set([2]));
    expect(new Set(store.get('extractor/0/bias'))).toEqual(new Set([0]));
    expect(new Set(store.get('extractor/1/scale'))).toEqual(new Set([1]));
    expect(new Set(store.get('extractor/1/shift'))).toEqual(new Set([0]));
  });

  it('gives the same numbers for the same stream, in float32, and others for another', () => {
    const values = [drawn({}, 1), drawn({}, 1), drawn({}, 2)].map((store) => [...store.get('head/0/weight')]);
    expect(values[0]).toEqual(values[1]);
    expect(values[0]).not.toEqual(values[2]);
    expect(values[0].every((value) => Object.is(value, Math.fround(value)))).toBe(true);
  });
});

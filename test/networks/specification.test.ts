import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { buildNetwork, networkSchema, type LayerSpecification } from '../../src/networks/index.js';
import { Graph } from '../../src/tensor/index.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';
import { engines } from '../learning/engines.js';

const environment = { observations: [{ key: 'window', shape: [4], type: 'float32' as const }], actions: 2 };

/** The operators from the observation to the features, in order; biases and scales are left out. */
function operatorsOf(extractor: readonly LayerSpecification[], activation: 'relu' | 'tanh' = 'relu'): string {
  const network = buildNetwork({ activation, extractor: [...extractor] }, environment);
  const store = engines[0][1]().createParameters('online', network.parameters);
  const graph = new Graph();
  const features = network.features({ window: graph.input('window', [1, 4]) }, store);
  const telling = ['matmul', 'standardize', 'relu', 'tanh', 'sigmoid'];
  const names = topologicalOrder([features]).map(({ operator }) => operator.name);
  return names.filter((name) => telling.includes(name)).join(' ');
}

describe('the rule of activations', () => {
  it.each<[string, readonly LayerSpecification[]]>([
    ['matmul relu matmul relu', [{ dense: 5 }, { dense: 6 }]],
    ['matmul standardize relu matmul relu', [{ dense: 5 }, { layerNorm: {} }, { dense: 6 }]],
    ['matmul relu matmul standardize relu', [{ dense: 5 }, { dense: 6 }, { layerNorm: {} }]],
    ['standardize matmul relu', [{ layerNorm: {} }, { dense: 5 }]],
    ['matmul tanh matmul relu', [{ dense: { units: 5, activation: 'tanh' } }, { dense: 6 }]],
    ['matmul standardize tanh', [{ dense: { units: 5, activation: 'tanh' } }, { layerNorm: {} }]],
    ['matmul sigmoid matmul relu', [{ dense: 5 }, { activation: 'sigmoid' }, { dense: 6 }]],
    ['matmul standardize sigmoid', [{ dense: 5 }, { layerNorm: {} }, { activation: 'sigmoid' }]],
    ['matmul tanh sigmoid', [{ dense: { units: 5, activation: 'tanh' } }, { activation: 'sigmoid' }]],
    ['matmul matmul relu', [{ dense: { units: 5, activation: 'identity' } }, { dense: 6 }]],
    ['matmul relu', [{ dense: 5 }, { dropout: 0.5 }]],
  ])('makes %s of %j', (operators, extractor) => {
    expect(operatorsOf(extractor)).toBe(operators);
  });

  it('takes the activation of the network', () => {
    expect(operatorsOf([{ dense: 5 }, { dense: 6 }], 'tanh')).toBe('matmul tanh matmul tanh');
  });

  it('has none after the Q-values', () => {
    const network = buildNetwork({ head: { layers: [{ dense: 3 }] } }, environment);
    const store = engines[0][1]().createParameters('online', network.parameters);
    const q = network.apply({ window: new Graph().input('window', [1, 4]) }, store);
    expect(q.operator.name).toBe('add');
  });
});

describe('a network specification', () => {
  it.each<[unknown, RegExp]>([
    [{ extractr: [] }, /network: specification is .* unknown key "extractr", did you mean "extractor"\?/],
    [{ extractor: [{ dens: 3 }] }, /extractor\.0 is .* unknown key "dens", did you mean "dense"\?/],
    [{ extractor: [{ dense: 0.5 }] }, /extractor\.0\.dense is 0\.5, .*expected int/],
    [{ extractor: [{ dense: 0 }] }, /extractor\.0\.dense is 0, .*>0/],
    [
      { extractor: [{ dense: { unit: 3 } }] },
      /extractor\.0\.dense is .* unknown key "unit", did you mean "units"/,
    ],
    [{ extractor: [{ dense: 3, layerNorm: {} }] }, /expected exactly one key of dense, layerNorm/],
    [{ extractor: [{}] }, /expected exactly one key/],
    [{ extractor: [{ dropout: 1 }] }, /extractor\.0\.dropout is 1/],
    [{ activation: 'rellu' }, /activation is "rellu", .*did you mean "relu"\?/],
    [{ activation: 'swoosh' }, /known are identity, relu/],
    [{ extractor: [{ dense: { units: 3, initializer: 'ortogonal' } }] }, /did you mean "orthogonal"\?/],
    [
      { extractor: [{ dense: { units: 3, initializer: { orthogonal: { gan: 1 } } } }] },
      /did you mean "gain"\?/,
    ],
    [{ head: { duelling: true } }, /head is .*unknown key "duelling", did you mean "dueling"\?/],
    [null, /network: specification is null/],
  ])('%j is refused', (specification, message) => {
    expect(() => buildNetwork(specification as never, environment)).toThrow(message);
  });

  it.each<[unknown, string]>([
    [{ head: { noisy: true } }, 'head.noisy is true'],
    [{ head: { distribution: { quantiles: 51 } } }, 'head.distribution is'],
  ])('%j is not supported yet, and says so', (specification, message) => {
    expect(() => buildNetwork(specification as never, environment)).toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(message) as unknown }),
    );
  });

  it('names the observation key that was meant', () => {
    expect(() => buildNetwork({ inputs: { windo: [] } }, environment)).toThrow(
      expect.objectContaining({
        code: 'unknown-name',
        message: expect.stringContaining('window') as unknown,
      }),
    );
  });

  it('refuses to normalise a scalar, and a number of actions that is none', () => {
    const scalar = { observations: [{ key: 'x', shape: [], type: 'float32' as const }], actions: 2 };
    expect(() => buildNetwork({ extractor: [{ layerNorm: {} }] }, scalar)).toThrow(/layerNorm/);
    expect(() => buildNetwork({}, { ...environment, actions: 0 })).toThrow(/actions is 0/);
  });

  it('with its defaults filled in describes the same network', () => {
    const written = { extractor: [{ dense: 5 }, { dense: { units: 4, initializer: { constant: 0.5 } } }] };
    const first = buildNetwork(written, environment);
    const second = buildNetwork(first.specification, environment);
    expect(second.specification).toEqual(first.specification);
    expect([...second.parameters.keys()]).toEqual([...first.parameters.keys()]);
    expect(first.specification.head).toEqual({ dueling: false, layers: [], noisy: false });
  });

  it('has a JSON schema', () => {
    expect(z.toJSONSchema(networkSchema, { io: 'input' })).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: { activation: { default: 'relu' }, extractor: { type: 'array' } },
    });
  });
});

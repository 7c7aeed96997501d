import { describe, expect, it } from '@jest/globals';
import { environmentSpecification } from '../../environments/registry.js';
import { advanceTo, hashOf, makeTraining, numbersOf } from './training.js';

const cartPole = environmentSpecification('CartPole-v1');
const network = { extractor: [{ dense: 4 }], head: {} };

/** Multiples of the interval among the last steps of each vector step. */
const passes = (interval: number, step: number, environments: number): number =>
  Array.from({ length: environments }, (_, i) => step - i).filter((each) => each % interval === 0).length;

describe.each([1, 4])('the target network, with %i environments', (environments) => {
  it('changes exactly when the declared counter passes a multiple of the interval, and is then a bitwise copy', () => {
    const training = makeTraining(cartPole, {
      environments,
      agent: { network, learningStarts: 20, targetUpdateInterval: 7 },
    });
    let before = hashOf(training, 'target');
    expect(before).toBe(hashOf(training, 'online'));
    for (let step = environments; step <= 84; step += environments) {
      advanceTo(training, step);
      const now = hashOf(training, 'target');
      const isDue = step > 20 && passes(7, step, environments) > 0;
      expect([step, now !== before]).toEqual([step, isDue]);
      expect([step, now === hashOf(training, 'online')]).toEqual([step, isDue || step <= 20]);
      before = now;
    }
  });

  it('follows by tau once for every multiple that the counter passes', () => {
    const tau = 0.25;
    const training = makeTraining(cartPole, {
      environments,
      agent: { network, targetUpdateInterval: 2, targetUpdateRate: tau },
    });
    for (let step = environments; step <= 24; step += environments) {
      const name = 'extractor/0/weight';
      const target = numbersOf(training, `target/${name}`);
      advanceTo(training, step);
      const online = numbersOf(training, `online/${name}`);
      const expected = target.map((value, i) => {
        let mixed = value;
        for (let times = passes(2, step, environments); times > 0; times--)
          mixed = Math.fround(Math.fround((1 - tau) * mixed) + Math.fround(tau * online[i]));
        return mixed;
      });
      expect(numbersOf(training, `target/${name}`)).toEqual(expected);
    }
  });

  it.each([
    { trainInterval: 1, updatesPerRound: 1 },
    { trainInterval: 3, updatesPerRound: 2 },
    { trainInterval: 10, updatesPerRound: 5 },
  ])('comes with $updatesPerRound updates every $trainInterval steps after the start', (cadence) => {
    const training = makeTraining(cartPole, { environments, agent: { ...cadence, learningStarts: 20 } });
    let expected = 0;
    for (let step = environments; step <= 80; step += environments) {
      advanceTo(training, step);
      if (step > 20) expected += passes(cadence.trainInterval, step, environments) * cadence.updatesPerRound;
      expect([step, training.agent.updates]).toEqual([step, expected]);
    }
  });
});

describe('the optimiser', () => {
  it.each([
    {
      freezeExtractor: false,
      learned: ['extractor/0/weight', 'extractor/0/bias', 'head/0/weight', 'head/0/bias'],
    },
    { freezeExtractor: true, learned: ['head/0/weight', 'head/0/bias'] },
  ])(
    'remembers the online parameters that learn, and nothing else ($learned)',
    ({ freezeExtractor, learned }) => {
      const training = makeTraining(cartPole, { agent: { network, freezeExtractor } });
      const names = [...training.agent.save().keys()].filter((name) => name.startsWith('optimizer/'));
      const expected = ['firstMoment', 'secondMoment'].flatMap((kind) =>
        learned.map((name) => `optimizer/${kind}/${name}`),
      );
      expect(names.sort()).toEqual(expected.sort());
      const online = [...training.agent.weights().keys()];
      expect(learned.every((name) => online.includes(name))).toBe(true);
    },
  );

  it('leaves a frozen extractor as it is, and the head learns', () => {
    const training = makeTraining(cartPole, { agent: { network, freezeExtractor: true } });
    const before = new Map(training.agent.weights());
    advanceTo(training, 50);
    const after = training.agent.weights();
    for (const name of ['extractor/0/weight', 'extractor/0/bias'])
      expect(after.get(name)).toEqual(before.get(name));
    expect(after.get('head/0/weight')).not.toEqual(before.get('head/0/weight'));
  });
});

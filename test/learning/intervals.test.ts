import { expect, it } from '@jest/globals';
import { fc } from '../fast-check.js';
import { timesDue } from '../../src/learning/index.js';

it('over a whole training something is due once every interval, however many steps come at a time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (newSteps, interval) => {
      let due = 0;
      for (let steps = newSteps; steps <= 1000; steps += newSteps) {
        due += timesDue(steps, newSteps, interval);
        expect(due).toBe(Math.floor(steps / interval));
      }
    }),
  );
});

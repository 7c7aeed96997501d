import { describe, expect, it } from '@jest/globals';
import { epsilonGreedy } from '../../src/learning/index.js';
import { RandomStream } from '../../src/random/random-stream.js';

const stream = (seed: number): RandomStream => new RandomStream([seed, 2, 3]);

/** Counts of each action in many batches. */
function countActions(epsilon: number, masks: Uint8Array | undefined, rounds: number): number[][] {
  const [B, actions] = [4, 5];
  const random = stream(1);
  const chosen = new Int32Array(B);
  const counts = Array.from({ length: B }, () => new Array<number>(actions).fill(0));
  for (let round = 0; round < rounds; round++) {
    chosen.fill(2);
    epsilonGreedy(chosen, { epsilon, actions, masks, stream: random });
    chosen.forEach((action, row) => counts[row][action]++);
  }
  return counts;
}

describe('epsilonGreedy', () => {
  it('explores with probability epsilon, every action equally likely', () => {
    const rounds = 50_000;
    for (const row of countActions(0.5, undefined, rounds)) {
      row.forEach((count, action) => {
        const expected = action === 2 ? 0.6 : 0.1;
        const deviation = Math.sqrt(expected * (1 - expected) * rounds);
        expect(Math.abs(count - expected * rounds)).toBeLessThan(4.5 * deviation);
      });
    }
  });

  it('chooses possible actions only, in a million decisions, and all of them equally often', () => {
    const masks = Uint8Array.from([
      0,
      1,
      0,
      1,
      1,
      ...[0, 0, 0, 0, 1],
      ...[1, 1, 1, 1, 1],
      ...[0, 0, 1, 0, 0],
    ]);
    const rounds = 250_000;
    const counts = countActions(1, masks, rounds);
    counts.flat().forEach((count, at) => {
      const possible = masks.subarray(at - (at % 5), at - (at % 5) + 5).reduce((sum, bit) => sum + bit, 0);
      const probability = masks[at] / possible;
      const deviation = Math.sqrt(probability * (1 - probability) * rounds);
      expect(Math.abs(count - probability * rounds)).toBeLessThanOrEqual(4.5 * deviation);
    });
  });

  it('never explores with epsilon 0 and always with epsilon 1', () => {
    expect(countActions(0, undefined, 1000).every((row) => row[2] === 1000)).toBe(true);
    const masks = new Uint8Array(20).fill(1).map((_, at) => (at % 5 === 2 ? 0 : 1));
    expect(countActions(1, masks, 1000).every((row) => row[2] === 0)).toBe(true);
  });

  it('throws a coin of its own for each environment', () => {
    const random = stream(3);
    const chosen = new Int32Array(2);
    let both = 0;
    let first = 0;
    let second = 0;
    const rounds = 40_000;
    for (let round = 0; round < rounds; round++) {
      chosen.fill(0);
      // With a mask that leaves only action 1, the action says what the coin was.
      epsilonGreedy(chosen, { epsilon: 0.3, actions: 2, masks: Uint8Array.of(0, 1, 0, 1), stream: random });
      first += chosen[0];
      second += chosen[1];
      both += chosen[0] * chosen[1];
    }
    const correlated = both / rounds - (first / rounds) * (second / rounds);
    expect(Math.abs(correlated)).toBeLessThan(4.5 * (0.21 / Math.sqrt(rounds)));
    expect(first / rounds).toBeCloseTo(0.3, 1);
  });

  it('draws the same numbers whatever epsilon and the masks are', () => {
    const next = [
      { epsilon: 0, masks: undefined },
      { epsilon: 1, masks: undefined },
      { epsilon: 0.5, masks: new Uint8Array(9) },
      { epsilon: 1, masks: Uint8Array.of(1, 0, 0, 1, 1, 1, 0, 0, 0) },
    ].map((options) => {
      const random = stream(9);
      epsilonGreedy(new Int32Array(3), { ...options, actions: 3, stream: random });
      return random.uniform();
    });
    expect(new Set(next).size).toBe(1);
  });

  it('leaves a row without a possible action as it is', () => {
    const chosen = Int32Array.of(1, 1);
    epsilonGreedy(chosen, { epsilon: 1, actions: 2, masks: Uint8Array.of(0, 0, 1, 0), stream: stream(4) });
    expect([...chosen]).toEqual([1, 0]);
  });
});

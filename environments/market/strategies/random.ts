import { z } from 'zod';
import { strictRecord } from '../../../src/plain-data.js';
import { Pcg64 } from '../../../src/random/index.js';
import { strategyKind } from './contract.js';

export const random = strategyKind({
  name: 'random',
  description: 'takes positions by chance, and takes new ones with a given probability at every bar',
  parameters: strictRecord({
    /** Probability at every bar of drawing again, for each asset. */
    flip: z.number().min(0).max(1).default(0.05),
    /** What is drawn from, each as likely. */
    positions: z.array(z.number().min(-1).max(1)).min(1).default([-1, 1]),
  }),
  create({ flip, positions }, { seed }) {
    const generator = new Pcg64(seed);
    let held: number[] = [];
    return {
      decide({ assets }) {
        held = assets.map((_, asset) => {
          const isNew = generator.random() < flip || held.length === 0;
          const drawn = positions[generator.integers(0, positions.length)];
          return isNew ? drawn : held[asset];
        });
        return held.map((position) => position / assets.length);
      },
    };
  },
});

/** The slow proofs: kills, fuzzing, browsers, other Nodes. `npm run test:trust`; see docs/determinism.md. */
import base from './jest.config.js';

export default {
  ...base,
  testMatch: ['<rootDir>/test/trust/**/*.trust.ts'],
  maxWorkers: 1,
  testTimeout: 600_000,
};

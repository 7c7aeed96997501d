/** Seeds, named streams, generators. */
export { Pcg64 } from './pcg64.js';
export { SeedSequence } from './seed-sequence.js';
export { RandomStream, Streams } from './streams.js';

import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { describeStorage } from './storage-contract.js';

describeStorage('MemoryStorage', () => new MemoryStorage());
